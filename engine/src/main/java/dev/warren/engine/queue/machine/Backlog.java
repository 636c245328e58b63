package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.Tries;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The messages of one queue in order, by sequence: which are ready, which are unacked and with
/// whom. Owned by its machine.
///
/// What it keeps is in chunks, in a [Chain]. In queues with priorities what is ready stands in
/// [Levels] as well, and in quorum queues what came back stands in [Returns] instead.
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

    /// What has come back to a quorum queue; null in others.
    private @Nullable Returns returns;

    /// From now on messages are told apart by priority. Before there are any.
    void useLevels() {
        levels = new Levels();
    }

    /// From now on what comes back is counted and served first. Before there are any.
    void useReturns() {
        if (returns == null) {
            returns = new Returns();
        }
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
        long returned = firstReturned();
        if (returned >= 0) {
            return returned;
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

    private long firstReturned() {
        while (returns != null && !returns.isEmpty()) {
            long first = returns.first();
            if (isReady(first)) {
                return first;
            }
            returns.removeFirst();
        }
        return -1;
    }

    /// The sequences of ready messages that have come back, in the order in which they are served.
    long[] returned() {
        return returns == null
                ? new long[0]
                : Arrays.stream(returns.inLine()).filter(this::isReady).toArray();
    }

    /// Restores what a snapshot said: a ready message goes to the end of those that came back.
    void restoreReturned(long sequence) {
        if (returns != null) {
            Chunk chunk = chain.get(sequence);
            if (levels != null) {
                levels.remove(chunk.level(Chunk.slot(sequence)), sequence);
            }
            chunk.setReturned(Chunk.slot(sequence), true);
            returns.add(sequence);
        }
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

    /// Whether it is dead and waits for somebody who takes it.
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

    /// What was tried with the message, where that is counted.
    public Tries tries(long sequence) {
        return returns == null ? Tries.NONE : returns.tries(sequence);
    }

    /// One more delivery has failed. Answers how many that are.
    int fail(long sequence) {
        Tries changed = tries(sequence).andFailed();
        setTries(sequence, changed);
        return changed.failed();
    }

    void setTries(long sequence, Tries tries) {
        if (returns != null) {
            returns.tries(sequence, tries);
        }
    }

    private void forgetTries(long sequence) {
        if (returns != null) {
            returns.forget(sequence);
        }
    }

    /// Who has an unacked message.
    int taker(long sequence) {
        return chain.get(sequence).taker(Chunk.slot(sequence));
    }

    /// When an unacked message was handed out, in the steps of [Patience].
    int heldSince(long sequence) {
        return chain.get(sequence).heldSince(Chunk.slot(sequence));
    }

    /// Ready to unacked.
    void checkOut(long sequence, int taker, int since) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        chunk.checkOut(slot, taker, since);
        countReady(-1, chunk.size(slot));
        countUnacked(1, chunk.size(slot));
        leaveLine(chunk, slot, sequence);
    }

    /// It is not ready any more.
    private void leaveLine(Chunk chunk, int slot, long sequence) {
        if (returns != null && chunk.isReturned(slot)) {
            chunk.setReturned(slot, false);
            if (returns.first() == sequence) {
                returns.removeFirst();
            }
        } else if (levels != null) {
            levels.remove(chunk.level(slot), sequence);
        }
    }

    /// Ready or unacked to dying. The mark, a negative number, takes the place of the taker.
    void die(long sequence, int mark) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        if (chunk.isReady(slot)) {
            checkOut(sequence, mark, 0);
        } else {
            chunk.setMark(slot, mark);
        }
        countUnacked(-1, chunk.size(slot));
        dyingCount++;
    }

    /// Dying to nothing.
    void bury(long sequence) {
        Chunk chunk = chain.get(sequence);
        chunk.settle(Chunk.slot(sequence));
        dyingCount--;
        forgetTries(sequence);
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
        if (returns != null) {
            returns.tries(sequence, returns.tries(sequence).andReturned());
            chunk.setReturned(slot, true);
            returns.add(sequence);
        } else if (levels != null) {
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
        leaveLine(chunk, slot, sequence);
        forgetTries(sequence);
        chain.leaveIfEmpty(chunk);
    }

    /// Unacked to nothing.
    void settle(long sequence) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        chunk.settle(slot);
        countUnacked(-1, chunk.size(slot));
        forgetTries(sequence);
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
        returns = returns == null ? null : new Returns();
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
