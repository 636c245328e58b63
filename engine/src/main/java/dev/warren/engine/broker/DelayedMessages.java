package dev.warren.engine.broker;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.MetadataStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What waits at exchanges that delay, for those who administer them: counted, listed by its time,
/// cancelled. Any lane may call; stages complete on the lane of what was asked.
///
/// Rights are checked by who calls. Every method throws 404 when there is no such virtual host or
/// exchange, and 406 when its type delays nothing.
public final class DelayedMessages {

    private final MetadataStore metadata;
    private final LocalQueues queues;

    DelayedMessages(MetadataStore metadata, LocalQueues queues) {
        this.metadata = metadata;
        this.queues = queues;
    }

    /// How many messages wait at an exchange, and until when the first does. Cheap.
    public CompletionStage<Waiting.Summary> summary(String vhost, ShortString exchange) {
        return holding(vhost, exchange).waiting();
    }

    /// The messages behind a place, in the order in which they become due; [Waiting.Place#FIRST] is
    /// where to begin, and each page says where to go on. See [Waiting#page] for what it costs.
    ///
    /// @param max how many at most; never more than [Waiting#PAGE_MAX]
    public CompletionStage<Waiting.Page> list(
            String vhost, ShortString exchange, Waiting.Place after, int max) {
        return holding(vhost, exchange).waiting(after, max);
    }

    /// Drops a message by its id, which [#list] gives. False when no such message waits: it may be
    /// on its way. Completes when it cannot come back, not even after a crash.
    public CompletionStage<Boolean> cancel(String vhost, ShortString exchange, long id) {
        return holding(vhost, exchange).remove(List.of(id)).thenApply(gone -> !gone.isEmpty());
    }

    /// How many messages the exchange did not take because they had come before. Any thread.
    public long duplicates(String vhost, ShortString exchange) {
        return holding(vhost, exchange).counters().of(QueueCounter.DUPLICATES);
    }

    /// The numbers of those that wait at an exchange: [QueueCounter#READY] how many they are,
    /// [QueueCounter#DUPLICATES] as [#duplicates]. Null when it delays nothing or has just been
    /// deleted. Any thread.
    public @Nullable QueueCounters countersOrNull(Exchange exchange) {
        Queue queue =
                exchange.delays() ? queues.queueOrNull(exchange.definition().holdingId()) : null;
        return queue == null ? null : queue.counters();
    }

    private Queue holding(String vhost, ShortString name) {
        Exchange exchange = metadata.topology().requireVhost(vhost).requireExchange(name);
        if (!exchange.delays()) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "no messages wait at %s of type '%s'",
                    Resource.exchange(vhost, name),
                    exchange.definition().type());
        }
        Queue queue = queues.queueOrNull(exchange.definition().holdingId());
        if (queue == null) {
            throw AmqpException.of(ReplyCode.NOT_FOUND, "no %s", Resource.exchange(vhost, name));
        }
        return queue;
    }
}
