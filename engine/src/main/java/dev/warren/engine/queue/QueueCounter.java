package dev.warren.engine.queue;

/// What is counted for a queue. Those up to [#LOST] only grow, the others go up and down.
public enum QueueCounter {
    PUBLISHED,
    /// Deliveries to consumers that acknowledge.
    DELIVERED_MANUAL,
    /// Deliveries to consumers that do not.
    DELIVERED_AUTO,
    /// Those of all deliveries and gets that were marked redelivered.
    REDELIVERED,
    GOT_MANUAL,
    GOT_AUTO,
    /// Gets that found nothing.
    GOT_EMPTY,
    ACKED,
    /// Messages that the disk could not give back.
    LOST,
    READY,
    UNACKED,
    CONSUMERS,
    /// Bytes of the bodies of ready messages.
    READY_BYTES,
    /// Bytes of the bodies of unacked messages.
    UNACKED_BYTES
}
