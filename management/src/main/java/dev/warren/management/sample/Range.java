package dev.warren.management.sample;

/// For which times samples are asked: from now back, so far apart.
///
/// @param ageSeconds how far back, 0 or more
/// @param stepSeconds how far apart, 1 or more
public record Range(int ageSeconds, int stepSeconds) {

    /// More samples than this are refused.
    public static final int SAMPLES_MAX = 500;

    public Range {
        if (ageSeconds < 0 || stepSeconds < 1 || ageSeconds / stepSeconds > SAMPLES_MAX) {
            throw new IllegalArgumentException(
                    "age %d, incr %d".formatted(ageSeconds, stepSeconds));
        }
    }

    long stepMillis() {
        return stepSeconds * 1_000L;
    }

    int count() {
        return ageSeconds / stepSeconds + 1;
    }

    /// The newest time that is asked for: now, cut to a step.
    long newest(long nowMillis) {
        return Math.floorDiv(nowMillis, stepMillis()) * stepMillis();
    }

    /// The same, but rounded up.
    long newestUp(long nowMillis) {
        return -Math.floorDiv(-nowMillis, stepMillis()) * stepMillis();
    }
}
