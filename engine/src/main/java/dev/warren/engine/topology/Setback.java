package dev.warren.engine.topology;

/// How a delivery ended that was not acknowledged.
public enum Setback {
    /// Rejected or nacked, and not wanted back.
    DISCARDED,
    /// Nacked, or recovered, and wanted back.
    REQUEUED,
    /// Rejected and wanted back, which RabbitMQ counts as a failure.
    FAILED,
    /// The channel or its connection ended.
    CRASHED,
    /// The time of the consumer was over.
    TIMED_OUT
}
