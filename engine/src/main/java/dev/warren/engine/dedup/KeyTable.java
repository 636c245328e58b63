package dev.warren.engine.dedup;

import java.util.Arrays;

/// Keys in the order in which they came, found by hash. Three numbers and one or two places of the
/// index each, and no object. Owned by one queue's machine.
///
/// ```
///   index:  number, by hash (open addressing; what goes closes its gap)
///   chunks: key, key, until | ... 256 of them | ...   from the first number to the next
/// ```
///
/// A key that comes again takes a new number; its old one stays in its place and is not found.
final class KeyTable {

    private static final int CHUNK_SHIFT = 8;
    private static final int CHUNK_KEYS = 1 << CHUNK_SHIFT;
    private static final int LONGS = 3;
    private static final long CHUNK_BYTES = (long) CHUNK_KEYS * LONGS * Long.BYTES;
    private static final int INDEX_MIN = 64;
    private static final int CHUNKS_MIN = 4;
    private static final long[] NO_CHUNK = {};
    private static final int USED = Integer.MIN_VALUE;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /// Stands for a key that is not there.
    static final long NONE = -1;

    private final long salt;
    private long[][] chunks = new long[CHUNKS_MIN][];
    private int[] index = new int[INDEX_MIN];
    private long[] spare = NO_CHUNK;
    private long first;
    private long next;
    private int chunkCount;

    /// @param salt spreads the keys over the index
    KeyTable(long salt) {
        this.salt = salt;
    }

    long first() {
        return first;
    }

    long next() {
        return next;
    }

    int size() {
        return (int) (next - first);
    }

    long high(long number) {
        return chunk(number)[at(number)];
    }

    long low(long number) {
        return chunk(number)[at(number) + 1];
    }

    long until(long number) {
        return chunk(number)[at(number) + 2];
    }

    /// Whether the number is the one under which its key is found.
    boolean isCurrent(long number) {
        return find(high(number), low(number)) == number;
    }

    /// The number of a key, or [#NONE].
    long find(long high, long low) {
        int slot = slotOf(high, low);
        return index[slot] == 0 ? NONE : numberAt(slot);
    }

    /// Adds a key behind all others.
    void add(long high, long low, long until) {
        growIndexIfDue();
        long number = next++;
        if ((number & CHUNK_KEYS - 1) == 0) {
            addChunk(number);
        }
        long[] chunk = chunk(number);
        int at = at(number);
        chunk[at] = high;
        chunk[at + 1] = low;
        chunk[at + 2] = until;
        index[slotOf(high, low)] = (int) number | USED;
    }

    /// Removes the oldest.
    void dropFirst() {
        int slot = slotOf(high(first), low(first));
        if (index[slot] != 0 && numberAt(slot) == first) {
            free(slot);
        }
        first++;
        if ((first & CHUNK_KEYS - 1) == 0) {
            spare = chunk(first - 1);
            chunkCount--;
            shrinkIndexIfDue();
        }
    }

    /// How many bytes one more key would take, beyond what is taken.
    long bytesForOneMore() {
        long chunk = isChunkFull() && spare.length == 0 ? CHUNK_BYTES : 0;
        return chunk + (isIndexFull() ? (long) index.length * Integer.BYTES : 0);
    }

    long bytes() {
        long held = (long) chunkCount + (spare.length == 0 ? 0 : 1);
        return held * CHUNK_BYTES + (long) index.length * Integer.BYTES;
    }

    private boolean isChunkFull() {
        return (next & CHUNK_KEYS - 1) == 0;
    }

    private boolean isIndexFull() {
        return (size() + 1) * 2 > index.length;
    }

    private void addChunk(long number) {
        if (chunkCount == chunks.length) {
            long[][] larger = new long[chunks.length * 2][];
            for (int i = 0; i < chunkCount; i++) {
                long at = (first >>> CHUNK_SHIFT) + i;
                larger[(int) at & (larger.length - 1)] = chunks[(int) at & (chunks.length - 1)];
            }
            chunks = larger;
        }
        boolean isSpare = spare.length > 0;
        long[] chunk = isSpare ? spare : new long[CHUNK_KEYS * LONGS];
        spare = NO_CHUNK;
        chunks[(int) (number >>> CHUNK_SHIFT) & (chunks.length - 1)] = chunk;
        chunkCount++;
    }

    private long[] chunk(long number) {
        return chunks[(int) (number >>> CHUNK_SHIFT) & (chunks.length - 1)];
    }

    private static int at(long number) {
        return ((int) number & CHUNK_KEYS - 1) * LONGS;
    }

    // --- the index -----------------------------------------------------------------------------

    /// Where the key is, or where it would stand.
    private int slotOf(long high, long low) {
        int slot = home(high, low);
        while (index[slot] != 0) {
            long number = numberAt(slot);
            if (low(number) == low && high(number) == high) {
                return slot;
            }
            slot = slot + 1 & index.length - 1;
        }
        return slot;
    }

    private int home(long high, long low) {
        long mixed = (low ^ salt) * SPREAD ^ high;
        mixed = (mixed ^ mixed >>> 32) * SPREAD;
        return (int) (mixed >>> Long.numberOfLeadingZeros(index.length - 1L));
    }

    /// Numbers in the index have 31 bits, and there are never so many keys.
    private long numberAt(int slot) {
        return first + (index[slot] - (int) first & Integer.MAX_VALUE);
    }

    /// Closes the gap: whoever stood behind for want of a better place moves up.
    private void free(int slot) {
        int mask = index.length - 1;
        int gap = slot;
        for (int at = gap + 1 & mask; index[at] != 0; at = at + 1 & mask) {
            long number = numberAt(at);
            int home = home(high(number), low(number));
            if ((at - home & mask) >= (at - gap & mask)) {
                index[gap] = index[at];
                gap = at;
            }
        }
        index[gap] = 0;
    }

    private void growIndexIfDue() {
        if (isIndexFull()) {
            rebuild(index.length * 2);
        }
    }

    private void shrinkIndexIfDue() {
        if (index.length > INDEX_MIN && size() * 8 < index.length) {
            rebuild(index.length / 2);
        }
    }

    private void rebuild(int length) {
        int[] old = index;
        int[] entries = Arrays.stream(old).filter(entry -> entry != 0).toArray();
        index = new int[length];
        for (int entry : entries) {
            long number = first + (entry - (int) first & Integer.MAX_VALUE);
            index[slotOf(high(number), low(number))] = entry;
        }
    }
}
