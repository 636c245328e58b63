package dev.warren.engine.time;

/// Tells the time. Passed in wherever time matters, so that a test or a simulation decides what it
/// is.
public interface Clock {

    /// Wall-clock time in milliseconds since 1970: for expiry and for what people see.
    long wallMillis();

    /// A clock that only goes forward, in nanoseconds from an arbitrary start: for durations.
    long monotonicNanos();
}
