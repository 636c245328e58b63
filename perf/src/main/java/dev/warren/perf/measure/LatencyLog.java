package dev.warren.perf.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/// Latencies in nanoseconds, written by one event loop, taken by the reporting thread. Neither ever
/// waits for the other for longer than one record takes.
///
/// Values are kept to a microsecond and to three digits. Longer ones than [#HIGHEST_NANOS] count as
/// that.
public final class LatencyLog {

    public static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final long LOWEST_NANOS = 1_000;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder =
            new SingleWriterRecorder(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    private @Nullable Histogram taken;

    /// An empty histogram into which those of several logs can be added.
    static Histogram empty() {
        return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    }

    /// The same latency of several messages. By the owning event loop only.
    public void record(long nanos, long count) {
        recorder.recordValueWithCount(Math.clamp(nanos, 0, HIGHEST_NANOS), count);
    }

    /// Adds what was recorded since the last time. By the reporting thread only.
    void drainTo(Histogram sum) {
        Histogram interval = recorder.getIntervalHistogram(taken);
        sum.add(interval);
        taken = interval;
    }
}
