package dev.warren.engine.queue.store;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Marks;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Marks of a message as bytes: nothing when there are none, so that records of messages without
/// marks are as they always were.
///
/// ```
///  [ bits (1): 1 has died, 2 was retried | length (1) and blind key, one after the other ]
/// ```
public final class MarksCodec {

    private static final int HAS_DIED = 1;
    private static final int WAS_RETRIED = 2;

    private MarksCodec() {}

    public static byte[] encode(Marks marks) {
        if (marks.isNone()) {
            return StoreRecords.NOTHING;
        }
        int length = 1;
        for (ShortString key : marks.blindKeys()) {
            length += 1 + key.length();
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        int bits = (marks.hasDied() ? HAS_DIED : 0) | (marks.wasRetried() ? WAS_RETRIED : 0);
        out.put((byte) bits);
        for (ShortString key : marks.blindKeys()) {
            out.put((byte) key.length()).put(key.array());
        }
        return out.array();
    }

    /// What [#encode] wrote.
    public static Marks decode(byte[] bytes) {
        Marks marks = decodeOrNull(ByteBuffer.wrap(bytes));
        if (marks == null) {
            throw new IllegalArgumentException("marks that we have not written");
        }
        return marks;
    }

    /// Reads to the end of the buffer; null when that is not what [#encode] writes.
    static @Nullable Marks decodeOrNull(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return Marks.NONE;
        }
        int bits = in.get();
        List<ShortString> blindKeys = new ArrayList<>();
        while (in.hasRemaining()) {
            ShortString key = StoreRecords.shortStringOrNull(in);
            if (key == null) {
                return null;
            }
            blindKeys.add(key);
        }
        return new Marks((bits & HAS_DIED) != 0, (bits & WAS_RETRIED) != 0, blindKeys);
    }
}
