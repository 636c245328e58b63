package dev.warren.amqp.lane;

import dev.warren.engine.time.Clock;

/// How busy a lane is: the share of time spent in turns. Written on its lane, read anywhere.
final class LaneMeter {

    /// Over how long the share is taken.
    private static final long WINDOW_NANOS = 100_000_000;

    private final Clock clock;
    private long turnStart;
    private long windowStart;
    private long busyNanos;
    private volatile double busyShare;
    private volatile long measuredAt;

    LaneMeter(Clock clock) {
        this.clock = clock;
        this.windowStart = clock.monotonicNanos();
        this.measuredAt = windowStart;
    }

    void begin() {
        if (turnStart == 0) {
            turnStart = clock.monotonicNanos();
        }
    }

    void end() {
        if (turnStart == 0) {
            return;
        }
        long now = clock.monotonicNanos();
        busyNanos += now - turnStart;
        turnStart = 0;
        if (now - windowStart >= WINDOW_NANOS) {
            busyShare = (double) busyNanos / (now - windowStart);
            measuredAt = now;
            busyNanos = 0;
            windowStart = now;
        }
    }

    /// From 0 (idle) to 1. A lane that has not run a turn for a while is idle, whatever it measured
    /// last.
    double busyShare() {
        return clock.monotonicNanos() - measuredAt > 4 * WINDOW_NANOS ? 0 : busyShare;
    }
}
