package dev.warren.perf.measure;

import java.util.List;
import org.HdrHistogram.Histogram;

/// The latencies of several logs, for the last interval and for all that is measured. Owned by the
/// reporting thread.
final class LatencySum {

    private final List<LatencyLog> logs;
    private final Histogram interval = LatencyLog.empty();
    private final Histogram measured = LatencyLog.empty();

    LatencySum(List<LatencyLog> logs) {
        this.logs = List.copyOf(logs);
    }

    /// What came since the last call, which also goes to what is measured.
    Latency take() {
        interval.reset();
        logs.forEach(log -> log.drainTo(interval));
        measured.add(interval);
        return Latency.of(interval);
    }

    Latency measured() {
        return Latency.of(measured);
    }

    /// Forgets what was measured so far: warm-up is over.
    void restart() {
        measured.reset();
    }
}
