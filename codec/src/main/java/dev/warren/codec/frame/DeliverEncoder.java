package dev.warren.codec.frame;

import dev.warren.codec.method.MethodIds;
import dev.warren.codec.value.ShortString;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/// Writes the basic.deliver frames of one consumer, of which only the end differs.
///
/// ```
/// constant: type, channel, size (filled in), class and method, consumer tag
/// variable: delivery tag, redelivered, exchange, routing key, 0xCE
/// ```
///
/// Owned by the consumer's channel; allocates nothing after construction.
public final class DeliverEncoder {

    private static final int SIZE_OFFSET = 3;

    private final byte[] prefix;

    public DeliverEncoder(int channel, ShortString consumerTag) {
        this.prefix = new byte[Frames.PREFIX_LENGTH + 4 + 1 + consumerTag.length()];
        ByteBuffer.wrap(prefix)
                .put((byte) Frames.METHOD)
                .putShort((short) channel)
                .putInt(0)
                .putInt(MethodIds.BASIC_DELIVER)
                .put((byte) consumerTag.length())
                .put(consumerTag.array());
    }

    public void encode(
            ByteBuf out,
            long deliveryTag,
            boolean redelivered,
            ShortString exchange,
            ShortString routingKey) {
        int frame = prefix.length + 8 + 1 + 1 + exchange.length() + 1 + routingKey.length() + 1;
        out.ensureWritable(frame);
        int start = out.writerIndex();
        out.writeBytes(prefix);
        out.setInt(start + SIZE_OFFSET, frame - Frames.OVERHEAD);
        out.writeLong(deliveryTag);
        out.writeByte(redelivered ? 1 : 0);
        out.writeByte(exchange.length());
        out.writeBytes(exchange.array());
        out.writeByte(routingKey.length());
        out.writeBytes(routingKey.array());
        out.writeByte(Frames.END);
    }
}
