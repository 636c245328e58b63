package dev.warren.engine.broker;

import dev.warren.engine.message.Message;

/// Who waits for replies under an address of [ReplyConsumers].
public interface ReplyConsumer {

    /// Takes a reply, or drops it when there is no room. Called on the lane of who replies.
    void deliver(Message reply);
}
