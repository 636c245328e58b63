package dev.warren.perf.flow;

import java.util.Arrays;

/// The publishes of one channel that wait for a confirm: how many more may go, and how long each
/// has waited. Owned by the producer's event loop; allocates nothing after construction.
///
/// ```
///        base                          next
///         |                             |
///   ... 7 8 [9] 10 [11] 12 13 14 15 16  .      [n] was confirmed singly, beyond a gap
/// ```
public final class ConfirmWindow {

    /// How far confirms beyond a gap may run ahead of the oldest open one, in windows.
    private static final int SPAN = 8;

    private static final long CONFIRMED = Long.MIN_VALUE;

    private final int size;
    private final long[] stamps;
    private final int mask;

    /// The oldest tag that is open.
    private long base = 1;

    private long next = 1;
    private int open;

    /// @param size how many may be in flight
    public ConfirmWindow(int size) {
        this.size = size;
        this.stamps = new long[Integer.highestOneBit(Math.multiplyExact(size, SPAN) - 1) << 1];
        this.mask = stamps.length - 1;
        Arrays.fill(stamps, CONFIRMED);
    }

    /// How many more may be sent.
    public int room() {
        return (int) Math.min(size - open, stamps.length - (next - base));
    }

    public int open() {
        return open;
    }

    /// The next message goes, and its latency counts from this time.
    public void sent(long stampNanos) {
        stamps[(int) next & mask] = stampNanos;
        next++;
        open++;
    }

    /// One tag, or with `multiple` all up to it, 0 for all there are. Returns how many that
    /// concerns; those that are settled already, or were never sent, are none.
    public int settle(long tag, boolean multiple, long nowNanos, LatencySink latencies) {
        return multiple
                ? settleUpTo(tag == 0 ? next - 1 : Math.min(tag, next - 1), nowNanos, latencies)
                : settleOne(tag, nowNanos, latencies);
    }

    private int settleUpTo(long last, long nowNanos, LatencySink latencies) {
        int settled = 0;
        long run = 0;
        long runStamp = CONFIRMED;
        for (; base <= last; base++) {
            long stamp = stamps[(int) base & mask];
            stamps[(int) base & mask] = CONFIRMED;
            if (stamp == CONFIRMED) {
                continue;
            }
            if (stamp != runStamp && run > 0) {
                latencies.record(nowNanos - runStamp, run);
                run = 0;
            }
            runStamp = stamp;
            run++;
            settled++;
        }
        if (run > 0) {
            latencies.record(nowNanos - runStamp, run);
        }
        open -= settled;
        skipSettled();
        return settled;
    }

    private int settleOne(long tag, long nowNanos, LatencySink latencies) {
        if (tag < base || tag >= next || stamps[(int) tag & mask] == CONFIRMED) {
            return 0;
        }
        latencies.record(nowNanos - stamps[(int) tag & mask], 1);
        stamps[(int) tag & mask] = CONFIRMED;
        open--;
        skipSettled();
        return 1;
    }

    private void skipSettled() {
        while (base < next && stamps[(int) base & mask] == CONFIRMED) {
            base++;
        }
    }
}
