package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.ManagementAccess;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The part of the registry about the HTTP API. See [Settings].
final class ManagementSettings {

    private static final int PORT = 15_672;
    private static final int PORT_MAX = 65_535;
    private static final int CORS_AGE_MAX = 86_400;
    private static final int SESSION_MINUTES_MAX = 43_200;

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

    static final Setting<String> CORS_ORIGINS =
            Setting.optional(
                    "management.cors.allow_origins.$name",
                    ValueType.TEXT,
                    "pages that may call the HTTP API from a browser: an origin, or `*` for all");
    static final Setting<Integer> CORS_MAX_AGE =
            Setting.of(
                    "management.cors.max_age",
                    ValueType.whole(0, CORS_AGE_MAX),
                    1_800,
                    "for how many seconds a browser may remember that");
    static final Setting<Integer> SESSION_MINUTES =
            Setting.of(
                    "management.login_session_timeout",
                    ValueType.whole(1, SESSION_MINUTES_MAX),
                    480,
                    "after how many minutes a browser has to log in again");

    static final List<Setting<?>> ALL =
            List.of(
                    ENABLED,
                    TCP_PORT,
                    TCP_IP,
                    LISTENER_PORT,
                    LISTENER_IP,
                    CORS_ORIGINS,
                    CORS_MAX_AGE,
                    SESSION_MINUTES);

    private ManagementSettings() {}

    /// Where the HTTP API listens, null when there is none.
    static @Nullable Listener assemble(Values values) {
        if (!values.get(ENABLED)) {
            return null;
        }
        Integer port = values.orNull(TCP_PORT);
        Integer older = values.orNull(LISTENER_PORT);
        String ip = values.orNull(TCP_IP);
        return new Listener(
                "management",
                new Endpoint(
                        ip == null ? values.orNull(LISTENER_IP) : ip,
                        port != null ? port : older != null ? older : PORT));
    }

    static ManagementAccess access(Values values) {
        return new ManagementAccess(
                Set.copyOf(values.family(CORS_ORIGINS).values()),
                values.get(CORS_MAX_AGE),
                TimeUnit.MINUTES.toSeconds(values.get(SESSION_MINUTES)));
    }
}
