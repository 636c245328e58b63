package dev.warren.server.config;

import dev.warren.management.MetricsApi;
import dev.warren.management.sample.Retention;
import dev.warren.management.sample.Retention.Span;
import dev.warren.management.sample.Retentions;
import dev.warren.management.sample.SampleSettings;
import dev.warren.management.sample.SampleSettings.RatesMode;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.MetricsDoor;
import dev.warren.server.config.ServerConfiguration.Monitoring;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of the registry about what is known of the node over time, and about metrics. See
/// [Settings].
final class MonitoringSettings {

    private static final int PORT = 15_692;
    private static final int PORT_MAX = 65_535;

    /// The longest time between two samples.
    private static final int EVERY_SECONDS_MAX = 86_400;

    static final Setting<RatesMode> RATES_MODE =
            Setting.of(
                    "management.rates_mode",
                    ValueType.oneOf(RatesMode.class),
                    RatesMode.BASIC,
                    "whether the HTTP API shows rates: basic and detailed do, none does not");
    static final Setting<Integer> GLOBAL = retention("global", "the node and its virtual hosts");
    static final Setting<Integer> BASIC =
            retention("basic", "queues, exchanges, connections and channels");
    static final Setting<Integer> DETAILED =
            retention("detailed", "nothing yet; the overview shows it");
    static final Setting<Boolean> PROMETHEUS =
            Setting.optional(
                    "warren.prometheus",
                    ValueType.BOOLEAN,
                    "whether there are metrics; unless set they are there with the HTTP API");
    static final Setting<Boolean> LISTENER =
            Setting.optional(
                    "prometheus.tcp.listener",
                    ValueType.NONE,
                    "none: there are no metrics, as with warren.prometheus = false");
    static final Setting<Integer> TCP_PORT =
            Setting.of(
                    "prometheus.tcp.port",
                    ValueType.whole(0, PORT_MAX),
                    PORT,
                    "where metrics are served; 0 takes a free port");
    static final Setting<String> TCP_IP =
            Setting.optional(
                    "prometheus.tcp.ip",
                    ValueType.TEXT,
                    "the address on which metrics are served; every one unless set");
    static final Setting<String> PATH =
            Setting.of(
                    "prometheus.path",
                    ValueType.TEXT,
                    MetricsApi.PATH,
                    "the path of the page of metrics");
    static final Setting<Boolean> PER_OBJECT =
            Setting.of(
                    "prometheus.return_per_object_metrics",
                    ValueType.BOOLEAN,
                    false,
                    "whether that page shows each queue, connection and channel by itself");

    static final List<Setting<?>> ALL =
            List.of(
                    RATES_MODE,
                    GLOBAL,
                    BASIC,
                    DETAILED,
                    PROMETHEUS,
                    LISTENER,
                    TCP_PORT,
                    TCP_IP,
                    PATH,
                    PER_OBJECT);

    private MonitoringSettings() {}

    private static Setting<Integer> retention(String policy, String what) {
        return Setting.optional(
                "management.sample_retention_policies." + policy + ".$interval",
                ValueType.whole(1, EVERY_SECONDS_MAX),
                "seconds between the samples that are kept for a minute, hour, day or so many"
                        + " seconds, of "
                        + what);
    }

    static Monitoring assemble(Values values) {
        return new Monitoring(
                new SampleSettings(values.get(RATES_MODE), retentions(values)), door(values));
    }

    private static Retentions retentions(Values values) {
        Retentions usual = Retentions.DEFAULT;
        return new Retentions(
                retention(values.family(GLOBAL), usual.global()),
                retention(values.family(BASIC), usual.basic()),
                retention(values.family(DETAILED), usual.detailed()));
    }

    private static Retention retention(Map<String, Integer> everyByInterval, Retention usual) {
        List<Span> spans =
                everyByInterval.entrySet().stream()
                        .filter(entry -> seconds(entry.getKey()) > 0)
                        .map(entry -> Span.of(seconds(entry.getKey()), entry.getValue()))
                        .toList();
        return spans.isEmpty() ? usual : new Retention(spans);
    }

    /// 0 for what is no time.
    private static int seconds(String interval) {
        return switch (interval) {
            case "minute" -> 60;
            case "hour" -> 3_600;
            case "day" -> 86_400;
            default -> {
                Long seconds = Numbers.wholeOrNull(interval);
                yield seconds == null ? 0 : (int) Math.clamp(seconds, 0L, Span.SECONDS_MAX);
            }
        };
    }

    private static @Nullable MetricsDoor door(Values values) {
        Boolean wanted = values.orNull(PROMETHEUS);
        boolean isOpen = wanted != null ? wanted : values.get(ManagementSettings.ENABLED);
        if (!isOpen || values.orNull(LISTENER) != null) {
            return null;
        }
        return new MetricsDoor(
                new Listener(
                        "prometheus", new Endpoint(values.orNull(TCP_IP), values.get(TCP_PORT))),
                path(values.get(PATH)),
                values.get(PER_OBJECT));
    }

    private static String path(String given) {
        String path = given.startsWith("/") ? given : "/" + given;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
