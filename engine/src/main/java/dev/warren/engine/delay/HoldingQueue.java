package dev.warren.engine.delay;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueNumbers;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueSettings.DeadLetterStrategy;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.topology.QueueSettings.Delivering;
import dev.warren.engine.topology.QueueSettings.LengthLimit;
import dev.warren.engine.topology.QueueSettings.Lifetimes;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.QueueSettings.Waiting;
import dev.warren.engine.topology.QueueType;

/// The queue in which the messages of one exchange wait, or those that come into one queue later:
/// who it is, and what applies to it.
///
/// It has no name, so no client can consume from it, and no policy and no limit applies. It is
/// durable if its exchange or queue is, and keeps all messages then, persistent or not.
public final class HoldingQueue {

    private static final ShortString NO_NAME = ShortString.of("");

    private HoldingQueue() {}

    /// The identity of the queue of an exchange that delays.
    public static QueueIdentity identity(String vhost, ExchangeDefinition exchange) {
        return new QueueIdentity(
                exchange.holdingId(), vhost, NO_NAME, exchange.durable(), false, false);
    }

    /// The identity of the queue in which messages wait beside another.
    public static QueueIdentity beside(QueueIdentity queue) {
        return new QueueIdentity(
                QueueNumbers.beside(queue.id()),
                queue.vhost(),
                NO_NAME,
                queue.durable(),
                false,
                false);
    }

    /// What applies to the queue of an exchange.
    public static QueueSettings settings(ExchangeDefinition exchange) {
        return settings(exchange.name());
    }

    /// What applies to one beside a queue: its office knows by itself where messages go.
    public static QueueSettings besideSettings() {
        return settings(NO_NAME);
    }

    private static QueueSettings settings(ShortString exchange) {
        return new QueueSettings(
                QueueType.HOLDING,
                new Lifetimes(null, null),
                new LengthLimit(null, null, Overflow.DROP_HEAD),
                new DeadLettering(exchange, null, DeadLetterStrategy.AT_MOST_ONCE),
                new Delivering(null, false, null, null, Waiting.NOTHING),
                QueueSettings.STREAMING,
                QueueSettings.NONE.deduplication());
    }
}
