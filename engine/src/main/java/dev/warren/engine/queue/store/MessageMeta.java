package dev.warren.engine.queue.store;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Marks;
import dev.warren.engine.message.Message;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What stands in front of a message's content in its record. Remembers the last one: neighbours
/// mostly went the same way. Owned by a lane.
final class MessageMeta {

    private @Nullable ShortString exchange;
    private @Nullable ShortString key;
    private int headerLength;
    private Marks marks = Marks.NONE;
    private byte[] bytes = StoreRecords.NOTHING;

    @SuppressWarnings("ReferenceEquality") // channels give neighbours the very same strings
    byte[] of(Message message) {
        boolean isSame =
                message.exchange() == exchange
                        && message.routingKey() == key
                        && message.headerLength() == headerLength
                        && message.marks().equals(marks);
        if (!isSame) {
            exchange = message.exchange();
            key = message.routingKey();
            headerLength = message.headerLength();
            marks = message.marks();
            bytes = encode(message);
        }
        return bytes;
    }

    /// The same with a time in front of it.
    byte[] special(Message message, long enqueuedMillis) {
        byte[] plain = of(message);
        byte[] special = new byte[Long.BYTES + plain.length];
        ByteBuffer.wrap(special).putLong(enqueuedMillis).put(plain);
        return special;
    }

    /// The same with keys in front of it, and before them a time if it is special.
    byte[] keyed(Message message, Arrived arrived) {
        byte[] plain = of(message);
        byte[] keys = KeyList.encode(arrived.keys());
        int time = arrived.isSpecial() ? Long.BYTES : 0;
        ByteBuffer out = ByteBuffer.allocate(time + 1 + keys.length + plain.length);
        if (arrived.isSpecial()) {
            out.putLong(arrived.millis());
        }
        return out.put((byte) arrived.keys().size()).put(keys).put(plain).array();
    }

    private static byte[] encode(Message message) {
        byte[] exchange = message.exchange().array();
        byte[] key = message.routingKey().array();
        byte[] marks = MarksCodec.encode(message.marks());
        return ByteBuffer.allocate(Integer.BYTES + 2 + exchange.length + key.length + marks.length)
                .putInt(message.headerLength())
                .put((byte) exchange.length)
                .put(exchange)
                .put((byte) key.length)
                .put(key)
                .put(marks)
                .array();
    }
}
