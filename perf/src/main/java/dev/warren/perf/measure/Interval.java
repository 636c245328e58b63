package dev.warren.perf.measure;

import java.util.concurrent.TimeUnit;

/// What happened between two looks at the meters.
public record Interval(
        long endNanos, long lengthNanos, Totals counts, Latency confirm, Latency endToEnd) {

    /// From this length on an interval counts for the slowest and fastest second.
    private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    public boolean isFull() {
        return lengthNanos >= FULL_NANOS;
    }

    public double perSecond(long count) {
        return Rates.perSecond(count, lengthNanos);
    }
}
