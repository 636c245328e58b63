package dev.warren.engine.queue.store;

import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.LogRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What a queue is done with in one turn: as ranges of sequences for the log, and by position for
/// its files. Owned by its store's lane.
public final class SettledRanges {

    /// Sees each range of a record.
    @FunctionalInterface
    public interface Visitor {
        void range(long first, int count);
    }

    static final int MESSAGES_MAX = 4096;

    private static final int CAPACITY_MIN = 8;
    private static final int RANGE_BYTES = Long.BYTES + Integer.BYTES;

    private long[] firsts = new long[CAPACITY_MIN];
    private int[] counts = new int[CAPACITY_MIN];
    private int ranges;
    private long[] positions = new long[CAPACITY_MIN];
    private int[] lengths = new int[CAPACITY_MIN];
    private int messages;

    boolean isEmpty() {
        return messages == 0;
    }

    boolean isFull() {
        return messages == MESSAGES_MAX;
    }

    int messages() {
        return messages;
    }

    void add(long sequence, long position, int length) {
        if (ranges > 0 && firsts[ranges - 1] + counts[ranges - 1] == sequence) {
            counts[ranges - 1]++;
        } else {
            addRange(sequence);
        }
        if (messages == positions.length) {
            positions = Arrays.copyOf(positions, messages * 2);
            lengths = Arrays.copyOf(lengths, messages * 2);
        }
        positions[messages] = position;
        lengths[messages++] = length;
    }

    private void addRange(long first) {
        if (ranges == firsts.length) {
            firsts = Arrays.copyOf(firsts, ranges * 2);
            counts = Arrays.copyOf(counts, ranges * 2);
        }
        firsts[ranges] = first;
        counts[ranges++] = 1;
    }

    /// Whether they are neighbours, all of them.
    boolean single() {
        return ranges == 1;
    }

    long first() {
        return firsts[0];
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(ranges * RANGE_BYTES);
        for (int i = 0; i < ranges; i++) {
            out.putLong(firsts[i]).putInt(counts[i]);
        }
        return out.array();
    }

    /// Tells the log's files, once that the messages are settled is durable.
    void settleIn(LaneLog log) {
        for (int i = 0; i < messages; i++) {
            log.settled(positions[i], lengths[i]);
        }
    }

    /// Visits the ranges of a record whose note does not say how many it settles.
    public static void decode(LogRecord record, Visitor visitor) {
        ByteBuffer in = ByteBuffer.wrap(record.content());
        while (in.remaining() >= RANGE_BYTES) {
            visitor.range(in.getLong(), in.getInt());
        }
    }
}
