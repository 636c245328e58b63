package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.data.LongMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The messages of one queue in order, by sequence: which are ready, which are unacked and with
/// whom. Owned by its machine.
///
/// What it keeps is in chunks, in a [Chain]; in queues with priorities what is ready stands in
/// [Levels] as well.
public final class Backlog {

    private final Chain chain = new Chain();
    private long nextSequence;
    private long readyCount;
    private long unackedCount;
    private long readyBytes;
    private long unackedBytes;

    /// Dead messages that wait for somebody who takes them.
    private int dyingCount;

    /// No ready message expires before this.
    private long soonestExpiry = Deadlines.NEVER;

    /// Null in queues without priorities.
    private @Nullable Levels levels;

    /// How often deliveries of messages have failed, where they have. Null until the first does.
    private @Nullable LongMap<Integer> failures;

    /// From now on messages are told apart by priority. Before there are any.
    void useLevels() {
        levels = new Levels();
    }

    boolean hasLevels() {
        return levels != null;
    }

    int dyingCount() {
        return dyingCount;
    }

    /// No ready message expires before this.
    public long soonestExpiry() {
        return soonestExpiry;
    }

    void soonestExpiry(long expiry) {
        soonestExpiry = expiry;
    }

    long nextSequence() {
        return nextSequence;
    }

    public long readyCount() {
        return readyCount;
    }

    public long unackedCount() {
        return unackedCount;
    }

    public long readyBytes() {
        return readyBytes;
    }

    public long unackedBytes() {
        return unackedBytes;
    }

    /// Takes a message of that many body bytes and gives it the next sequence.
    long append(int size) {
        long sequence = nextSequence++;
        chain.writable(sequence).add(Chunk.slot(sequence), size);
        readyCount++;
        readyBytes += size;
        if (levels != null) {
            levels.add(0, sequence);
        }
        return sequence;
    }

    /// The same for a message that expires ([Deadlines#NEVER] if it does not) or has a priority.
    long append(int size, long expiry, int level) {
        long sequence = nextSequence++;
        Chunk chunk = chain.writable(sequence);
        int slot = Chunk.slot(sequence);
        chunk.add(slot, size);
        readyCount++;
        readyBytes += size;
        if (expiry != Deadlines.NEVER) {
            chunk.setExpiry(slot, expiry);
            soonestExpiry = Math.min(soonestExpiry, expiry);
        }
        if (level > 0) {
            chunk.setLevel(slot, level);
        }
        if (levels != null) {
            levels.add(level, sequence);
        }
        return sequence;
    }

    /// Sequences before this one are not given out any more: gaps are legal.
    void skipTo(long sequence) {
        nextSequence = sequence;
    }

    /// The first ready sequence, or -1.
    long firstReady() {
        if (readyCount == 0) {
            return -1;
        }
        if (levels != null) {
            return levels.first();
        }
        Chunk chunk = chain.firstReady();
        if (chunk == null) {
            throw new IllegalStateException(readyCount + " ready messages in no chunk");
        }
        return chunk.sequence(chunk.firstReady());
    }

    public boolean isReady(long sequence) {
        Chunk chunk = chain.find(sequence);
        return chunk != null && chunk.isReady(Chunk.slot(sequence));
    }

    public boolean isUnacked(long sequence) {
        Chunk chunk = chain.find(sequence);
        if (chunk == null) {
            return false;
        }
        int slot = Chunk.slot(sequence);
        return chunk.isUnacked(slot) && chunk.taker(slot) >= 0;
    }

    /// Whether it is dead and waits for somebody who takes it. Whether the message is there at all,
    /// ready or not.
    boolean isHeld(long sequence) {
        return isReady(sequence) || isUnacked(sequence) || isDying(sequence);
    }

    long heldCount() {
        return readyCount + unackedCount + dyingCount;
    }

    boolean isDying(long sequence) {
        Chunk chunk = chain.find(sequence);
        if (chunk == null) {
            return false;
        }
        int slot = Chunk.slot(sequence);
        return chunk.isUnacked(slot) && chunk.taker(slot) < 0;
    }

    /// When it expires, or [Deadlines#NEVER].
    long expiry(long sequence) {
        return chain.get(sequence).expiry(Chunk.slot(sequence));
    }

    int level(long sequence) {
        return chain.get(sequence).level(Chunk.slot(sequence));
    }

    boolean isRedelivered(long sequence) {
        return chain.get(sequence).isRedelivered(Chunk.slot(sequence));
    }

    int size(long sequence) {
        return chain.get(sequence).size(Chunk.slot(sequence));
    }

    /// How many deliveries of the message have failed.
    public int failures(long sequence) {
        Integer count = failures == null ? null : failures.get(sequence);
        return count == null ? 0 : count;
    }

    /// One more delivery has failed. Answers how many that are.
    int fail(long sequence) {
        int count = failures(sequence) + 1;
        setFailures(sequence, count);
        return count;
    }

    void setFailures(long sequence, int count) {
        if (failures == null) {
            failures = new LongMap<>();
        }
        failures.put(sequence, count);
    }

    private void forgetFailures(long sequence) {
        if (failures != null) {
            failures.remove(sequence);
        }
    }

    /// Who has an unacked message.
    int taker(long sequence) {
        return chain.get(sequence).taker(Chunk.slot(sequence));
    }

    /// Ready to unacked.
    void checkOut(long sequence, int taker) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        chunk.checkOut(slot, taker);
        countReady(-1, chunk.size(slot));
        countUnacked(1, chunk.size(slot));
        if (levels != null) {
            levels.remove(chunk.level(slot), sequence);
        }
    }

    /// Ready or unacked to dying. The mark, a negative number, takes the place of the taker.
    void die(long sequence, int mark) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        if (chunk.isReady(slot)) {
            checkOut(sequence, mark);
        } else {
            chunk.setTaker(slot, mark);
        }
        countUnacked(-1, chunk.size(slot));
        dyingCount++;
    }

    /// Dying to nothing.
    void bury(long sequence) {
        Chunk chunk = chain.get(sequence);
        chunk.settle(Chunk.slot(sequence));
        dyingCount--;
        forgetFailures(sequence);
        chain.leaveIfEmpty(chunk);
    }

    /// Unacked to ready.
    void requeue(long sequence) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        chunk.requeue(slot);
        countUnacked(-1, chunk.size(slot));
        countReady(1, chunk.size(slot));
        chain.backTo(chunk);
        if (chunk.deadlines != null) {
            expireAgain(chunk.deadlines, chunk.expiry(slot));
        }
        if (levels != null) {
            levels.add(chunk.level(slot), sequence);
        }
    }

    private void expireAgain(Deadlines deadlines, long expiry) {
        deadlines.earliest = Math.min(deadlines.earliest, expiry);
        soonestExpiry = Math.min(soonestExpiry, expiry);
    }

    /// Ready to nothing.
    void drop(long sequence) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        chunk.drop(slot);
        countReady(-1, chunk.size(slot));
        if (levels != null) {
            levels.remove(chunk.level(slot), sequence);
        }
        forgetFailures(sequence);
        chain.leaveIfEmpty(chunk);
    }

    /// Unacked to nothing.
    void settle(long sequence) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        chunk.settle(slot);
        countUnacked(-1, chunk.size(slot));
        forgetFailures(sequence);
        chain.leaveIfEmpty(chunk);
    }

    /// Names every unacked sequence in order, the dying ones too. The action may settle or requeue
    /// the one it is given, and nothing else.
    void forEachUnacked(LongConsumer action) {
        Chunk chunk = chain.oldest();
        while (chunk != null) {
            Chunk following = chunk.next;
            long first = chunk.sequence(0);
            int slot = chunk.unacked == 0 ? -1 : chunk.nextUnacked(0);
            while (slot >= 0) {
                int after = chunk.nextUnacked(slot + 1);
                action.accept(first + slot);
                slot = after;
            }
            chunk = following;
        }
    }

    /// Restores what a snapshot said.
    void markRedelivered(long sequence) {
        chain.get(sequence).markRedelivered(Chunk.slot(sequence));
    }

    /// Forgets everything at once.
    void clear() {
        chain.clear();
        readyCount = 0;
        unackedCount = 0;
        readyBytes = 0;
        unackedBytes = 0;
        dyingCount = 0;
        failures = null;
        soonestExpiry = Deadlines.NEVER;
        levels = levels == null ? null : new Levels();
    }

    private void countReady(int messages, int size) {
        readyCount += messages;
        readyBytes += (long) messages * size;
    }

    private void countUnacked(int messages, int size) {
        unackedCount += messages;
        unackedBytes += (long) messages * size;
    }

    @Nullable Chunk oldest() {
        return chain.oldest();
    }
}
