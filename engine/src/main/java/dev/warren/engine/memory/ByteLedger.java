package dev.warren.engine.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// The node's account of memory: the sum of what all lanes say they hold.
///
/// Each lane writes its own [LaneLedger] and nobody else's, so that counting costs a plain
/// addition. What one lane takes another may give back: single columns may be negative, the sum is
/// right. Any thread may read. What belongs to no lane has columns of its own, which cost more.
public final class ByteLedger {

    private final LaneLedger[] lanes;
    private final AtomicLongArray shared = new AtomicLongArray(Holder.values().length);
    private final AtomicLong sharedTotal = new AtomicLong();

    public ByteLedger(int laneCount) {
        lanes = new LaneLedger[laneCount];
        for (int i = 0; i < laneCount; i++) {
            lanes[i] = new LaneLedger(this);
        }
    }

    public int laneCount() {
        return lanes.length;
    }

    public LaneLedger ofLane(int index) {
        return lanes[index];
    }

    /// The holder has taken (or, when negative, given back) so many bytes of what belongs to no
    /// lane. Any thread; not for the path of every message.
    public void addShared(Holder holder, long delta) {
        shared.addAndGet(holder.ordinal(), delta);
        sharedTotal.addAndGet(delta);
    }

    /// All bytes held by all holders.
    public long totalBytes() {
        long sum = sharedTotal.get();
        for (LaneLedger lane : lanes) {
            sum += lane.totalBytes();
        }
        return Math.max(0, sum);
    }

    public long bytesOf(Holder holder) {
        long sum = shared.get(holder.ordinal());
        for (LaneLedger lane : lanes) {
            sum += lane.bytesOf(holder);
        }
        return Math.max(0, sum);
    }
}
