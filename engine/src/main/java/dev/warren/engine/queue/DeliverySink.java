package dev.warren.engine.queue;

import dev.warren.engine.message.Message;

/// Where a queue hands messages to a consumer. Called on the queue's lane; the implementation goes
/// to its own.
public interface DeliverySink {

    /// A message for the consumer. Unless the consumer takes without acknowledging, the queue keeps
    /// it until it is settled.
    void deliver(Consumer consumer, long sequence, Message message, boolean redelivered);

    /// The queue ends the consumer: it was deleted or failed. Nothing is delivered after this.
    void cancelled(Consumer consumer);
}
