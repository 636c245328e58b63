package dev.warren.perf.measure;

import java.util.concurrent.TimeUnit;

/// The slowest and the fastest full second, per second.
public record Rates(double min, double max) {

    public static final Rates NONE = new Rates(0, 0);

    static double perSecond(long count, long nanos) {
        return nanos <= 0 ? 0 : count * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }
}
