package dev.warren.engine.queue;

/// What becomes of a message that somebody holds.
public enum Settlement {
    /// It is done with.
    ACK,
    /// It goes back to its place, marked redelivered.
    REQUEUE,
    /// The same, and its delivery has failed, which quorum queues count.
    FAIL,
    /// It is rejected for good.
    DISCARD;

    /// Whether somebody else may get the message.
    public boolean givesBack() {
        return this == REQUEUE || this == FAIL;
    }
}
