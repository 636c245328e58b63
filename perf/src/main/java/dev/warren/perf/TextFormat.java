package dev.warren.perf;

import dev.warren.perf.load.Plan;
import dev.warren.perf.measure.Interval;
import dev.warren.perf.measure.Latency;
import dev.warren.perf.measure.Rates;
import dev.warren.perf.measure.Summary;
import dev.warren.perf.measure.Totals;
import dev.warren.perf.process.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lines for people, with what the plan has and nothing else. Pure.
final class TextFormat implements RunFormat {

    private final boolean hasProducers;
    private final boolean hasConfirms;
    private final boolean hasConsumers;

    TextFormat(Plan plan) {
        this.hasProducers = plan.publishing().producers() > 0;
        this.hasConfirms = plan.publishing().hasConfirms();
        this.hasConsumers = plan.consuming().consumers() > 0;
    }

    @Override
    public String second(long atNanos, Interval interval, boolean isWarmUp) {
        Totals counts = interval.counts();
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%6.1f s", Units.seconds(atNanos)));
        if (hasProducers) {
            parts.add(rate("sent", interval.perSecond(counts.sent())));
        }
        if (hasConfirms) {
            parts.add(rate("confirmed", interval.perSecond(counts.confirmed())));
        }
        if (hasConsumers) {
            parts.add(rate("received", interval.perSecond(counts.received())));
        }
        if (!interval.confirm().isEmpty()) {
            parts.add("confirm " + Units.latency(interval.confirm()));
        }
        if (!interval.endToEnd().isEmpty()) {
            parts.add("end-to-end " + Units.latency(interval.endToEnd()));
        }
        if (isWarmUp) {
            parts.add("(warm-up)");
        }
        return String.join("  ", parts);
    }

    private static String rate(String name, double perSecond) {
        return name + " " + Units.count(perSecond) + "/s";
    }

    @Override
    public String summary(Summary summary, @Nullable Usage broker) {
        Totals totals = summary.totals();
        Totals measured = summary.measured();
        List<String> lines = new ArrayList<>();
        lines.add(
                "total: sent %d, confirmed %d, refused %d, received %d"
                        .formatted(
                                totals.sent(),
                                totals.confirmed(),
                                totals.refused(),
                                totals.received()));
        lines.add(
                String.format(
                        Locale.ROOT, "measured: %.1f s", Units.seconds(summary.measuredNanos())));
        if (hasProducers) {
            lines.add(mean("sent", summary.perSecond(measured.sent()), summary.spread().sent()));
        }
        if (hasConfirms) {
            lines.add(
                    mean(
                            "confirmed",
                            summary.perSecond(measured.confirmed()),
                            summary.spread().confirmed()));
        }
        if (hasConsumers) {
            lines.add(
                    mean(
                            "received",
                            summary.perSecond(measured.received()),
                            summary.spread().received()));
        }
        addLatency(lines, "confirm", summary.confirm());
        addLatency(lines, "end-to-end", summary.endToEnd());
        if (broker != null) {
            lines.add(broker(broker, hasConsumers ? measured.received() : measured.sent()));
        }
        return String.join("\n", lines);
    }

    private static String mean(String name, double perSecond, Rates spread) {
        String mean = name + ": " + Units.count(perSecond) + "/s";
        return spread.equals(Rates.NONE)
                ? mean
                : mean
                        + " (seconds from "
                        + Units.count(spread.min())
                        + " to "
                        + Units.count(spread.max())
                        + ")";
    }

    private static void addLatency(List<String> lines, String name, Latency latency) {
        if (!latency.isEmpty()) {
            lines.add(name + " latency: " + Units.latency(latency));
        }
    }

    private static String broker(Usage usage, long messages) {
        return String.format(
                Locale.ROOT,
                "broker: %.2f CPU seconds, %.2f per million messages, %,d MB resident",
                usage.cpuSeconds(),
                usage.cpuSecondsPerMillion(messages),
                usage.residentBytes() / 1_000_000);
    }
}
