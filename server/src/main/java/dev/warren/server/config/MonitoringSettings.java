package dev.warren.server.config;

import dev.warren.management.HttpLimits;
import dev.warren.management.MetricsApi;
import dev.warren.management.sample.Retention;
import dev.warren.management.sample.Retention.Span;
import dev.warren.management.sample.Retentions;
import dev.warren.management.sample.SampleSettings;
import dev.warren.management.sample.SampleSettings.RatesMode;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.MetricsDoor;
import dev.warren.server.config.ServerConfiguration.Monitoring;
import dev.warren.server.config.ServerConfiguration.TlsManagement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of the registry about what is known of the node over time, and about metrics. See
/// [Settings].
final class MonitoringSettings {

    private static final int PORT = 15_692;
    private static final int TLS_PORT = 15_691;
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
                    "none: there are no metrics but over TLS");
    static final Setting<String> AUTHENTICATION =
            Setting.optional(
                    "prometheus.authentication.enabled",
                    ValueType.oneOf("false"),
                    "metrics are for everybody who reaches their port: who wants a login is told so");
    static final Setting<Integer> TCP_PORT =
            Setting.optional(
                    "prometheus.tcp.port",
                    ValueType.whole(0, PORT_MAX),
                    "where metrics are served, 15692 unless set; 0 takes a free port");
    static final Setting<String> TCP_IP =
            Setting.optional(
                    "prometheus.tcp.ip",
                    ValueType.TEXT,
                    "the address on which metrics are served; every one unless set");
    static final Setting<Integer> SSL_PORT =
            Setting.optional(
                    "prometheus.ssl.port",
                    ValueType.whole(0, PORT_MAX),
                    "where metrics are served over TLS, mostly 15691; then plain only if asked for");
    static final Setting<String> SSL_IP =
            Setting.optional(
                    "prometheus.ssl.ip", ValueType.TEXT, "on which address; every one unless set");
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

    private static final TlsKeys KEYS = new TlsKeys("prometheus.ssl", "metrics");
    private static final HttpLimitKeys LIMITS = new HttpLimitKeys("prometheus.tcp", "metrics");
    private static final HttpLimitKeys TLS_LIMITS =
            new HttpLimitKeys("prometheus.ssl", "metrics over TLS");

    static final List<Setting<?>> ALL =
            Stream.of(
                            List.<Setting<?>>of(
                                    RATES_MODE,
                                    GLOBAL,
                                    BASIC,
                                    DETAILED,
                                    PROMETHEUS,
                                    LISTENER,
                                    AUTHENTICATION,
                                    TCP_PORT,
                                    TCP_IP,
                                    SSL_PORT,
                                    SSL_IP,
                                    PATH,
                                    PER_OBJECT),
                            KEYS.all(),
                            LIMITS.all(),
                            TLS_LIMITS.all())
                    .<Setting<?>>flatMap(List::stream)
                    .toList();

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
        Management where = where(values);
        return isOpen && !where.listeners().isEmpty()
                ? new MetricsDoor(where, path(values.get(PATH)), values.get(PER_OBJECT))
                : null;
    }

    /// As the HTTP API: whoever asks for TLS only gets TLS only.
    private static Management where(Values values) {
        TlsOptions options = KEYS.assemble(values);
        Integer securedPort = values.orNull(SSL_PORT);
        boolean isSecured = securedPort != null || options.files().certificates() != null;
        Integer port = values.orNull(TCP_PORT);
        String ip = values.orNull(TCP_IP);
        boolean isPlain =
                values.orNull(LISTENER) == null && (!isSecured || port != null || ip != null);
        return new Management(
                isPlain
                        ? new Listener("prometheus", new Endpoint(ip, port == null ? PORT : port))
                        : null,
                LIMITS.assemble(values, HttpLimits.STANDARD),
                isSecured
                        ? new TlsManagement(
                                new Listener(
                                        "prometheus TLS",
                                        new Endpoint(
                                                values.orNull(SSL_IP),
                                                securedPort == null ? TLS_PORT : securedPort)),
                                TLS_LIMITS.assemble(values, HttpLimits.STANDARD),
                                options)
                        : null);
    }

    private static String path(String given) {
        String path = given.startsWith("/") ? given : "/" + given;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
