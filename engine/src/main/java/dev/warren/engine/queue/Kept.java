package dev.warren.engine.queue;

import dev.warren.engine.message.Message;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueType;

/// Which of its messages a queue keeps over a restart, and confirms only when they are safe.
public enum Kept {
    /// The queue itself goes.
    NOTHING,
    /// Those that were published as persistent: a durable classic queue.
    PERSISTENT,
    /// Whatever was published: a quorum queue, a stream, and a queue in which messages wait.
    ALL;

    public static Kept by(QueueIdentity identity, QueueSettings settings) {
        if (!identity.durable()) {
            return NOTHING;
        }
        return settings.type().equals(QueueType.CLASSIC) ? PERSISTENT : ALL;
    }

    public boolean keeps(Message message) {
        return this == ALL || this == PERSISTENT && message.isPersistent();
    }
}
