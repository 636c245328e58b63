package dev.warren.engine.broker;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.QueueNumbers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What waits beside queues, to be tried again or because they delay what is published, for those
/// who administer them: counted, listed by its time, cancelled. Any lane may call; stages complete
/// on the lane of the queue, or at once where nothing has ever waited.
///
/// Rights are checked by who calls. Every method throws 404 when there is no such virtual host or
/// queue. Of a message that failed the headers say how often and why (`x-retry-count`,
/// `x-retry-reason`); one that waits for a delivery delay has none of these.
public final class WaitingMessages {

    private final MetadataStore metadata;
    private final LocalQueues queues;

    WaitingMessages(MetadataStore metadata, LocalQueues queues) {
        this.metadata = metadata;
        this.queues = queues;
    }

    /// How many messages wait for a queue, and until when the first does. Cheap.
    public CompletionStage<Waiting.Summary> summary(String vhost, ShortString queue) {
        Queue holding = holdingOrNull(vhost, queue);
        return holding == null ? done(new Waiting.Summary(0, null)) : holding.waiting();
    }

    /// The messages behind a place, in the order in which they become due; [Waiting.Place#FIRST] is
    /// where to begin, and each page says where to go on. See [Waiting#page] for what it costs.
    ///
    /// @param max how many at most; never more than [Waiting#PAGE_MAX]
    public CompletionStage<Waiting.Page> list(
            String vhost, ShortString queue, Waiting.Place after, int max) {
        Queue holding = holdingOrNull(vhost, queue);
        return holding == null
                ? done(new Waiting.Page(List.of(), null))
                : holding.waiting(after, max);
    }

    /// Drops a message by its id, which [#list] gives. False when no such message waits: it may be
    /// on its way.
    ///
    /// Completes when what waited cannot come back, not even after a crash. A message that has
    /// failed in this very moment may still be known to the queue in which it failed: then a crash
    /// leaves it there, as one whose consumer is gone.
    public CompletionStage<Boolean> cancel(String vhost, ShortString queue, long id) {
        Queue holding = holdingOrNull(vhost, queue);
        return holding == null
                ? done(false)
                : holding.remove(List.of(id)).thenApply(gone -> !gone.isEmpty());
    }

    private @Nullable Queue holdingOrNull(String vhost, ShortString name) {
        long id = metadata.topology().requireVhost(vhost).requireQueue(name).id();
        return queues.queueOrNull(QueueNumbers.beside(id));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
