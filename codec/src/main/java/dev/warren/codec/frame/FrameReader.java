package dev.warren.codec.frame;

import io.netty.buffer.ByteBuf;

/// Finds the frames in a stream of bytes and checks their shape.
///
/// Owned by one connection and called on its event loop. Keeps no bytes: what is incomplete stays
/// in the caller's buffer. After an exception the reader index stands at the frame at fault and the
/// stream is beyond repair.
public final class FrameReader {

    private static final int METHOD_LENGTH_MIN = 4;
    private static final int HEADER_LENGTH_MIN = 12;

    private int payloadMax;

    public FrameReader(int frameMax) {
        this.payloadMax = Frames.payloadMax(frameMax);
    }

    /// Sets the limit that tuning agreed on, 0 for none. Holds from the next frame on, also when
    /// set by a sink in the middle of [#read].
    public void frameMax(int frameMax) {
        this.payloadMax = Frames.payloadMax(frameMax);
    }

    /// Hands all complete frames to a sink and moves the reader index past them. Only the reader
    /// index of the buffer changes. False when the sink refused a frame.
    public boolean read(ByteBuf in, FrameSink sink) {
        while (in.readableBytes() >= Frames.PREFIX_LENGTH) {
            int start = in.readerIndex();
            int type = in.getUnsignedByte(start);
            long announced = in.getUnsignedInt(start + 3);
            checkSize(type, announced);
            int length = (int) announced;
            if (in.readableBytes() < length + Frames.OVERHEAD) {
                return true;
            }
            int payload = start + Frames.PREFIX_LENGTH;
            checkShape(type, in, payload, length);
            if (!sink.frame(type, in.getUnsignedShort(start + 1), in, payload, length)) {
                return false;
            }
            in.readerIndex(payload + length + 1);
        }
        return true;
    }

    /// As soon as the size is known, so that nobody waits for, or buffers, what is refused anyway.
    private void checkSize(int type, long announced) {
        if (announced > payloadMax + Frames.TOLERANCE) {
            throw FrameErrors.tooLarge(type, announced, payloadMax);
        }
    }

    private static void checkShape(int type, ByteBuf in, int payload, int length) {
        int end = in.getUnsignedByte(payload + length);
        if (end != Frames.END) {
            throw FrameErrors.badEnd(type, in, payload, length, end);
        }
        if (!isWellFormed(type, length)) {
            throw FrameErrors.unknownFrame(type, in, payload, length);
        }
    }

    private static boolean isWellFormed(int type, int length) {
        return switch (type) {
            case Frames.METHOD -> length >= METHOD_LENGTH_MIN;
            case Frames.HEADER -> length >= HEADER_LENGTH_MIN;
            case Frames.BODY -> true;
            case Frames.HEARTBEAT -> length == 0;
            default -> false;
        };
    }
}
