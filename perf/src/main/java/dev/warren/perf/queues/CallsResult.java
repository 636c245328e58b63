package dev.warren.perf.queues;

import dev.warren.perf.measure.Latency;
import java.util.concurrent.TimeUnit;

/// How many calls were made, in what time, and how long each took.
public record CallsResult(int count, long nanos, Latency latency) {

    public double perSecond() {
        return nanos == 0 ? 0 : count * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }
}
