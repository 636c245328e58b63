package dev.warren.engine.queue.store;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.message.Marks;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.QueueIdentity;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records that queues write to the log. Their owner is the number of the queue.
///
/// ```
///  MESSAGE  sequence        note: length of the body, and until when it waits ([MessageNote])
///                           meta: [time of enqueueing (8) if SPECIAL | ]
///                                 [number (1) | keys if KEYED | ] header length (4)
///                                 | length (1) | exchange | length (1) | routing key [ | marks]
///                           content: header payload and body
///  SETTLED  first sequence  note: how many, one after the other
///           0               note: 0   content: ranges, each first sequence (8) | count (4)
///  MARK     sequence        nothing from this one on has been handed out
///  FAILED   sequence        note: how often it came back (4) | how often it failed (4)
///  KEYS     sequence        of the last message whose keys these are
///                           content: keys, each scope (8) | key (16) | until (8)
/// ```
///
/// A message that expires or has a priority is SPECIAL: only such a one is read at a start, and one
/// that is KEYED behind the last KEYS record of its queue.
///
/// Sequences, notes and owners stand in the indexes of files, so that a start reads little else.
public final class StoreRecords {

    public static final int MESSAGE = 1;
    public static final int SETTLED = 2;
    public static final int MARK = 3;
    public static final int FAILED = 4;
    public static final int KEYS = 5;

    /// The flag of messages that are read at a start.
    public static final int SPECIAL = 0x01;

    /// The flag of messages that take keys.
    public static final int KEYED = 0x02;

    static final byte[] NOTHING = {};

    private StoreRecords() {}

    /// The number under which the log knows a queue: that of a durable one, and none otherwise.
    static int owner(QueueIdentity identity) {
        return identity.durable() ? QueueIdentity.logOwner(identity.id()) : 0;
    }

    /// The message of a record, or null when it is none that we have written.
    public static @Nullable Message messageOrNull(LogRecord record) {
        ByteBuffer meta = ByteBuffer.wrap(record.meta());
        skipPrefix(record, meta);
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
        Marks marks = MarksCodec.decodeOrNull(meta);
        return marks == null ? null : new Message(exchange, key, content, headerLength, marks);
    }

    private static void skipPrefix(LogRecord record, ByteBuffer meta) {
        if (isSpecial(record) && meta.remaining() >= Long.BYTES) {
            meta.getLong();
        }
        if (isKeyed(record) && meta.hasRemaining()) {
            int keys = meta.get() * KeyList.KEY_BYTES;
            meta.position(meta.position() + Math.clamp(keys, 0, meta.remaining()));
        }
    }

    private static boolean isKeyed(LogRecord record) {
        return (record.info().flags() & KEYED) != 0;
    }

    /// The keys that a message takes, as its record says.
    static List<KeyMark> keys(LogRecord record) {
        ByteBuffer meta = ByteBuffer.wrap(record.meta());
        int time = isSpecial(record) ? Long.BYTES : 0;
        if (!isKeyed(record) || meta.remaining() <= time) {
            return List.of();
        }
        int count = meta.position(time).get();
        return KeyList.decode(meta, count);
    }

    private static boolean isSpecial(LogRecord record) {
        return (record.info().flags() & SPECIAL) != 0;
    }

    /// What a [#SPECIAL] record says, or null when it is none that we have written.
    public static @Nullable Special specialOrNull(LogRecord record) {
        Message message = messageOrNull(record);
        byte[] meta = record.meta();
        if (message == null || !isSpecial(record)) {
            return null;
        }
        long enqueued = ByteBuffer.wrap(meta).getLong();
        return new Special(enqueued, message.ttlMillis(), message.priority());
    }

    static @Nullable ShortString shortStringOrNull(ByteBuffer meta) {
        int length = meta.hasRemaining() ? meta.get() & 0xFF : Integer.MAX_VALUE;
        if (length > meta.remaining()) {
            return null;
        }
        byte[] bytes = new byte[length];
        meta.get(bytes);
        return ShortString.owned(bytes);
    }
}
