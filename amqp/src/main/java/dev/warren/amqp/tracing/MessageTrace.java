package dev.warren.amqp.tracing;

import dev.warren.engine.message.Message;
import org.jspecify.annotations.Nullable;

/// The trace of one message, as its publisher began it.
public interface MessageTrace {

    /// The message has come in whole and is going to be routed.
    PublishSpan published(TraceSite by, Message message);

    /// A client is given the message. Null where that is the last of it.
    @Nullable DeliverySpan delivered(TraceSite to, Message message, Delivery delivery);
}
