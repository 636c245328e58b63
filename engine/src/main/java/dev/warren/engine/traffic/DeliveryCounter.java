package dev.warren.engine.traffic;

/// What is counted for a channel and a kind of queue. All only grow.
public enum DeliveryCounter {
    /// Deliveries to consumers that acknowledge.
    DELIVERED_MANUAL,
    /// Deliveries to consumers that do not.
    DELIVERED_AUTO,
    GOT_MANUAL,
    GOT_AUTO,
    /// Gets that found nothing.
    GOT_EMPTY,
    /// Those of all deliveries and gets that were marked redelivered.
    REDELIVERED,
    ACKED
}
