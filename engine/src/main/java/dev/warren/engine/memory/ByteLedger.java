package dev.warren.engine.memory;

/// The node's account of memory: the sum of what all lanes say they hold.
///
/// Each lane writes its own [LaneLedger] and nobody else's, so that counting costs a plain
/// addition. What one lane takes another may give back: single columns may be negative, the sum is
/// right. Any thread may read.
public final class ByteLedger {

    private final LaneLedger[] lanes;

    public ByteLedger(int laneCount) {
        lanes = new LaneLedger[laneCount];
        for (int i = 0; i < laneCount; i++) {
            lanes[i] = new LaneLedger();
        }
    }

    public LaneLedger ofLane(int index) {
        return lanes[index];
    }

    /// All bytes held by all holders.
    public long totalBytes() {
        long sum = 0;
        for (LaneLedger lane : lanes) {
            sum += lane.totalBytes();
        }
        return Math.max(0, sum);
    }

    public long bytesOf(Holder holder) {
        long sum = 0;
        for (LaneLedger lane : lanes) {
            sum += lane.bytesOf(holder);
        }
        return Math.max(0, sum);
    }
}
