package dev.warren.engine.queue.machine;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The ready sequences of one priority, in order: bits in chunks, and no chunk where there is none.
final class Level {

    private static final class Bits {
        final long number;
        final long[] words = new long[Chunk.SEQUENCES / Long.SIZE];
        int count;

        /// No word before this one has a bit set.
        int firstWord;

        Bits(long number) {
            this.number = number;
        }
    }

    private final TreeMap<Long, Bits> byNumber = new TreeMap<>();
    private @Nullable Bits first;

    /// The one that was looked up last.
    private @Nullable Bits recent;

    boolean isEmpty() {
        return first == null;
    }

    void add(long sequence) {
        Bits bits = of(sequence >> Chunk.SHIFT);
        int slot = Chunk.slot(sequence);
        bits.words[slot >> 6] |= 1L << slot;
        bits.count++;
        bits.firstWord = Math.min(bits.firstWord, slot >> 6);
    }

    void remove(long sequence) {
        Bits bits = of(sequence >> Chunk.SHIFT);
        int slot = Chunk.slot(sequence);
        bits.words[slot >> 6] &= ~(1L << slot);
        if (--bits.count == 0) {
            byNumber.remove(bits.number);
            recent = null;
            if (bits == first) {
                Map.Entry<Long, Bits> next = byNumber.firstEntry();
                first = next == null ? null : next.getValue();
            }
        }
    }

    /// There has to be one.
    long first() {
        Bits bits = first;
        if (bits == null) {
            throw new IllegalStateException("nothing is ready");
        }
        while (bits.words[bits.firstWord] == 0) {
            bits.firstWord++;
        }
        return (bits.number << Chunk.SHIFT)
                + (bits.firstWord << 6)
                + Long.numberOfTrailingZeros(bits.words[bits.firstWord]);
    }

    private Bits of(long number) {
        if (recent != null && recent.number == number) {
            return recent;
        }
        Bits found = byNumber.get(number);
        if (found == null) {
            found = new Bits(number);
            byNumber.put(number, found);
            if (first == null || number < first.number) {
                first = found;
            }
        }
        recent = found;
        return found;
    }
}
