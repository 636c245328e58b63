package dev.warren.perf;

import dev.warren.perf.load.Plan;
import dev.warren.perf.load.Progress;
import dev.warren.perf.measure.Interval;
import dev.warren.perf.measure.Latency;
import dev.warren.perf.measure.Rates;
import dev.warren.perf.measure.Summary;
import dev.warren.perf.process.ProcessTree;
import dev.warren.perf.process.Usage;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells how a run goes: a line each second, then a summary; text for people or JSON for machines.
final class Report implements Progress {

    private final boolean hasConfirms;
    private final boolean hasProducers;
    private final boolean hasConsumers;
    private final boolean isJson;

    /// Null when the broker's process is not watched.
    private final @Nullable ProcessTree broker;

    private final Consumer<String> out;
    private Usage atBegin = Usage.NONE;
    private Usage atEnd = Usage.NONE;
    private boolean isWarmingUp = true;

    Report(Plan plan, boolean isJson, @Nullable ProcessTree broker, Consumer<String> out) {
        this.hasConfirms = plan.publishing().hasConfirms();
        this.hasProducers = plan.publishing().producers() > 0;
        this.hasConsumers = plan.consuming().consumers() > 0;
        this.isJson = isJson;
        this.broker = broker;
        this.out = out;
    }

    @Override
    public void measurementBegins() {
        isWarmingUp = false;
        atBegin = usage();
    }

    @Override
    public void measurementEnds() {
        atEnd = usage();
    }

    private Usage usage() {
        return broker == null ? Usage.NONE : broker.usage();
    }

    @Override
    public void second(long atNanos, Interval interval) {
        out.accept(isJson ? secondJson(atNanos, interval) : secondText(atNanos, interval));
    }

    private String secondText(long atNanos, Interval interval) {
        var line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%6.1f s", Units.seconds(atNanos)));
        if (hasProducers) {
            line.append(rate("sent", interval.perSecond(interval.counts().sent())));
        }
        if (hasConfirms) {
            line.append(rate("confirmed", interval.perSecond(interval.counts().confirmed())));
        }
        if (hasConsumers) {
            line.append(rate("received", interval.perSecond(interval.counts().received())));
        }
        line.append(latency("confirm", interval.confirm()));
        line.append(latency("end-to-end", interval.endToEnd()));
        return line.append(isWarmingUp ? " (warm-up)" : "").toString();
    }

    private static String rate(String name, double perSecond) {
        return "  " + name + " " + Units.count(perSecond) + "/s";
    }

    private static String latency(String name, Latency latency) {
        return latency.isEmpty() ? "" : "  " + name + " " + Units.latency(latency);
    }

    private String secondJson(long atNanos, Interval interval) {
        return new JsonLine(isWarmingUp ? "warm-up" : "second")
                .with("at_seconds", Units.seconds(atNanos))
                .with("seconds", Units.seconds(interval.lengthNanos()))
                .with("sent", interval.counts().sent())
                .with("confirmed", interval.counts().confirmed())
                .with("refused", interval.counts().refused())
                .with("received", interval.counts().received())
                .with("confirm", interval.confirm())
                .with("end_to_end", interval.endToEnd())
                .toString();
    }

    void summary(Summary summary) {
        out.accept(isJson ? summaryJson(summary) : summaryText(summary));
    }

    private String summaryJson(Summary summary) {
        var line =
                new JsonLine("summary")
                        .with("sent", summary.totals().sent())
                        .with("confirmed", summary.totals().confirmed())
                        .with("refused", summary.totals().refused())
                        .with("received", summary.totals().received())
                        .with("measured_seconds", Units.seconds(summary.measuredNanos()));
        rates(line, "sent", summary.perSecond(summary.measured().sent()), summary.spread().sent());
        rates(
                line,
                "confirmed",
                summary.perSecond(summary.measured().confirmed()),
                summary.spread().confirmed());
        rates(
                line,
                "received",
                summary.perSecond(summary.measured().received()),
                summary.spread().received());
        line.with("confirm", summary.confirm()).with("end_to_end", summary.endToEnd());
        if (broker != null) {
            line.with("broker_cpu_seconds", cpuSeconds())
                    .with("broker_cpu_seconds_per_million", cpuSecondsPerMillion(summary))
                    .with("broker_resident_bytes", atEnd.residentBytes());
        }
        return line.toString();
    }

    private static void rates(JsonLine line, String name, double mean, Rates spread) {
        line.with(name + "_per_second", mean)
                .with(name + "_per_second_min", spread.min())
                .with(name + "_per_second_max", spread.max());
    }

    private String summaryText(Summary summary) {
        var text = new StringBuilder();
        text.append(
                "total: sent %d, confirmed %d, refused %d, received %d%n"
                        .formatted(
                                summary.totals().sent(),
                                summary.totals().confirmed(),
                                summary.totals().refused(),
                                summary.totals().received()));
        text.append(
                String.format(
                        Locale.ROOT, "measured: %.1f s%n", Units.seconds(summary.measuredNanos())));
        if (hasProducers) {
            text.append(mean("sent", summary.measured().sent(), summary, summary.spread().sent()));
        }
        if (hasConfirms) {
            text.append(
                    mean(
                            "confirmed",
                            summary.measured().confirmed(),
                            summary,
                            summary.spread().confirmed()));
        }
        if (hasConsumers) {
            text.append(
                    mean(
                            "received",
                            summary.measured().received(),
                            summary,
                            summary.spread().received()));
        }
        if (!summary.confirm().isEmpty()) {
            text.append("confirm latency: %s%n".formatted(Units.latency(summary.confirm())));
        }
        if (!summary.endToEnd().isEmpty()) {
            text.append("end-to-end latency: %s%n".formatted(Units.latency(summary.endToEnd())));
        }
        if (broker != null) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "broker: %.2f CPU seconds, %.2f per million messages, %,d MB resident%n",
                            cpuSeconds(),
                            cpuSecondsPerMillion(summary),
                            atEnd.residentBytes() / 1_000_000));
        }
        return text.toString().stripTrailing();
    }

    private static String mean(String name, long count, Summary summary, Rates spread) {
        return "%s: %s/s (seconds from %s to %s)%n"
                .formatted(
                        name,
                        Units.count(summary.perSecond(count)),
                        Units.count(spread.min()),
                        Units.count(spread.max()));
    }

    private double cpuSeconds() {
        return atEnd.cpuSeconds() - atBegin.cpuSeconds();
    }

    /// By messages received, or sent when nobody consumes.
    private double cpuSecondsPerMillion(Summary summary) {
        long messages =
                hasConsumers ? summary.measured().received() : summary.measured().sent();
        return messages == 0 ? 0 : cpuSeconds() * 1_000_000 / messages;
    }
}
