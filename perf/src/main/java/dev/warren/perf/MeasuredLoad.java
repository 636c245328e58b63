package dev.warren.perf;

import dev.warren.perf.client.Connector;
import dev.warren.perf.load.Load;
import dev.warren.perf.load.Plan;
import dev.warren.perf.load.StalledException;
import dev.warren.perf.measure.NanoClock;
import java.util.function.Consumer;

/// Carries out plans and reports them as the options ask.
final class MeasuredLoad {

    private final Options options;
    private final Connector connector;
    private final NanoClock clock;
    private final Consumer<String> out;

    MeasuredLoad(Options options, Connector connector, NanoClock clock, Consumer<String> out) {
        this.options = options;
        this.connector = connector;
        this.clock = clock;
        this.out = out;
    }

    /// What was measured until a stall is reported too.
    void run(Plan plan) {
        var report = new Report(plan, options.isJson(), options.brokerOrNull(), out);
        try (var load = new Load(connector, plan, options.loops(), clock)) {
            report.summary(load.run(report));
        } catch (StalledException e) {
            report.summary(e.summary());
            throw e;
        }
    }
}
