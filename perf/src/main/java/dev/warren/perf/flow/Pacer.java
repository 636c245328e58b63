package dev.warren.perf.flow;

import java.util.concurrent.TimeUnit;

/// When messages are due at a steady rate, and what their latency counts from.
///
/// A message that was due while the producer was held up (its window was full, its socket did not
/// take more) is stamped with the time at which it should have gone, so that a broker that stalls
/// cannot hide the messages that it kept from being sent. A message that is late only because
/// timers are coarse is stamped with the time at which it goes. Without a rate there is no
/// schedule, and each is stamped as it goes.
///
/// Owned by the producer's event loop.
public final class Pacer {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// A timer that fires more often is not punctual anyway.
    private static final long TICK_MICROS_MIN = 1_000;

    private static final long TICK_MICROS_MAX = 100_000;

    /// Messages a second; 0 for as fast as it goes.
    private final double rate;

    private long startNanos;
    private long sent;
    private boolean wasHeldUp;

    /// @param rate messages a second, 0 for no limit
    public Pacer(double rate) {
        this.rate = rate;
    }

    public boolean isLimited() {
        return rate > 0;
    }

    /// How often to ask what is due: once for each message, or each millisecond if there are more.
    public long tickMicros() {
        return Math.clamp((long) (1_000_000 / rate), TICK_MICROS_MIN, TICK_MICROS_MAX);
    }

    public void start(long nowNanos) {
        startNanos = nowNanos;
    }

    /// How many messages may go now.
    public long due(long nowNanos) {
        if (!isLimited()) {
            return Long.MAX_VALUE;
        }
        return (long) ((nowNanos - startNanos) * rate / SECOND) + 1 - sent;
    }

    /// Takes the next message and returns the time from which its latency counts.
    public long next(long nowNanos) {
        if (!isLimited()) {
            return nowNanos;
        }
        long intended = startNanos + (long) (sent / rate * SECOND);
        sent++;
        return wasHeldUp ? Math.min(intended, nowNanos) : nowNanos;
    }

    /// Whether messages that were due could not all be sent.
    public void heldUp(boolean now) {
        wasHeldUp = now;
    }
}
