package dev.warren.engine.topology;

import java.util.random.RandomGenerator;

/// How long a message waits before it is tried again: longer from time to time, up to a limit, and
/// spread a little, so that what failed together does not come back together.
///
/// @param baseMillis the first wait, at least 1
/// @param factor what each wait is multiplied by to give the next, at least 1; of no account for
///   one that is linear
/// @param maxMillis no wait is longer
/// @param jitter by which part of itself a wait may be longer or shorter, 0 to 1
/// @param isLinear whether the n-th wait is n times the first
public record BackOff(
        long baseMillis, double factor, long maxMillis, double jitter, boolean isLinear) {

    public BackOff {
        if (baseMillis < 1 || !(factor >= 1) || maxMillis < 1 || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException(
                    "base %d ms, factor %s, max %d ms, jitter %s"
                            .formatted(baseMillis, factor, maxMillis, jitter));
        }
    }

    /// The wait before the `count`-th retry, which begin with 1. At least one millisecond.
    public long millis(long count, RandomGenerator random) {
        double plain = Math.min((double) maxMillis, baseMillis * growth(count));
        double spread = plain * (1 + jitter * (2 * random.nextDouble() - 1));
        return Math.clamp(Math.round(spread), 1, maxMillis);
    }

    /// May be infinite.
    private double growth(long count) {
        return isLinear ? count : Math.pow(factor, count - 1.0);
    }
}
