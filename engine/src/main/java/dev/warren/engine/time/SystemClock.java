package dev.warren.engine.time;

/// The machine's own clock: the only place that asks it.
public final class SystemClock implements Clock {

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }
}
