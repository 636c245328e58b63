package dev.warren.perf;

import dev.warren.perf.measure.Interval;
import dev.warren.perf.measure.Rates;
import dev.warren.perf.measure.Summary;
import dev.warren.perf.measure.Totals;
import dev.warren.perf.process.Usage;
import org.jspecify.annotations.Nullable;

/// A flat object for each line: type `warm-up`, `second` or `summary`. Pure.
final class JsonFormat implements RunFormat {

    private final boolean hasConsumers;

    JsonFormat(boolean hasConsumers) {
        this.hasConsumers = hasConsumers;
    }

    @Override
    public String second(long atNanos, Interval interval, boolean isWarmUp) {
        var line =
                new JsonLine(isWarmUp ? "warm-up" : "second")
                        .with("at_seconds", Units.seconds(atNanos))
                        .with("seconds", Units.seconds(interval.lengthNanos()));
        return counts(line, interval.counts())
                .with("confirm", interval.confirm())
                .with("end_to_end", interval.endToEnd())
                .toString();
    }

    @Override
    public String summary(Summary summary, @Nullable Usage broker) {
        Totals measured = summary.measured();
        var line = counts(new JsonLine("summary"), summary.totals());
        line.with("measured_seconds", Units.seconds(summary.measuredNanos()));
        rates(line, "sent", summary.perSecond(measured.sent()), summary.spread().sent());
        rates(
                line,
                "confirmed",
                summary.perSecond(measured.confirmed()),
                summary.spread().confirmed());
        rates(
                line,
                "received",
                summary.perSecond(measured.received()),
                summary.spread().received());
        line.with("confirm", summary.confirm()).with("end_to_end", summary.endToEnd());
        if (broker != null) {
            long messages = hasConsumers ? measured.received() : measured.sent();
            line.with("broker_cpu_seconds", broker.cpuSeconds())
                    .with("broker_cpu_seconds_per_million", broker.cpuSecondsPerMillion(messages))
                    .with("broker_resident_bytes", broker.residentBytes());
        }
        return line.toString();
    }

    private static JsonLine counts(JsonLine line, Totals counts) {
        return line.with("sent", counts.sent())
                .with("confirmed", counts.confirmed())
                .with("refused", counts.refused())
                .with("received", counts.received());
    }

    private static void rates(JsonLine line, String name, double mean, Rates spread) {
        line.with(name + "_per_second", mean)
                .with(name + "_per_second_min", spread.min())
                .with(name + "_per_second_max", spread.max());
    }
}
