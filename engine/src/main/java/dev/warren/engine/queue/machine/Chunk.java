package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.data.Bits;
import dev.warren.engine.queue.data.SequenceSet;
import dev.warren.engine.queue.shelf.Shelf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The state of 1,024 neighbouring sequences: a link in the chain that is a [Backlog].
///
/// ```
///  bits    | ready 16 x 64 | unacked 16 x 64 | redelivered 16 x 64 |
///  sizes   | int each, grown as sequences are used                 |
///  takers  | int each, only once something here has been checked out |
///  held    | int each, since when: as many as takers               |
///  levels  | byte each, only where one is above 0                    |
///  byLevel | short each: how many are ready, in queues with priorities |
/// ```
///
/// Where messages expire or have priorities, sizes, levels and deadlines may leave memory once the
/// chunk is full ([#shelve]): what they say does not change any more.
///
/// A sequence is ready, unacked or neither (settled, dropped, never used); redelivered goes with
/// the first two. The summary in front (how many are ready, how many unacked) spares looking
/// inside.
final class Chunk {

    static final int SHIFT = 10;
    static final int SEQUENCES = 1 << SHIFT;

    private static final int WORDS = SEQUENCES / Long.SIZE;
    private static final int UNACKED = WORDS;
    private static final int REDELIVERED = 2 * WORDS;
    private static final int SLOTS_MIN = 64;
    private static final int[] NO_TAKERS = {};
    private static final int[] NO_SIZES = {};
    private static final byte[] NO_LEVELS = {};
    private static final short[] NO_COUNTS = {};

    /// Sequences `number << SHIFT` and up.
    long number;

    int ready;
    int unacked;

    /// Null where nothing expires.
    @Nullable Deadlines deadlines;

    @Nullable Chunk previous;
    @Nullable Chunk next;

    /// Where it stands in [DueChunks], or -1.
    int duePlace = -1;

    private final long[] bits = new long[3 * WORDS];
    private int[] sizes = new int[SLOTS_MIN];
    private int[] takers = NO_TAKERS;
    private int[] heldSince = NO_TAKERS;
    private byte[] levels = NO_LEVELS;
    private short[] readyByLevel = NO_COUNTS;

    /// Set when sizes, levels and deadlines have left memory.
    private @Nullable ShelvedSlots shelved;

    /// Of the chain that it stands in; null while it stands in none.
    private @Nullable Weight weight;

    /// What the chain's weight has of it.
    private int weighed;

    /// A bit for each ready message that stands in [Returns]. Null where none has.
    private long @Nullable [] returned;

    /// No word of the ready bits before this one has a bit set.
    private int firstWord;

    Chunk(long number) {
        this.number = number;
    }

    /// Makes an empty chunk stand for other sequences.
    void reuse(long newNumber) {
        assert isEmpty() && duePlace < 0 : "chunk " + number + " is in use";
        number = newNumber;
        firstWord = 0;
        deadlines = null;
        levels = NO_LEVELS;
        Arrays.fill(readyByLevel, (short) 0);
        returned = null;
        Arrays.fill(bits, 0);
    }

    /// It has joined a chain, or left it (null).
    void weighOn(@Nullable Weight joined) {
        if (weight != null) {
            weight.change(-weighed);
        }
        weight = joined;
        weighed = 0;
        weigh();
    }

    /// To be called when it has become larger or smaller.
    private void weigh() {
        if (weight != null) {
            int now = bytes();
            weight.change(now - weighed);
            weighed = now;
        }
    }

    /// What it takes in memory.
    int bytes() {
        return bits.length * Long.BYTES
                + (sizes.length + takers.length + heldSince.length) * Integer.BYTES
                + levels.length
                + (deadlines == null ? 0 : deadlines.bytes());
    }

    /// Whether it has more than sizes.
    private boolean hasMoreThanSizes() {
        return deadlines != null || levels.length > 0;
    }

    /// Lets sizes, levels and deadlines leave memory, where it is worth it. False if the shelf does
    /// not take them now. Nothing may be added afterwards.
    boolean shelve(Shelf shelf) {
        if (shelved != null || !hasMoreThanSizes()) {
            return true;
        }
        if (!shelf.hasRoom()) {
            return false;
        }
        shelved = ShelvedSlots.of(this, shelf);
        sizes = NO_SIZES;
        levels = NO_LEVELS;
        if (deadlines != null) {
            deadlines.forgetSlots();
        }
        weigh();
        return true;
    }

    /// The chunk is done with, and what was shelved too.
    void unshelve() {
        if (shelved != null) {
            shelved.release();
            shelved = null;
            sizes = new int[SLOTS_MIN];
            weigh();
        }
    }

    boolean isEmpty() {
        return ready == 0 && unacked == 0;
    }

    static int slot(long sequence) {
        return (int) sequence & (SEQUENCES - 1);
    }

    long sequence(int slot) {
        return (number << SHIFT) + slot;
    }

    boolean isReady(int slot) {
        return (bits[slot >> 6] & 1L << slot) != 0;
    }

    boolean isUnacked(int slot) {
        return (bits[UNACKED + (slot >> 6)] & 1L << slot) != 0;
    }

    boolean isRedelivered(int slot) {
        return (bits[REDELIVERED + (slot >> 6)] & 1L << slot) != 0;
    }

    int size(int slot) {
        return slot < sizes.length ? sizes[slot] : sizeOnShelf(slot);
    }

    private int sizeOnShelf(int slot) {
        return shelved == null ? 0 : shelved.size(slot);
    }

    int taker(int slot) {
        return takers[slot];
    }

    void holdSince(int slot, int since) {
        heldSince[slot] = since;
    }

    /// When an unacked message was handed out, in the steps of [Patience].
    int heldSince(int slot) {
        return heldSince[slot];
    }

    /// When the message expires, or [Deadlines#NEVER].
    long expiry(int slot) {
        if (deadlines == null) {
            return Deadlines.NEVER;
        }
        return shelved == null ? deadlines.of(slot) : shelved.expiry(slot);
    }

    void setExpiry(int slot, long expiry) {
        assert shelved == null : "chunk " + number + " is shelved";
        if (deadlines == null) {
            deadlines = new Deadlines();
        }
        if (deadlines.set(slot, expiry)) {
            weigh();
        }
    }

    /// The priority of the message.
    int level(int slot) {
        if (slot < levels.length) {
            return levels[slot] & 0xFF;
        }
        return shelved == null ? 0 : shelved.level(slot);
    }

    void setLevel(int slot, int level) {
        assert shelved == null : "chunk " + number + " is shelved";
        if (slot >= levels.length) {
            levels = Arrays.copyOf(levels, sizes.length);
            weigh();
        }
        levels[slot] = (byte) level;
    }

    /// How many are ready with that priority, as far as that is counted.
    int readyOf(int level) {
        return level < readyByLevel.length ? readyByLevel[level] : 0;
    }

    /// So many more are ready with that priority.
    void countReady(int level, int messages) {
        if (level >= readyByLevel.length) {
            readyByLevel = Arrays.copyOf(readyByLevel, level + 1);
        }
        readyByLevel[level] += (short) messages;
    }

    /// The first ready slot with that priority from there on that does not stand in [Returns], or
    /// -1.
    int nextReady(int from, int level) {
        int slot = nextReady(from);
        while (slot >= 0 && (level(slot) != level || isReturned(slot))) {
            slot = nextReady(slot + 1);
        }
        return slot;
    }

    /// Whether it stands in [Returns].
    boolean isReturned(int slot) {
        return returned != null && (returned[slot >> 6] & 1L << slot) != 0;
    }

    void setReturned(int slot, boolean isReturned) {
        long[] all = returned;
        if (all == null) {
            all = new long[WORDS];
            returned = all;
        }
        if (isReturned) {
            all[slot >> 6] |= 1L << slot;
        } else {
            all[slot >> 6] &= ~(1L << slot);
        }
    }

    /// What has an unacked message is nobody any more, but that mark.
    void setMark(int slot, int mark) {
        takers[slot] = mark;
        heldSince[slot] = 0;
    }

    /// A new message.
    void add(int slot, int size) {
        assert shelved == null : "chunk " + number + " is shelved";
        if (slot >= sizes.length) {
            grow(slot);
        }
        sizes[slot] = size;
        setReady(slot);
    }

    /// Ready to unacked.
    void checkOut(int slot, int taker, int since) {
        clearReady(slot);
        bits[UNACKED + (slot >> 6)] |= 1L << slot;
        unacked++;
        if (slot >= takers.length) {
            int slots = shelved == null ? sizes.length : SEQUENCES;
            takers = Arrays.copyOf(takers, slots);
            heldSince = Arrays.copyOf(heldSince, slots);
            weigh();
        }
        takers[slot] = taker;
        heldSince[slot] = since;
    }

    /// Unacked to ready, in the old place.
    void requeue(int slot) {
        settle(slot);
        setReady(slot);
        bits[REDELIVERED + (slot >> 6)] |= 1L << slot;
    }

    /// Ready to nothing.
    void drop(int slot) {
        clearReady(slot);
    }

    /// All that is ready to nothing. Adds it to what is gone.
    void dropReady(SequenceSet gone) {
        for (int word = firstWord; ready > 0 && word < WORDS; word++) {
            gone.addWord(number * WORDS + word, bits[word]);
            ready -= Long.bitCount(bits[word]);
            bits[word] = 0;
        }
        Arrays.fill(readyByLevel, (short) 0);
        returned = null;
    }

    /// Unacked to nothing.
    void settle(int slot) {
        bits[UNACKED + (slot >> 6)] &= ~(1L << slot);
        unacked--;
        if (shelved != null && unacked == 0) {
            takers = NO_TAKERS;
            heldSince = NO_TAKERS;
            weigh();
        }
    }

    /// The first ready slot. There has to be one.
    int firstReady() {
        while (bits[firstWord] == 0) {
            firstWord++;
        }
        return (firstWord << 6) + Long.numberOfTrailingZeros(bits[firstWord]);
    }

    /// The first ready slot from there on, or -1.
    int nextReady(int from) {
        return Bits.next(bits, 0, WORDS, from);
    }

    /// The first unacked slot from there on, or -1.
    int nextUnacked(int from) {
        return Bits.next(bits, UNACKED, WORDS, from);
    }

    /// The first unacked slot from there on that is not dying, or -1.
    int nextHeld(int from) {
        int slot = nextUnacked(from);
        while (slot >= 0 && takers[slot] < 0) {
            slot = nextUnacked(slot + 1);
        }
        return slot;
    }

    /// Restores a flag that a snapshot had.
    void markRedelivered(int slot) {
        bits[REDELIVERED + (slot >> 6)] |= 1L << slot;
    }

    private void setReady(int slot) {
        int word = slot >> 6;
        bits[word] |= 1L << slot;
        if (word < firstWord) {
            firstWord = word;
        }
        ready++;
    }

    private void clearReady(int slot) {
        bits[slot >> 6] &= ~(1L << slot);
        ready--;
    }

    private void grow(int slot) {
        sizes = Arrays.copyOf(sizes, Math.min(SEQUENCES, Integer.highestOneBit(slot) << 2));
        weigh();
    }
}
