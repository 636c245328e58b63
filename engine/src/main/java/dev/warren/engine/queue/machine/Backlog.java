package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.data.LongMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The messages of one queue in order, by sequence: which are ready, which are unacked and with
/// whom. Owned by its machine.
///
/// A chain of chunks, in order and by number. A chunk in which everything is settled leaves the
/// chain, so that what is kept follows what the queue holds, not what went through it; one is kept
/// for reuse, so that a queue that is always nearly empty allocates nothing.
public final class Backlog {

    private final LongMap<Chunk> byNumber = new LongMap<>();
    private @Nullable Chunk oldest;
    private @Nullable Chunk newest;

    /// No chunk before this one has anything ready. Null when nothing is known: begin with the
    /// oldest.
    private @Nullable Chunk front;

    /// The chunk that was looked up last.
    private @Nullable Chunk recent;

    private @Nullable Chunk spare;

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

    long soonestExpiry() {
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
        writable(sequence).add(Chunk.slot(sequence), size);
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
        Chunk chunk = writable(sequence);
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
        Chunk chunk = front == null ? oldest : front;
        while (chunk != null && chunk.ready == 0) {
            chunk = chunk.next;
        }
        if (chunk == null) {
            throw new IllegalStateException(readyCount + " ready messages in no chunk");
        }
        front = chunk;
        return chunk.sequence(chunk.firstReady());
    }

    public boolean isReady(long sequence) {
        Chunk chunk = find(sequence);
        return chunk != null && chunk.isReady(Chunk.slot(sequence));
    }

    public boolean isUnacked(long sequence) {
        Chunk chunk = find(sequence);
        if (chunk == null) {
            return false;
        }
        int slot = Chunk.slot(sequence);
        return chunk.isUnacked(slot) && chunk.taker(slot) >= 0;
    }

    /// Whether it is dead and waits for somebody who takes it.
    boolean isDying(long sequence) {
        Chunk chunk = find(sequence);
        if (chunk == null) {
            return false;
        }
        int slot = Chunk.slot(sequence);
        return chunk.isUnacked(slot) && chunk.taker(slot) < 0;
    }

    /// When it expires, or [Deadlines#NEVER].
    long expiry(long sequence) {
        return chunkOf(sequence).expiry(Chunk.slot(sequence));
    }

    int level(long sequence) {
        return chunkOf(sequence).level(Chunk.slot(sequence));
    }

    boolean isRedelivered(long sequence) {
        return chunkOf(sequence).isRedelivered(Chunk.slot(sequence));
    }

    int size(long sequence) {
        return chunkOf(sequence).size(Chunk.slot(sequence));
    }

    /// Who has an unacked message.
    int taker(long sequence) {
        return chunkOf(sequence).taker(Chunk.slot(sequence));
    }

    /// Ready to unacked.
    void checkOut(long sequence, int taker) {
        Chunk chunk = chunkOf(sequence);
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
        Chunk chunk = chunkOf(sequence);
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
        Chunk chunk = chunkOf(sequence);
        chunk.settle(Chunk.slot(sequence));
        dyingCount--;
        leaveIfEmpty(chunk);
    }

    /// Unacked to ready.
    void requeue(long sequence) {
        Chunk chunk = chunkOf(sequence);
        int slot = Chunk.slot(sequence);
        chunk.requeue(slot);
        countUnacked(-1, chunk.size(slot));
        countReady(1, chunk.size(slot));
        if (front != null && chunk.number < front.number) {
            front = chunk;
        }
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
        Chunk chunk = chunkOf(sequence);
        int slot = Chunk.slot(sequence);
        chunk.drop(slot);
        countReady(-1, chunk.size(slot));
        if (levels != null) {
            levels.remove(chunk.level(slot), sequence);
        }
        leaveIfEmpty(chunk);
    }

    /// Unacked to nothing.
    void settle(long sequence) {
        Chunk chunk = chunkOf(sequence);
        int slot = Chunk.slot(sequence);
        chunk.settle(slot);
        countUnacked(-1, chunk.size(slot));
        leaveIfEmpty(chunk);
    }

    /// Names every unacked sequence in order, the dying ones too. The action may settle or requeue
    /// the one it is given, and nothing else.
    void forEachUnacked(LongConsumer action) {
        Chunk chunk = oldest;
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
        chunkOf(sequence).markRedelivered(Chunk.slot(sequence));
    }

    /// Forgets everything at once.
    void clear() {
        byNumber.clear();
        oldest = null;
        newest = null;
        front = null;
        recent = null;
        spare = null;
        readyCount = 0;
        unackedCount = 0;
        readyBytes = 0;
        unackedBytes = 0;
        dyingCount = 0;
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

    private Chunk chunkOf(long sequence) {
        Chunk chunk = find(sequence);
        if (chunk == null) {
            throw new IllegalStateException("no message " + sequence);
        }
        return chunk;
    }

    private @Nullable Chunk find(long sequence) {
        long number = sequence >> Chunk.SHIFT;
        if (recent != null && recent.number == number) {
            return recent;
        }
        if (newest != null && newest.number == number) {
            return newest;
        }
        Chunk found = byNumber.get(number);
        if (found != null) {
            recent = found;
        }
        return found;
    }

    /// The chunk at the end of the chain, for a new sequence.
    private Chunk writable(long sequence) {
        long number = sequence >> Chunk.SHIFT;
        Chunk end = newest;
        if (end != null && end.number == number) {
            return end;
        }
        if (end != null && end.isEmpty()) {
            leave(end);
        }
        Chunk added = spare;
        spare = null;
        if (added == null) {
            added = new Chunk(number);
        } else {
            added.reuse(number);
        }
        join(added);
        return added;
    }

    private void join(Chunk chunk) {
        chunk.previous = newest;
        if (newest == null) {
            oldest = chunk;
        } else {
            newest.next = chunk;
        }
        newest = chunk;
        byNumber.put(chunk.number, chunk);
    }

    /// The newest stays even when it is empty: it has room.
    private void leaveIfEmpty(Chunk chunk) {
        if (chunk.isEmpty() && chunk != newest) {
            leave(chunk);
        }
    }

    private void leave(Chunk chunk) {
        byNumber.remove(chunk.number);
        if (front == chunk) {
            front = chunk.next;
        }
        if (recent == chunk) {
            recent = null;
        }
        if (chunk.previous == null) {
            oldest = chunk.next;
        } else {
            chunk.previous.next = chunk.next;
        }
        if (chunk.next == null) {
            newest = chunk.previous;
        } else {
            chunk.next.previous = chunk.previous;
        }
        chunk.previous = null;
        chunk.next = null;
        spare = chunk;
    }

    @Nullable Chunk oldest() {
        return oldest;
    }
}
