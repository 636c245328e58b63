package dev.warren.perf.measure;

import java.util.concurrent.atomic.AtomicLong;

/// A sum that one thread adds to, without a locked instruction, and any thread reads.
public final class Counter {

    private final AtomicLong value = new AtomicLong();

    /// By the owner only.
    public void add(long more) {
        value.setRelease(value.getPlain() + more);
    }

    public long value() {
        return value.getAcquire();
    }
}
