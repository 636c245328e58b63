package dev.warren.perf;

import dev.warren.perf.measure.Interval;
import dev.warren.perf.measure.Summary;
import dev.warren.perf.process.Usage;
import org.jspecify.annotations.Nullable;

/// How a run is written down.
interface RunFormat {

    /// One line for a second.
    ///
    /// @param atNanos since the start of the run
    String second(long atNanos, Interval interval, boolean isWarmUp);

    /// @param broker what the broker's process used while it was measured, null when nobody watched
    String summary(Summary summary, @Nullable Usage broker);
}
