package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Messages of one queue that are to be read from a log, and what came of it.
///
/// Owned by the queue's lane, then by the reader, then by the lane again.
public final class BodyRead {

    private static final int CAPACITY_MIN = 16;

    private final Lane lane;
    private final boolean isSpilled;
    private final java.util.function.Consumer<BodyRead> done;
    private long[] sequences = new long[CAPACITY_MIN];
    private long[] positions = new long[CAPACITY_MIN];
    private @Nullable Message[] messages = new Message[0];
    private final BitSet damaged = new BitSet();
    private int count;
    private long bytes;

    BodyRead(Lane lane, boolean isSpilled, java.util.function.Consumer<BodyRead> done) {
        this.lane = lane;
        this.isSpilled = isSpilled;
        this.done = done;
    }

    void add(long sequence, long position, int length) {
        if (count == sequences.length) {
            sequences = Arrays.copyOf(sequences, count * 2);
            positions = Arrays.copyOf(positions, count * 2);
        }
        sequences[count] = sequence;
        positions[count++] = position;
        bytes += length;
    }

    /// Whether the records stand in the log that forgets.
    public boolean isSpilled() {
        return isSpilled;
    }

    public int count() {
        return count;
    }

    /// What the records take on the disk.
    public long bytes() {
        return bytes;
    }

    public long position(int i) {
        return positions[i];
    }

    long sequence(int i) {
        return sequences[i];
    }

    /// The reader found it. What is neither found nor damaged may be there another time.
    public void found(int i, Message message) {
        if (messages.length < count) {
            messages = new Message[count];
        }
        messages[i] = message;
    }

    /// What stands there is not what was written: it will never be read again.
    public void damaged(int i) {
        damaged.set(i);
    }

    boolean isDamaged(int i) {
        return damaged.get(i);
    }

    /// The message, or null when it could not be read.
    @Nullable Message messageOrNull(int i) {
        return i < messages.length ? messages[i] : null;
    }

    /// The reader has done what it could: back to the lane.
    public void complete() {
        lane.execute(() -> done.accept(this));
    }
}
