package dev.warren.perf.load;

import dev.warren.perf.measure.Interval;

/// Is told how a run goes, on the thread that runs it.
public interface Progress {

    /// Warm-up is over, or there was none.
    void measurementBegins();

    /// A second has gone by.
    ///
    /// @param atNanos since the start of the run
    void second(long atNanos, Interval interval);

    /// What comes now does not count.
    void measurementEnds();
}
