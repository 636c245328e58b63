package dev.warren.engine.queue.machine;

/// Takes messages and when they expire, in milliseconds of the wall clock.
@FunctionalInterface
public interface ExpirySink {

    void accept(long expiryMillis, long sequence);
}
