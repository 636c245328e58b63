package dev.warren.engine.queue.store;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.message.Message;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The records that queues write to the log. Their owner is the number of the queue.
///
/// ```
///  MESSAGE  sequence   meta: header length (4) | length (1) | exchange | length (1) | routing key
///                      content: header payload and body
///  SETTLED             content: ranges, each first sequence (8) | count (4)
///  MARK     sequence   nothing from this one on has been handed out
/// ```
public final class StoreRecords {

    public static final int MESSAGE = 1;
    public static final int SETTLED = 2;
    public static final int MARK = 3;

    private StoreRecords() {}

    static byte[] meta(Message message) {
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

    /// The message of a record, or null when it is none that we have written.
    public static @Nullable Message messageOrNull(LogRecord record) {
        ByteBuffer meta = ByteBuffer.wrap(record.meta());
        if (meta.remaining() < Integer.BYTES + 2) {
            return null;
        }
        int headerLength = meta.getInt();
        ShortString exchange = shortStringOrNull(meta);
        ShortString key = shortStringOrNull(meta);
        byte[] content = record.content();
        if (exchange == null || key == null || headerLength < 0 || headerLength > content.length) {
            return null;
        }
        return new Message(exchange, key, content, headerLength);
    }

    private static @Nullable ShortString shortStringOrNull(ByteBuffer meta) {
        int length = meta.hasRemaining() ? meta.get() & 0xFF : Integer.MAX_VALUE;
        if (length > meta.remaining()) {
            return null;
        }
        byte[] bytes = new byte[length];
        meta.get(bytes);
        return ShortString.owned(bytes);
    }
}
