package dev.warren.perf.measure;

/// The machine's own clock: the only place that asks it.
public final class SystemClock implements NanoClock {

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
