package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Listener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of the registry about the HTTP API. See [Settings].
final class ManagementSettings {

    private static final int PORT = 15_672;
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

    static final List<Setting<?>> ALL =
            List.of(ENABLED, TCP_PORT, TCP_IP, LISTENER_PORT, LISTENER_IP);

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
}
