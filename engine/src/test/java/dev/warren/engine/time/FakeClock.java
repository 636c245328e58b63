package dev.warren.engine.time;

/// A clock that stands still until a test moves it.
public final class FakeClock implements Clock {

    private long millis = 1_700_000_000_000L;

    @Override
    public long wallMillis() {
        return millis;
    }

    @Override
    public long monotonicNanos() {
        return millis * 1_000_000;
    }

    public void advance(long byMillis) {
        millis += byMillis;
    }
}
