package dev.warren.amqp.tracing;

import dev.warren.engine.queue.Queue;

/// A publish, from the last byte of the message until the broker is done with it. Owned by the
/// channel's lane.
public interface PublishSpan {

    /// It is known which queues get the message, perhaps none.
    void routed(Queue[] queues);

    /// The last call.
    void ended(PublishOutcome outcome);
}
