package dev.warren.perf;

import dev.warren.perf.measure.Latency;
import java.util.Locale;

/// Figures as people read them.
final class Units {

    private Units() {}

    static double millis(long nanos) {
        return nanos / 1e6;
    }

    static double seconds(long nanos) {
        return nanos / 1e9;
    }

    /// `12,345`
    static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /// `p50 0.31 p99 1.20 p99.9 3.44 max 5.02 ms`
    static String latency(Latency latency) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f p99 %.2f p99.9 %.2f max %.2f ms",
                millis(latency.p50Nanos()),
                millis(latency.p99Nanos()),
                millis(latency.p999Nanos()),
                millis(latency.maxNanos()));
    }
}
