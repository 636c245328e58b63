package dev.warren.amqp.tracing;

/// What was delivered and waits for its settlement. Owned by the channel's lane.
@FunctionalInterface
public interface DeliverySpan {

    /// The last call.
    void settled(SettleOutcome outcome);
}
