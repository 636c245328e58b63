package dev.warren.engine.queue;

import dev.warren.engine.message.Message;

/// Where a queue hands messages to a consumer. Called on the queue's lane; the implementation goes
/// to its own.
public interface DeliverySink extends TakeBacks {

    /// A message for the consumer. Unless the consumer takes without acknowledging, the queue keeps
    /// it until it is settled.
    void deliver(Consumer consumer, long sequence, Message message, boolean redelivered);

    @Override
    default void takenBack(Queue queue, long[] sequences) {}

    /// The queue ends the consumer: it was deleted or failed, or the consumer held a message for
    /// too long and has heard which were taken back. Nothing is delivered after this.
    void cancelled(Consumer consumer);
}
