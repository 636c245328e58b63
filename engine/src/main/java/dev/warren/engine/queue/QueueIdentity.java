package dev.warren.engine.queue;

import dev.warren.codec.value.ShortString;

/// Who a queue is, for as long as it lives.
///
/// The id is never used again by this node, so that a late command cannot meet a successor of the same name.
public record QueueIdentity(
        long id, String vhost, ShortString name, boolean durable, boolean exclusive, boolean autoDelete) {

    /// How RabbitMQ's texts name it: `queue 'q' in vhost '/'`.
    public String description() {
        return "queue '" + name + "' in vhost '" + vhost + "'";
    }
}
