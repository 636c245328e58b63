package dev.warren.engine.queue.store;

import dev.warren.engine.log.Position;
import java.util.Arrays;

/// The records of keys that the log has of a queue, from the oldest on: numbers, and no object for
/// each. Owned by a queue's store.
final class KeyRecordRing {

    private static final int CAPACITY_MIN = 8;

    /// What each takes in memory.
    static final int BYTES = 3 * Long.BYTES + 2 * Integer.BYTES;

    private long[] sequences = new long[CAPACITY_MIN];
    private long[] positions = new long[CAPACITY_MIN];
    private long[] untils = new long[CAPACITY_MIN];
    private int[] lengths = new int[CAPACITY_MIN];
    private int[] keys = new int[CAPACITY_MIN];
    private int first;
    private int size;

    int size() {
        return size;
    }

    int capacity() {
        return sequences.length;
    }

    void add(long sequence, int keyCount, long untilMillis) {
        if (size == sequences.length) {
            grow();
        }
        int slot = slot(size++);
        sequences[slot] = sequence;
        positions[slot] = Position.NONE;
        lengths[slot] = 0;
        untils[slot] = untilMillis;
        keys[slot] = keyCount;
    }

    private void grow() {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = slot(i);
        }
        sequences = inOrder(sequences, order);
        positions = inOrder(positions, order);
        untils = inOrder(untils, order);
        lengths = inOrder(lengths, order);
        keys = inOrder(keys, order);
        first = 0;
    }

    private static long[] inOrder(long[] from, int[] order) {
        long[] larger = new long[from.length * 2];
        for (int i = 0; i < order.length; i++) {
            larger[i] = from[order[i]];
        }
        return larger;
    }

    private static int[] inOrder(int[] from, int[] order) {
        int[] larger = new int[from.length * 2];
        for (int i = 0; i < order.length; i++) {
            larger[i] = from[order[i]];
        }
        return larger;
    }

    /// Which one is that of a sequence, counted from the oldest; -1 if none is.
    int indexOf(long sequence) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            long found = sequences[slot(middle)];
            if (found == sequence) {
                return middle;
            }
            if (found < sequence) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    void place(int index, long position, int length) {
        positions[slot(index)] = position;
        lengths[slot(index)] = length;
    }

    long position(int index) {
        return positions[slot(index)];
    }

    int length(int index) {
        return lengths[slot(index)];
    }

    long untilMillis(int index) {
        return untils[slot(index)];
    }

    int keys(int index) {
        return keys[slot(index)];
    }

    void removeFirst() {
        first = slot(1);
        size--;
        if (size == 0 && sequences.length > CAPACITY_MIN) {
            sequences = Arrays.copyOf(sequences, CAPACITY_MIN);
            positions = Arrays.copyOf(positions, CAPACITY_MIN);
            untils = Arrays.copyOf(untils, CAPACITY_MIN);
            lengths = Arrays.copyOf(lengths, CAPACITY_MIN);
            keys = Arrays.copyOf(keys, CAPACITY_MIN);
            first = 0;
        }
    }

    private int slot(int index) {
        return first + index & sequences.length - 1;
    }
}
