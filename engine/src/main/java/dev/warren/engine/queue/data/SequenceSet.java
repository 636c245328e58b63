package dev.warren.engine.queue.data;

/// Sequences that left a queue at once: two bits of memory each where they are neighbours, two
/// words each where they are far from one another. They go in and come out in ascending order.
/// Owned by one lane.
public final class SequenceSet {

    private static final int SHIFT = 6;

    /// The number of a word, and behind it which of its 64 sequences are meant.
    private final LongRing words = new LongRing();

    /// What is left of the word that was taken out last.
    private long number;

    private long rest;

    private long size;
    private long end;

    /// Adds 64 neighbours or some of them: those from `wordNumber * 64` on whose bits are set.
    public void addWord(long wordNumber, long bits) {
        if (bits != 0) {
            words.add(wordNumber);
            words.add(bits);
            size += Long.bitCount(bits);
            end = (wordNumber << SHIFT) + Long.SIZE - Long.numberOfLeadingZeros(bits);
        }
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long size() {
        return size;
    }

    /// All that were ever in it are before this one.
    public long end() {
        return end;
    }

    /// There has to be one.
    public long removeFirst() {
        if (rest == 0) {
            number = words.removeFirst();
            rest = words.removeFirst();
        }
        long sequence = (number << SHIFT) + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        size--;
        return sequence;
    }

    public boolean contains(long sequence) {
        long wanted = sequence >> SHIFT;
        if (number == wanted && isSet(rest, sequence)) {
            return true;
        }
        int low = 0;
        int high = words.size() / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = words.get(2 * middle);
            if (found == wanted) {
                return isSet(words.get(2 * middle + 1), sequence);
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    private static boolean isSet(long bits, long sequence) {
        return (bits & 1L << sequence) != 0;
    }
}
