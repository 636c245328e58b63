package dev.warren.perf.flow;

/// Takes the latency of several messages at once.
@FunctionalInterface
public interface LatencySink {

    void record(long nanos, long count);
}
