package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import org.jspecify.annotations.Nullable;

/// What a queue is declared with. The owner is the connection of an exclusive queue, else null.
///
/// A queue that goes with its connection is never durable, whatever the client said (RabbitMQ).
public record QueueOptions(
        boolean durable, boolean autoDelete, @Nullable Long owner, FieldTable arguments) {

    public QueueOptions {
        durable = durable && owner == null;
    }

    public boolean isExclusive() {
        return owner != null;
    }
}
