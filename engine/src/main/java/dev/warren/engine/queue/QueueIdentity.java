package dev.warren.engine.queue;

import dev.warren.codec.value.ShortString;

/// Who a queue is, for as long as it lives.
///
/// The id is never used again while this process runs, so that a late command cannot meet a
/// successor of the same name. That of a durable queue is never used again by this node.
///
/// A queue without a name is known to nobody but the node: messages wait in it at an exchange.
public record QueueIdentity(
        long id,
        String vhost,
        ShortString name,
        boolean durable,
        boolean exclusive,
        boolean autoDelete) {

    /// How RabbitMQ's texts name it: `queue 'q' in vhost '/'`.
    public String description() {
        if (name.isEmpty()) {
            return "the queue number " + id + " of messages that wait in vhost '" + vhost + "'";
        }
        return "queue '" + name + "' in vhost '" + vhost + "'";
    }

    /// How the log names a durable queue of this id: the same number as an unsigned `int`. No other
    /// id is below 2^32.
    public static int logOwner(long id) {
        if (id <= 0 || id >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException("not the number of a durable queue: " + id);
        }
        return (int) id;
    }
}
