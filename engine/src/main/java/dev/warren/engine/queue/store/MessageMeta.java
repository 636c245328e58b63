package dev.warren.engine.queue.store;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What stands in front of a message's content in its record. Remembers the last one: neighbours
/// mostly went the same way. Owned by a lane.
final class MessageMeta {

    private @Nullable ShortString exchange;
    private @Nullable ShortString key;
    private int headerLength;
    private byte[] bytes = StoreRecords.NOTHING;

    @SuppressWarnings("ReferenceEquality") // a channel gives the same objects again and again
    byte[] of(Message message) {
        boolean isSame =
                message.exchange() == exchange
                        && message.routingKey() == key
                        && message.headerLength() == headerLength;
        if (!isSame) {
            exchange = message.exchange();
            key = message.routingKey();
            headerLength = message.headerLength();
            bytes = encode(message);
        }
        return bytes;
    }

    private static byte[] encode(Message message) {
        byte[] exchange = message.exchange().array();
        byte[] key = message.routingKey().array();
        return ByteBuffer.allocate(Integer.BYTES + 2 + exchange.length + key.length)
                .putInt(message.headerLength())
                .put((byte) exchange.length)
                .put(exchange)
                .put((byte) key.length)
                .put(key)
                .array();
    }
}
