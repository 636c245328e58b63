package dev.warren.amqp.tracing;

/// How a publish ended.
public enum PublishOutcome {
    /// The publisher was told that the broker has the message.
    CONFIRMED,
    /// The publisher was told that a queue did not take it.
    REFUSED,
    /// The publisher asked for no confirm, or too many publishes of the channel wait for theirs.
    UNCONFIRMED,
    /// It waits for a commit.
    TRANSACTION,
    /// The publish was a mistake, or the channel ended before.
    BROKEN_OFF
}
