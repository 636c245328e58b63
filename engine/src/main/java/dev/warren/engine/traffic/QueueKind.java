package dev.warren.engine.traffic;

/// The kinds of queues that are counted apart.
public enum QueueKind {
    CLASSIC("rabbit_classic_queue"),
    QUORUM("rabbit_quorum_queue"),
    STREAM("rabbit_stream_queue");

    private final String module;

    QueueKind(String module) {
        this.module = module;
    }

    /// RabbitMQ's name for it, as metrics show it.
    public String module() {
        return module;
    }
}
