package dev.warren.perf.measure;

import java.util.List;
import org.HdrHistogram.Histogram;

/// A distribution in five numbers. Times are nanoseconds; all are zero when there was nothing.
public record Latency(long count, long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos) {

    public static final Latency NONE = new Latency(0, 0, 0, 0, 0);

    /// Of all that was recorded since the logs were last read. By the reporting thread only.
    public static Latency of(List<LatencyLog> logs) {
        Histogram sum = LatencyLog.empty();
        logs.forEach(log -> log.drainTo(sum));
        return of(sum);
    }

    static Latency of(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return NONE;
        }
        return new Latency(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }

    public boolean isEmpty() {
        return count == 0;
    }
}
