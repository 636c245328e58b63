package dev.warren.perf.client;

import io.netty.buffer.ByteBuf;

/// What the broker sends by the million, frame by frame and without objects. Called on the
/// connection's event loop.
public interface Traffic {

    /// For a connection that neither consumes nor waits for confirms.
    Traffic NONE = new Traffic() {};

    /// Bytes have come; frames of them follow.
    default void readBegins() {}

    /// basic.deliver; [#header] and, unless it is empty, [#body] follow.
    default void delivered(long deliveryTag) {}

    default void header(long bodySize) {}

    /// A piece of a body, in a buffer that stays the caller's.
    default void body(ByteBuf in, int index, int length) {}

    /// basic.ack.
    default void confirmed(long tag, boolean multiple) {}

    /// basic.nack.
    default void refused(long tag, boolean multiple) {}

    /// There is nothing more to be read for now.
    default void readEnds() {}

    /// The socket takes more again.
    default void becameWritable() {}
}
