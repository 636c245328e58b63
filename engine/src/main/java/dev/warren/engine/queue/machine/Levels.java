package dev.warren.engine.queue.machine;

import org.jspecify.annotations.Nullable;

/// The ready messages of a queue with priorities, by priority and in order. Owned by its [Backlog].
final class Levels {

    private static final int LEVELS_MAX = 256;

    private final @Nullable Level[] byNumber = new Level[LEVELS_MAX];

    /// Which of them have something: a bit each.
    private final long[] filled = new long[LEVELS_MAX / Long.SIZE];

    void add(int level, long sequence) {
        Level found = byNumber[level];
        if (found == null) {
            found = new Level();
            byNumber[level] = found;
        }
        found.add(sequence);
        filled[level >> 6] |= 1L << level;
    }

    void remove(int level, long sequence) {
        Level found = byNumber[level];
        if (found == null) {
            throw new IllegalStateException("nothing has priority " + level);
        }
        found.remove(sequence);
        if (found.isEmpty()) {
            filled[level >> 6] &= ~(1L << level);
        }
    }

    /// The first one of the highest priority, or -1.
    long first() {
        for (int word = filled.length - 1; word >= 0; word--) {
            if (filled[word] != 0) {
                int highest = (word << 6) + 63 - Long.numberOfLeadingZeros(filled[word]);
                Level level = byNumber[highest];
                return level == null ? -1 : level.first();
            }
        }
        return -1;
    }
}
