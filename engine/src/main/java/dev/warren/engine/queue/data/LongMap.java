package dev.warren.engine.queue.data;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A map by number that neither boxes nor keeps an object for each entry. Owned by one lane. It has no order.
///
/// Open addressing with linear probing; what is removed closes its gap, so that there are no tombstones.
public final class LongMap<V> {

    private static final int CAPACITY_MIN = 4;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[0];
    private @Nullable Object[] values = new Object[0];
    private int size;

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public @Nullable V get(long key) {
        if (size == 0) {
            return null;
        }
        return valueAt(slotOf(key));
    }

    public void put(long key, V value) {
        if (size * 4 >= keys.length * 3) {
            resize(Math.max(CAPACITY_MIN, keys.length * 2));
        }
        int slot = slotOf(key);
        if (values[slot] == null) {
            size++;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    public @Nullable V remove(long key) {
        if (size == 0) {
            return null;
        }
        int slot = slotOf(key);
        V removed = valueAt(slot);
        if (removed != null) {
            closeGap(slot);
            size--;
        }
        return removed;
    }

    /// Calls with each value, in no order. The map must not change meanwhile.
    public void forEach(Consumer<? super V> action) {
        for (int i = 0; i < values.length; i++) {
            V value = valueAt(i);
            if (value != null) {
                action.accept(value);
            }
        }
    }

    public long[] sortedKeys() {
        long[] sorted = new long[size];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                sorted[count++] = keys[i];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    public void clear() {
        keys = new long[0];
        values = new Object[0];
        size = 0;
    }

    /// Where the key is, or where it would go.
    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = home(key, mask);
        while (values[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int home(long key, int mask) {
        return (int) ((key * SPREAD) >>> 32) & mask;
    }

    @SuppressWarnings("unchecked") // only put writes values
    private @Nullable V valueAt(int slot) {
        return (V) values[slot];
    }

    private void closeGap(int gap) {
        int mask = keys.length - 1;
        int slot = gap;
        while (true) {
            slot = (slot + 1) & mask;
            if (values[slot] == null) {
                values[gap] = null;
                return;
            }
            int home = home(keys[slot], mask);
            if (((slot - home) & mask) >= ((slot - gap) & mask)) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                gap = slot;
            }
        }
    }

    private void resize(int capacity) {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[capacity];
        values = new Object[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
