package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.queue.data.LongMap;

/// Goes round the stores of a lane while memory is short, and has them let go of what they do not
/// need soon. Owned by the lane.
final class PageOut {

    private static final int STORES_A_TURN = 64;

    /// Such a share of what the node holds is enough more for another round: each looks at every
    /// message in memory, and some of them stay.
    private static final int STEP_SHARE = 16;

    private final Lane lane;
    private final LongMap<LogQueueStore> stores;
    private final SpillDoor door;
    private final WindowLimits limits;
    private final Runnable goOn = this::goOn;

    /// Who is asked in this round, and who is next.
    private long[] round = {};

    private int next;

    /// The least that the node has held since the last round began, as far as was seen.
    private long heldSinceRound;

    /// Somebody could not let go of everything: another round is due.
    private boolean isIncomplete;

    PageOut(Lane lane, LongMap<LogQueueStore> stores, SpillDoor door, WindowLimits limits) {
        this.lane = lane;
        this.stores = stores;
        this.door = door;
        this.limits = limits;
    }

    /// Begins a round if none is under way and the last one is not enough any more.
    void begin(long heldBytes) {
        long step = Math.max(limits.pageOutStepBytes(), heldSinceRound / STEP_SHARE);
        boolean hasGrown = heldBytes >= heldSinceRound + step;
        sees(heldBytes);
        boolean isDue = hasGrown || isIncomplete && door.hasMuchRoom();
        if (next < round.length || !isDue) {
            return;
        }
        heldSinceRound = heldBytes;
        isIncomplete = false;
        round = stores.sortedKeys();
        next = 0;
        goOn();
    }

    /// The node holds so much now: from there on it counts as growing.
    void sees(long heldBytes) {
        heldSinceRound = Math.min(heldSinceRound, heldBytes);
    }

    void setIncomplete() {
        isIncomplete = true;
    }

    private void goOn() {
        for (int i = 0; i < STORES_A_TURN && next < round.length; i++, next++) {
            LogQueueStore store = stores.get(round[next]);
            if (store != null && store.residentBytes() > limits.tightBytesMax()) {
                isIncomplete |= !store.pageOut();
            }
        }
        if (next < round.length) {
            lane.later(goOn);
        }
    }
}
