package dev.warren.engine.queue.data;

/// Looks into bitmaps.
public final class Bits {

    private Bits() {}

    /// The first set bit from there on in these words, counted from the first of them, or -1.
    ///
    /// @param first where the words begin in the array
    public static int next(long[] bits, int first, int words, int from) {
        int word = from >> 6;
        if (word >= words) {
            return -1;
        }
        long rest = bits[first + word] & -1L << from;
        while (rest == 0) {
            if (++word == words) {
                return -1;
            }
            rest = bits[first + word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }
}
