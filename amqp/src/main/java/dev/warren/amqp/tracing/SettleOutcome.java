package dev.warren.amqp.tracing;

import dev.warren.engine.queue.Settlement;

/// What became of a delivery.
public enum SettleOutcome {
    /// The client is done with it.
    ACK,
    /// The client put it back (`basic.nack`, `basic.recover`).
    REQUEUE,
    /// The client put it back with `basic.reject`.
    REJECT,
    /// The client rejected it for good.
    DISCARD,
    /// The client took too long.
    TIMEOUT,
    /// The channel ended, and the message went back.
    RELEASE;

    /// What a settlement of the client's comes to.
    public static SettleOutcome of(Settlement settlement) {
        return switch (settlement) {
            case ACK -> ACK;
            case REQUEUE -> REQUEUE;
            case FAIL -> REJECT;
            case DISCARD -> DISCARD;
        };
    }
}
