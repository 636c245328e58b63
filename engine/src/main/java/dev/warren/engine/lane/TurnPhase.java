package dev.warren.engine.lane;

/// What is done once for a whole turn, in this order. A phase may add work for any phase, also an
/// earlier one: the lane goes round until nothing is left.
public enum TurnPhase {
    /// Queues hand messages to consumers.
    DELIVER,
    /// Logs are asked to commit what the turn appended.
    COMMIT,
    /// Channels send their confirms, after the returns that belong before them.
    CONFIRM,
    /// Connections write out what was encoded for them.
    FLUSH
}
