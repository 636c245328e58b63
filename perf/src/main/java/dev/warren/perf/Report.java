package dev.warren.perf;

import dev.warren.perf.load.Plan;
import dev.warren.perf.load.Progress;
import dev.warren.perf.measure.Interval;
import dev.warren.perf.measure.Summary;
import dev.warren.perf.process.ProcessTree;
import dev.warren.perf.process.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells how a run goes, and watches the broker's process meanwhile.
final class Report implements Progress {

    private final RunFormat format;

    /// Null when the broker's process is not watched.
    private final @Nullable ProcessTree broker;

    private final Consumer<String> out;
    private Usage atBegin = Usage.NONE;
    private Usage atEnd = Usage.NONE;
    private boolean isWarmUp = true;

    Report(Plan plan, boolean isJson, @Nullable ProcessTree broker, Consumer<String> out) {
        this.format =
                isJson ? new JsonFormat(plan.consuming().consumers() > 0) : new TextFormat(plan);
        this.broker = broker;
        this.out = out;
    }

    @Override
    public void measurementBegins() {
        isWarmUp = false;
        atBegin = usage();
    }

    @Override
    public void second(long atNanos, Interval interval) {
        out.accept(format.second(atNanos, interval, isWarmUp));
    }

    @Override
    public void measurementEnds() {
        atEnd = usage();
    }

    void summary(Summary summary) {
        out.accept(format.summary(summary, broker == null ? null : atEnd.since(atBegin)));
    }

    private Usage usage() {
        return broker == null ? Usage.NONE : broker.usage();
    }
}
