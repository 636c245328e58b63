package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Messages of one queue that are to be read from a log, and what came of it.
///
/// Owned by the queue's lane, then by the reader, then by the lane again.
public final class BodyRead {

    private static final int CAPACITY_MIN = 16;

    private final Lane lane;
    private final boolean isSpilled;
    private final Consumer<BodyRead> done;
    private long[] sequences = new long[CAPACITY_MIN];
    private long[] positions = new long[CAPACITY_MIN];
    private @Nullable Message[] messages = new Message[0];
    private boolean[] damaged = new boolean[0];
    private int count;
    private long bytes;

    BodyRead(Lane lane, boolean isSpilled, Consumer<BodyRead> done) {
        this.lane = lane;
        this.isSpilled = isSpilled;
        this.done = done;
    }

    /// Adds a message, behind those before it in its queue.
    void add(long sequence, long position, int length) {
        if (count == sequences.length) {
            sequences = Arrays.copyOf(sequences, count * 2);
            positions = Arrays.copyOf(positions, count * 2);
        }
        sequences[count] = sequence;
        positions[count++] = position;
        bytes += length;
    }

    /// Nothing more is added: puts the messages in the order of their positions, which is another
    /// one only where some were copied.
    void seal() {
        messages = new Message[count];
        damaged = new boolean[count];
        boolean isInOrder = true;
        for (int i = 1; i < count; i++) {
            isInOrder &= positions[i - 1] < positions[i];
        }
        if (!isInOrder) {
            sort();
        }
    }

    private void sort() {
        int[] order =
                IntStream.range(0, count)
                        .boxed()
                        .sorted(Comparator.comparingLong(i -> positions[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        long[] oldSequences = sequences;
        long[] oldPositions = positions;
        sequences = Arrays.stream(order).mapToLong(i -> oldSequences[i]).toArray();
        positions = Arrays.stream(order).mapToLong(i -> oldPositions[i]).toArray();
    }

    /// Whether the records stand in the log that forgets.
    public boolean isSpilled() {
        return isSpilled;
    }

    public int count() {
        return count;
    }

    /// What the records take on the disk.
    long bytes() {
        return bytes;
    }

    /// Where the records are, ascending; as many as [#count] of them count.
    public long[] positions() {
        return positions;
    }

    long position(int i) {
        return positions[i];
    }

    long sequence(int i) {
        return sequences[i];
    }

    /// The reader found it. What is neither found nor damaged may be there another time.
    public void found(int i, Message message) {
        messages[i] = message;
    }

    /// What stands there is not what was written: it will never be read again.
    public void damaged(int i) {
        damaged[i] = true;
    }

    boolean isDamaged(int i) {
        return damaged[i];
    }

    /// The message, or null when it could not be read.
    @Nullable Message messageOrNull(int i) {
        return messages[i];
    }

    /// The reader has done what it could: back to the lane.
    public void complete() {
        lane.execute(() -> done.accept(this));
    }
}
