package dev.warren.server.config;

import dev.warren.management.HttpLimits;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.TlsManagement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of the registry about where the HTTP API is. See [Settings].
final class ManagementSettings {

    private static final int PORT = 15_672;
    private static final int TLS_PORT = 15_671;
    private static final int PORT_MAX = 65_535;

    static final Setting<Boolean> ENABLED =
            Setting.of(
                    "warren.management", ValueType.BOOLEAN, true, "whether there is an HTTP API");
    static final Setting<Integer> TCP_PORT =
            Setting.optional(
                    "management.tcp.port",
                    ValueType.whole(0, PORT_MAX),
                    "where the HTTP API listens, 15672 unless set; 0 takes a free port");
    static final Setting<String> TCP_IP =
            Setting.optional(
                    "management.tcp.ip",
                    ValueType.TEXT,
                    "the address on which the HTTP API listens; every one unless set");
    static final Setting<Integer> LISTENER_PORT =
            Setting.optional(
                    "management.listener.port",
                    ValueType.whole(0, PORT_MAX),
                    "an older name of management.tcp.port");
    static final Setting<String> LISTENER_IP =
            Setting.optional(
                    "management.listener.ip", ValueType.TEXT, "an older name of management.tcp.ip");

    static final Setting<Integer> SSL_PORT =
            Setting.optional(
                    "management.ssl.port",
                    ValueType.whole(0, PORT_MAX),
                    "where the HTTP API listens over TLS, mostly 15671; then plain only if asked for");
    static final Setting<String> SSL_IP =
            Setting.optional(
                    "management.ssl.ip", ValueType.TEXT, "on which address; every one unless set");
    static final Setting<Boolean> LISTENER_SSL =
            Setting.of(
                    "management.listener.ssl",
                    ValueType.BOOLEAN,
                    false,
                    "whether management.listener.port is over TLS, with management.listener.ssl_opts");

    private static final TlsKeys KEYS = new TlsKeys("management.ssl", "the HTTP API");
    private static final TlsKeys OLDER_KEYS =
            new TlsKeys("management.listener.ssl_opts", "the HTTP API");
    private static final HttpLimitKeys LIMITS = new HttpLimitKeys("management.tcp", "the HTTP API");
    private static final HttpLimitKeys TLS_LIMITS =
            new HttpLimitKeys("management.ssl", "the HTTP API over TLS");
    private static final HttpLimitKeys OLDER_LIMITS =
            new HttpLimitKeys("management.listener.server", "the HTTP API");

    static final List<Setting<?>> ALL =
            Stream.of(
                            List.<Setting<?>>of(
                                    ENABLED,
                                    TCP_PORT,
                                    TCP_IP,
                                    LISTENER_PORT,
                                    LISTENER_IP,
                                    SSL_PORT,
                                    SSL_IP,
                                    LISTENER_SSL),
                            KEYS.all(),
                            OLDER_KEYS.all(),
                            LIMITS.all(),
                            TLS_LIMITS.all(),
                            OLDER_LIMITS.all())
                    .<Setting<?>>flatMap(List::stream)
                    .toList();

    private ManagementSettings() {}

    /// As RabbitMQ: whoever asks for TLS only gets TLS only.
    static Management assemble(Values values) {
        if (!values.get(ENABLED)) {
            return new Management(null, HttpLimits.STANDARD, null);
        }
        TlsManagement tls = tlsOrNull(values);
        boolean asksForPlain =
                values.orNull(TCP_PORT) != null
                        || values.orNull(TCP_IP) != null
                        || (values.orNull(LISTENER_PORT) != null && !values.get(LISTENER_SSL));
        return new Management(
                tls == null || asksForPlain ? plain(values) : null,
                LIMITS.assemble(values, older(values)),
                tls);
    }

    private static HttpLimits older(Values values) {
        return OLDER_LIMITS.assemble(values, HttpLimits.STANDARD);
    }

    private static Listener plain(Values values) {
        Integer port = values.orNull(TCP_PORT);
        Integer older = values.orNull(LISTENER_PORT);
        String ip = values.orNull(TCP_IP);
        return new Listener(
                "management",
                new Endpoint(
                        ip == null ? values.orNull(LISTENER_IP) : ip,
                        port != null ? port : older != null ? older : PORT));
    }

    private static @Nullable TlsManagement tlsOrNull(Values values) {
        if (values.get(LISTENER_SSL)) {
            return tls(
                    values.orNull(LISTENER_IP), values.orNull(LISTENER_PORT), OLDER_KEYS, values);
        }
        TlsOptions options = KEYS.assemble(values);
        boolean isAskedFor =
                values.orNull(SSL_PORT) != null || options.files().certificates() != null;
        return isAskedFor
                ? tls(values.orNull(SSL_IP), values.orNull(SSL_PORT), KEYS, values)
                : null;
    }

    private static TlsManagement tls(
            @Nullable String ip, @Nullable Integer port, TlsKeys keys, Values values) {
        return new TlsManagement(
                new Listener("management TLS", new Endpoint(ip, port == null ? TLS_PORT : port)),
                TLS_LIMITS.assemble(values, older(values)),
                keys.assemble(values));
    }
}
