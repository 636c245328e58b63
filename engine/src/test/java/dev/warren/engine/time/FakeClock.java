package dev.warren.engine.time;

/// A clock that stands still until a test moves it.
public final class FakeClock implements Clock {

    private long millis = 1_700_000_000_000L;

    /// By how much somebody has set the wall clock.
    private long setMillis;

    @Override
    public long wallMillis() {
        return millis + setMillis;
    }

    @Override
    public long monotonicNanos() {
        return millis * 1_000_000;
    }

    /// What passes whoever sets the clock: timers go by this.
    public long steadyMillis() {
        return millis;
    }

    /// Somebody sets the wall clock forward, or back.
    public void set(long byMillis) {
        setMillis += byMillis;
    }

    public void advance(long byMillis) {
        millis += byMillis;
    }
}
