package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.SequenceSet;
import dev.warren.engine.queue.shelf.Shelf;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The messages of one queue in order, by sequence: which are ready, which are unacked and with
/// whom. Owned by its machine.
///
/// What it keeps is in chunks, in a [Chain]; which ready message is the next is a matter of its
/// [ReadyOrder].
public final class Backlog {

    private final Chain chain = new Chain();
    private final DueChunks due = chain.due();
    private long nextSequence;
    private long readyCount;
    private long unackedCount;
    private long readyBytes;
    private long unackedBytes;

    /// Dead messages that wait for somebody who takes them.
    private int dyingCount;

    private final ReadyOrder order = new ReadyOrder(chain);

    /// Where the index of messages that expire or have priorities may go. To be said once, by
    /// whoever makes the machine.
    public void useShelf(Shelf shelf) {
        chain.useShelf(shelf);
    }

    /// What it takes in memory beyond a little, in bytes. Zero when it is empty.
    public long indexBytes() {
        return chain.bytes();
    }

    /// In which order what is ready is served.
    ReadyOrder order() {
        return order;
    }

    int dyingCount() {
        return dyingCount;
    }

    /// Whether nothing in it expires.
    boolean isLasting() {
        return due.isEmpty();
    }

    /// No ready message expires before this.
    public long soonestExpiry() {
        return due.soonest();
    }

    /// The chunks in which messages expire.
    DueChunks due() {
        return due;
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
        Chunk chunk = chain.writable(sequence);
        int slot = Chunk.slot(sequence);
        chunk.add(slot, size);
        order.add(0, chunk, slot, readyCount == 0);
        readyCount++;
        readyBytes += size;
        return sequence;
    }

    /// The same for a message that expires ([Deadlines#NEVER] if it does not) or has a priority.
    long append(int size, long expiry, int level) {
        long sequence = nextSequence++;
        Chunk chunk = chain.writable(sequence);
        int slot = Chunk.slot(sequence);
        chunk.add(slot, size);
        if (expiry != Deadlines.NEVER) {
            chunk.setExpiry(slot, expiry);
            due.sooner(chunk, expiry);
        }
        if (level > 0) {
            chunk.setLevel(slot, level);
        }
        order.add(level, chunk, slot, readyCount == 0);
        readyCount++;
        readyBytes += size;
        return sequence;
    }

    /// Sequences before this one are not given out any more: gaps are legal.
    void skipTo(long sequence) {
        nextSequence = sequence;
    }

    /// The first ready sequence, or -1.
    long firstReady() {
        return readyCount == 0 ? -1 : order.first();
    }

    public boolean isReady(long sequence) {
        return chain.isReady(sequence);
    }

    public boolean isUnacked(long sequence) {
        return taker(sequence) >= 0;
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

    /// When it expires, in milliseconds of the wall clock; [Rules#NO_LIMIT] if it does not.
    public long expiry(long sequence) {
        return chain.get(sequence).expiry(Chunk.slot(sequence));
    }

    /// Its priority; 0 where there are none.
    public int level(long sequence) {
        return chain.get(sequence).level(Chunk.slot(sequence));
    }

    public boolean isRedelivered(long sequence) {
        return chain.get(sequence).isRedelivered(Chunk.slot(sequence));
    }

    /// What was tried with the message, where that is counted.
    public Tries tries(long sequence) {
        return order.tries(sequence);
    }

    /// Who has the message, unacked; negative if nobody does.
    int taker(long sequence) {
        Chunk chunk = chain.find(sequence);
        if (chunk == null) {
            return -1;
        }
        int slot = Chunk.slot(sequence);
        return chunk.isUnacked(slot) ? chunk.taker(slot) : -1;
    }

    /// An unacked message counts as handed out then.
    void holdSince(long sequence, int since) {
        chain.get(sequence).holdSince(Chunk.slot(sequence), since);
    }

    /// When an unacked message was handed out, in the steps of [Patience].
    int heldSince(long sequence) {
        return chain.get(sequence).heldSince(Chunk.slot(sequence));
    }

    /// Ready to unacked. Answers its size.
    int checkOut(long sequence, int taker, int since) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        int size = chunk.size(slot);
        chunk.checkOut(slot, taker, since);
        countReady(-1, size);
        countUnacked(1, size);
        order.leave(chunk, sequence);
        return size;
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
        order.forgetTries(sequence);
        chain.leaveIfEmpty(chunk);
    }

    /// Unacked to ready.
    void requeue(long sequence) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        chunk.requeue(slot);
        countUnacked(-1, chunk.size(slot));
        countReady(1, chunk.size(slot));
        if (chunk.deadlines != null) {
            due.sooner(chunk, chunk.expiry(slot));
        }
        order.addAgain(chunk, sequence);
    }

    /// Ready to nothing. Answers its size.
    int drop(long sequence) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        int size = chunk.size(slot);
        chunk.drop(slot);
        countReady(-1, size);
        order.leaveForGood(chunk, sequence);
        chain.leaveIfEmpty(chunk);
        return size;
    }

    /// All that is ready to nothing, a chunk at a time.
    SequenceSet dropReady() {
        SequenceSet gone = new SequenceSet();
        order.dropReady();
        for (Chunk chunk = chain.oldest(); chunk != null; chunk = chunk.next) {
            chunk.dropReady(gone);
        }
        chain.leaveIfEmpty();
        readyCount = 0;
        readyBytes = 0;
        return gone;
    }

    /// Unacked to nothing.
    void settle(long sequence) {
        Chunk chunk = chain.get(sequence);
        int slot = Chunk.slot(sequence);
        chunk.settle(slot);
        countUnacked(-1, chunk.size(slot));
        order.forgetTries(sequence);
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
        order.clear();
    }

    private void countReady(int messages, int size) {
        readyCount += messages;
        readyBytes += (long) messages * size;
    }

    private void countUnacked(int messages, int size) {
        unackedCount += messages;
        unackedBytes += (long) messages * size;
    }

    /// The first sequence from there on of a message that is ready, or unacked, as asked; or -1.
    public long nextPresent(long from, boolean isReadyAsked, boolean isUnackedAsked) {
        long number = from >> Chunk.SHIFT;
        for (Chunk chunk = chain.from(number); chunk != null; chunk = chunk.next) {
            int first = chunk.number == number ? Chunk.slot(from) : 0;
            int ready = isReadyAsked ? chunk.nextReady(first) : -1;
            int unacked = isUnackedAsked ? chunk.nextHeld(first) : -1;
            if (ready >= 0 || unacked >= 0) {
                boolean isReadyFirst = unacked < 0 || ready >= 0 && ready < unacked;
                return chunk.sequence(isReadyFirst ? ready : unacked);
            }
        }
        return -1;
    }

    @Nullable Chunk oldest() {
        return chain.oldest();
    }
}
