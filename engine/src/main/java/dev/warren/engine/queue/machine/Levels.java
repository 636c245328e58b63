package dev.warren.engine.queue.machine;

import org.jspecify.annotations.Nullable;

/// Where the ready messages of a queue with priorities begin, by priority. Owned by its [Backlog],
/// whose chunks have the messages themselves.
final class Levels {

    private static final int LEVELS_MAX = 256;

    private final @Nullable Level[] byNumber = new Level[LEVELS_MAX];

    /// Which of them have something: a bit each.
    private final long[] filled = new long[LEVELS_MAX / Long.SIZE];

    /// The message in that slot is ready, and was not before.
    void add(int level, Chunk chunk, int slot) {
        Level found = byNumber[level];
        if (found == null) {
            found = new Level(level);
            byNumber[level] = found;
        }
        found.add(chunk, slot);
        filled[level >> 6] |= 1L << level;
    }

    /// A message of the chunk is not ready any more.
    void remove(int level, Chunk chunk) {
        Level found = byNumber[level];
        if (found == null) {
            throw new IllegalStateException("nothing has priority " + level);
        }
        found.remove(chunk);
        if (found.isEmpty()) {
            filled[level >> 6] &= ~(1L << level);
        }
    }

    /// The chunk leaves the chain: nothing is ready in it.
    void leave(Chunk chunk) {
        for (Level level : byNumber) {
            if (level != null) {
                level.leave(chunk);
            }
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
