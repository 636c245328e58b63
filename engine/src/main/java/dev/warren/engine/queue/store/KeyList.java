package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Keys one after the other, without an object for each. Owned by whoever fills it.
public final class KeyList {

    /// Sees keys one after the other.
    @FunctionalInterface
    public interface Visitor {
        void key(KeyMark key);
    }

    static final int KEY_BYTES = 4 * Long.BYTES;

    private static final int LONGS = 4;
    private static final int LONGS_MIN = 16 * LONGS;

    private long[] longs = {};
    private int used;

    public int size() {
        return used / LONGS;
    }

    public void add(KeyMark key) {
        if (used == longs.length) {
            longs = Arrays.copyOf(longs, Math.max(LONGS_MIN, used * 2));
        }
        longs[used] = key.scope();
        longs[used + 1] = key.high();
        longs[used + 2] = key.low();
        longs[used + 3] = key.untilMillis();
        used += LONGS;
    }

    KeyMark get(int index) {
        int at = index * LONGS;
        return new KeyMark(longs[at], longs[at + 1], longs[at + 2], longs[at + 3]);
    }

    public void forEach(Visitor visitor) {
        for (int i = 0; i < size(); i++) {
            visitor.key(get(i));
        }
    }

    void removeFirst(int count) {
        System.arraycopy(longs, count * LONGS, longs, 0, used - count * LONGS);
        used -= count * LONGS;
    }

    /// The first so many as bytes: scope, key and until of each.
    byte[] encodeFirst(int count) {
        ByteBuffer out = ByteBuffer.allocate(count * KEY_BYTES);
        out.asLongBuffer().put(longs, 0, count * LONGS);
        return out.array();
    }

    static byte[] encode(List<KeyMark> keys) {
        KeyList list = new KeyList();
        keys.forEach(list::add);
        return list.encodeFirst(list.size());
    }

    /// Visits the keys that stand in a buffer, so many at most.
    static void decode(ByteBuffer in, int count, Visitor visitor) {
        for (int i = 0; i < count && in.remaining() >= KEY_BYTES; i++) {
            visitor.key(new KeyMark(in.getLong(), in.getLong(), in.getLong(), in.getLong()));
        }
    }

    static List<KeyMark> decode(ByteBuffer in, int count) {
        List<KeyMark> keys = new ArrayList<>(count);
        decode(in, count, keys::add);
        return keys;
    }
}
