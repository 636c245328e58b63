package dev.warren.engine.transfer;

/// How safe a message is on its way from queue to queue.
public enum Safety {
    /// Sent once to whoever can be reached. What a target refuses, or what has no target, is gone.
    AT_MOST_ONCE,
    /// Kept in its queue and sent again until every target has confirmed it, and kept as long as
    /// there is no target.
    AT_LEAST_ONCE
}
