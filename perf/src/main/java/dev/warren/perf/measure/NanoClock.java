package dev.warren.perf.measure;

/// Nanoseconds from an arbitrary start that only go forward, the same for all threads of the
/// process.
@FunctionalInterface
public interface NanoClock {

    long nanos();
}
