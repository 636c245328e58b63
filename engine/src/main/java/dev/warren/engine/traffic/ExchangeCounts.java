package dev.warren.engine.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What clients have published to one exchange, and how many copies of it went to queues. Each lane
/// writes columns of its own; any thread reads.
public final class ExchangeCounts {

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    /// So far apart are the columns of two lanes: a cache line.
    private static final int STRIDE = 8;

    private final long[] values;

    /// The exchange has gone. One of the same name has other counts.
    private volatile boolean isGone;

    ExchangeCounts(int laneCount) {
        values = new long[laneCount * STRIDE];
    }

    /// A message came in and went out to so many queues. On that lane.
    public void published(int lane, int queues) {
        int in = lane * STRIDE;
        VALUES.setOpaque(values, in, values[in] + 1);
        VALUES.setOpaque(values, in + 1, values[in + 1] + queues);
    }

    public boolean isGone() {
        return isGone;
    }

    void end() {
        isGone = true;
    }

    public long in() {
        return sum(0);
    }

    public long out() {
        return sum(1);
    }

    private long sum(int column) {
        long sum = 0;
        for (int i = column; i < values.length; i += STRIDE) {
            sum += (long) VALUES.getOpaque(values, i);
        }
        return sum;
    }
}
