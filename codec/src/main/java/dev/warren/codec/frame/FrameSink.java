package dev.warren.codec.frame;

import io.netty.buffer.ByteBuf;

/// Receives the frames that a [FrameReader] finds.
@FunctionalInterface
public interface FrameSink {

    /// Takes one frame, its payload a stretch of a buffer that stays the reader's: the sink keeps
    /// no reference to it and moves none of its indexes.
    ///
    /// False means "not now": reading stops and the same frame is offered again next time.
    boolean frame(int type, int channel, ByteBuf in, int index, int length);
}
