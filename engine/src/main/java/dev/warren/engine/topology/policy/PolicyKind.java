package dev.warren.engine.topology.policy;

/// Whose policy it is. Each kind has its own names, and one of each kind applies to a queue.
public enum PolicyKind {
    /// What the users of a virtual host want.
    USER,
    /// What who runs the broker allows at most. For queues only.
    OPERATOR
}
