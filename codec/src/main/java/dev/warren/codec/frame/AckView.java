package dev.warren.codec.frame;

import dev.warren.codec.method.MethodReader;
import io.netty.buffer.ByteBuf;

/// Looks at the payload of basic.ack, basic.nack or basic.reject without making an object of it.
/// All three are a delivery tag and an octet of bits.
public final class AckView {

    private static final int LENGTH = 13;
    private static final int TAG_OFFSET = 4;
    private static final int BITS_OFFSET = 12;

    private AckView() {}

    /// The delivery tag, after a check of the length on which the other looks rely.
    public static long deliveryTag(ByteBuf payload, int index, int length) {
        if (length != LENGTH) {
            throw MethodReader.cannotDecode(payload, index, length);
        }
        return payload.getLong(index + TAG_OFFSET);
    }

    /// Of basic.ack and basic.nack.
    public static boolean multiple(ByteBuf payload, int index) {
        return (payload.getByte(index + BITS_OFFSET) & 1) != 0;
    }

    /// Of basic.nack.
    public static boolean nackRequeue(ByteBuf payload, int index) {
        return (payload.getByte(index + BITS_OFFSET) & 2) != 0;
    }

    /// Of basic.reject.
    public static boolean rejectRequeue(ByteBuf payload, int index) {
        return (payload.getByte(index + BITS_OFFSET) & 1) != 0;
    }
}
