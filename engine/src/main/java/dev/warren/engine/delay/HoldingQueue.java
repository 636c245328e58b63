package dev.warren.engine.delay;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueSettings.DeadLetterStrategy;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.topology.QueueSettings.Delivering;
import dev.warren.engine.topology.QueueSettings.LengthLimit;
import dev.warren.engine.topology.QueueSettings.Lifetimes;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.QueueType;

/// The queue in which the messages of one exchange wait: who it is, and what applies to it.
///
/// It has no name, so no client can consume from it, and no policy and no limit applies. It is
/// durable if its exchange is, and keeps all messages then, persistent or not.
public final class HoldingQueue {

    private static final ShortString NO_NAME = ShortString.of("");

    private HoldingQueue() {}

    /// The identity of the queue of an exchange that delays.
    public static QueueIdentity identity(String vhost, ExchangeDefinition exchange) {
        return new QueueIdentity(
                exchange.holdingId(), vhost, NO_NAME, exchange.durable(), false, false);
    }

    /// What applies to that queue.
    public static QueueSettings settings(ExchangeDefinition exchange) {
        return new QueueSettings(
                QueueType.HOLDING,
                new Lifetimes(null, null),
                new LengthLimit(null, null, Overflow.DROP_HEAD),
                new DeadLettering(exchange.name(), null, DeadLetterStrategy.AT_MOST_ONCE),
                new Delivering(null, false, null, null),
                QueueSettings.NONE.deduplication());
    }
}
