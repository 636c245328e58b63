package dev.warren.perf.load;

import dev.warren.codec.frame.FrameWriter;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.perf.client.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frames of a message, encoded once for each queue: what is left to do for each message is to
/// copy them and to set its time. Publishes through the default exchange, or the one where messages
/// wait; those carry the time at which they are due. Owned by one producer.
final class MessageTemplate {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int TRANSIENT = 1;

    private final List<byte[]> publishes;
    private final byte[] content;

    /// Where in the content the time goes, or -1 when the body is too short for it.
    private final int stampOffset;

    /// Null when messages do not wait.
    private final @Nullable DelayHeader delays;

    private final int lengthMax;

    MessageTemplate(
            List<ShortString> queues,
            int bodyLength,
            boolean persistent,
            Delay delay,
            int frameMax) {
        byte[] header =
                ContentHeader.encode(
                        BasicProperties.EMPTY
                                .withHeaders(delay.isNone() ? null : DelayHeader.placeholder())
                                .withDeliveryMode(
                                        persistent ? BasicProperties.PERSISTENT : TRANSIENT),
                        bodyLength);
        byte[] payload = Arrays.copyOf(header, header.length + bodyLength);
        Arrays.fill(payload, header.length, payload.length, (byte) 'x');
        ByteBuf frames = Unpooled.buffer();
        FrameWriter.content(
                frames, Connection.CHANNEL, payload, header.length, bodyLength, frameMax);
        this.content = taken(frames);
        this.stampOffset =
                bodyLength < Long.BYTES
                        ? -1
                        : Frames.OVERHEAD + header.length + Frames.PREFIX_LENGTH;
        this.delays = delay.isNone() ? null : new DelayHeader(delay, content);
        ShortString exchange = delay.isNone() ? ShortString.EMPTY : ShortString.of(Delay.EXCHANGE);
        this.publishes = queues.stream().map(queue -> publish(exchange, queue)).toList();
        this.lengthMax =
                content.length + publishes.stream().mapToInt(p -> p.length).max().orElseThrow();
    }

    private static byte[] publish(ShortString exchange, ShortString queue) {
        ByteBuf frame = Unpooled.buffer();
        FrameWriter.method(
                frame, Connection.CHANNEL, new BasicMethod.Publish(exchange, queue, false, false));
        return taken(frame);
    }

    private static byte[] taken(ByteBuf frames) {
        byte[] bytes = new byte[frames.readableBytes()];
        frames.readBytes(bytes);
        frames.release();
        return bytes;
    }

    int queues() {
        return publishes.size();
    }

    /// No message is longer, in bytes with all frames.
    int lengthMax() {
        return lengthMax;
    }

    /// Puts a message for one of the queues at an offset; returns the offset behind it.
    int put(byte[] out, int offset, int queue, long stampNanos) {
        byte[] publish = publishes.get(queue);
        System.arraycopy(publish, 0, out, offset, publish.length);
        int at = offset + publish.length;
        System.arraycopy(content, 0, out, at, content.length);
        long waitNanos = delays == null ? 0 : delays.put(out, at);
        if (stampOffset >= 0) {
            LONGS.set(out, at + stampOffset, stampNanos + waitNanos);
        }
        return at + content.length;
    }
}
