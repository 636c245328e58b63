package dev.warren.engine.queue.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The records of keys of one queue as a start finds them, in any order: numbers in columns, and no
/// object for each, for a queue that settles its messages one by one has a record for each key.
/// Owned by whoever recovers.
final class FoundKeyRecords {

    /// Sees one record, and how many keys it has.
    @FunctionalInterface
    interface Visitor {
        void record(long sequence, long position, int length, int keys, long untilMillis);
    }

    private static final int CAPACITY_MIN = 4;

    private long[] sequences = new long[CAPACITY_MIN];
    private long[] positions = new long[CAPACITY_MIN];
    private long[] untils = new long[CAPACITY_MIN];
    private int[] lengths = new int[CAPACITY_MIN];

    /// Where in the list the keys of each begin; one more than there are records.
    private int[] firstKeys = new int[CAPACITY_MIN + 1];

    private int size;
    private KeyList keys = new KeyList();

    int size() {
        return size;
    }

    /// The keys of all records, in their order.
    KeyList keys() {
        return keys;
    }

    void add(long sequence, long position, int length, byte[] content) {
        long[] until = {Long.MIN_VALUE};
        KeyList.decode(
                ByteBuffer.wrap(content),
                content.length / KeyList.KEY_BYTES,
                key -> {
                    keys.add(key);
                    until[0] = Math.max(until[0], key.untilMillis());
                });
        add(sequence, position, length, until[0]);
    }

    /// The last keys of the list are those of this record.
    private void add(long sequence, long position, int length, long untilMillis) {
        if (size == sequences.length) {
            int larger = size + size / 2;
            sequences = Arrays.copyOf(sequences, larger);
            positions = Arrays.copyOf(positions, larger);
            untils = Arrays.copyOf(untils, larger);
            lengths = Arrays.copyOf(lengths, larger);
            firstKeys = Arrays.copyOf(firstKeys, larger + 1);
        }
        sequences[size] = sequence;
        positions[size] = position;
        untils[size] = untilMillis;
        lengths[size] = length;
        firstKeys[++size] = keys.size();
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            tell(i, visitor);
        }
    }

    /// Brings them into the order of sequences. Of two with the same one is a copy: the one that
    /// was found later stays, and the visitor sees the other.
    void sort(Visitor replaced) {
        if (isSorted()) {
            return;
        }
        int[] order =
                IntStream.range(0, size)
                        .boxed()
                        .sorted(Comparator.comparingLong(i -> sequences[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        FoundKeyRecords sorted = new FoundKeyRecords();
        for (int i = 0; i < order.length; i++) {
            boolean isReplaced =
                    i + 1 < order.length && sequences[order[i]] == sequences[order[i + 1]];
            if (isReplaced) {
                tell(order[i], replaced);
            } else {
                sorted.take(this, order[i]);
            }
        }
        become(sorted);
    }

    private boolean isSorted() {
        return IntStream.range(1, size).allMatch(i -> sequences[i - 1] < sequences[i]);
    }

    private void tell(int index, Visitor visitor) {
        visitor.record(
                sequences[index],
                positions[index],
                lengths[index],
                firstKeys[index + 1] - firstKeys[index],
                untils[index]);
    }

    private void take(FoundKeyRecords from, int index) {
        for (int key = from.firstKeys[index]; key < from.firstKeys[index + 1]; key++) {
            keys.add(from.keys.get(key));
        }
        add(from.sequences[index], from.positions[index], from.lengths[index], from.untils[index]);
    }

    private void become(FoundKeyRecords other) {
        sequences = other.sequences;
        positions = other.positions;
        untils = other.untils;
        lengths = other.lengths;
        firstKeys = other.firstKeys;
        size = other.size;
        keys = other.keys;
    }
}
