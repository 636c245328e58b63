package dev.warren.codec.frame;

import dev.warren.codec.method.Method;
import dev.warren.codec.method.MethodIds;
import dev.warren.codec.method.MethodWriter;
import io.netty.buffer.ByteBuf;

/// Writes whole frames at the writer index of a buffer that stays the caller's.
public final class FrameWriter {

    private static final int ACK_LENGTH = 13;

    private FrameWriter() {}

    public static void method(ByteBuf out, int channel, Method method) {
        int start = out.writerIndex();
        prefix(out, Frames.METHOD, channel, 0);
        MethodWriter.write(method, out);
        out.setInt(start + 3, out.writerIndex() - start - Frames.PREFIX_LENGTH);
        out.writeByte(Frames.END);
    }

    public static void heartbeat(ByteBuf out) {
        prefix(out, Frames.HEARTBEAT, 0, 0);
        out.writeByte(Frames.END);
    }

    /// basic.ack, as publisher confirms need it by the million, without an object for it.
    public static void ack(ByteBuf out, int channel, long deliveryTag, boolean multiple) {
        out.ensureWritable(ACK_LENGTH + Frames.OVERHEAD);
        prefix(out, Frames.METHOD, channel, ACK_LENGTH);
        out.writeInt(MethodIds.BASIC_ACK);
        out.writeLong(deliveryTag);
        out.writeByte(multiple ? 1 : 0);
        out.writeByte(Frames.END);
    }

    /// Writes the content of a message: its header, and its body in as many frames as `frameMax` (0
    /// for no limit) asks for; an empty body in none.
    ///
    /// The first `headerLength` bytes of the array are the payload of the content header, the next
    /// `bodyLength` the body. The header always is one frame, as the protocol knows no way to split
    /// it.
    public static void content(
            ByteBuf out,
            int channel,
            byte[] content,
            int headerLength,
            int bodyLength,
            int frameMax) {
        int payloadMax = Frames.payloadMax(frameMax);
        int frames = 1 + (bodyLength + payloadMax - 1) / payloadMax;
        out.ensureWritable(headerLength + bodyLength + frames * Frames.OVERHEAD);
        frame(out, Frames.HEADER, channel, content, 0, headerLength);
        int end = headerLength + bodyLength;
        for (int at = headerLength; at < end; at += payloadMax) {
            frame(out, Frames.BODY, channel, content, at, Math.min(payloadMax, end - at));
        }
    }

    /// Writes the content header alone: the first `headerLength` bytes of the array.
    public static void header(ByteBuf out, int channel, byte[] content, int headerLength) {
        frame(out, Frames.HEADER, channel, content, 0, headerLength);
    }

    /// Writes one body frame from a stretch of the array, which the caller keeps within the frame
    /// size.
    public static void body(ByteBuf out, int channel, byte[] content, int offset, int length) {
        frame(out, Frames.BODY, channel, content, offset, length);
    }

    private static void frame(
            ByteBuf out, int type, int channel, byte[] source, int offset, int length) {
        prefix(out, type, channel, length);
        out.writeBytes(source, offset, length);
        out.writeByte(Frames.END);
    }

    private static void prefix(ByteBuf out, int type, int channel, int length) {
        out.writeByte(type);
        out.writeShort(channel);
        out.writeInt(length);
    }
}
