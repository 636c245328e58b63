package dev.warren.engine.queue.machine;

import java.util.Arrays;

/// When the messages of one chunk expire, in milliseconds of the wall clock. Only for chunks that
/// have such messages.
final class Deadlines {

    /// Of messages that do not expire.
    static final long NEVER = Long.MAX_VALUE;

    /// In three steps to the slots of a chunk.
    private static final int SLOTS_MIN = 64;

    private static final int GROWTH = 4;
    private static final long[] NO_SLOTS = {};

    /// No ready message of the chunk expires before this. Changed by [DueChunks] only, which go by
    /// it.
    long earliest = NEVER;

    private long[] bySlot = NO_SLOTS;

    long of(int slot) {
        return slot < bySlot.length ? bySlot[slot] : NEVER;
    }

    /// Others know them from now on; the earliest stays.
    void forgetSlots() {
        bySlot = NO_SLOTS;
    }

    int bytes() {
        return bySlot.length * Long.BYTES;
    }

    /// Whether it takes more memory now.
    boolean set(int slot, long expiry) {
        boolean isGrowing = slot >= bySlot.length;
        if (isGrowing) {
            int before = bySlot.length;
            int grown = SLOTS_MIN;
            while (grown <= slot) {
                grown *= GROWTH;
            }
            bySlot = Arrays.copyOf(bySlot, grown);
            Arrays.fill(bySlot, before, grown, NEVER);
        }
        bySlot[slot] = expiry;
        return isGrowing;
    }
}
