package dev.warren.server.config;

import dev.warren.amqp.SocketOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of the registry about the sockets on which AMQP is spoken. See [Settings].
final class SocketSettings {

    private static final int BUFFER_BYTES_MAX = 1 << 30;
    private static final int LINGER_SECONDS_MAX = 65_535;

    static final Setting<Integer> BACKLOG =
            Setting.of(
                    "tcp_listen_options.backlog",
                    ValueType.whole(1, 65_535),
                    SocketOptions.BACKLOG,
                    "connections that the system holds until they are accepted");
    static final Setting<Boolean> NO_DELAY =
            Setting.of(
                    "tcp_listen_options.nodelay",
                    ValueType.BOOLEAN,
                    true,
                    "whether small writes leave at once");
    static final Setting<Boolean> KEEP_ALIVE =
            Setting.of(
                    "tcp_listen_options.keepalive",
                    ValueType.BOOLEAN,
                    true,
                    "whether the system asks silent clients for a sign of life");
    static final Setting<Integer> SEND_BUFFER =
            Setting.optional(
                    "tcp_listen_options.sndbuf",
                    ValueType.size(1, BUFFER_BYTES_MAX),
                    "the system's buffer for what is sent, for each connection");
    static final Setting<Integer> RECEIVE_BUFFER =
            Setting.optional(
                    "tcp_listen_options.recbuf",
                    ValueType.size(1, BUFFER_BYTES_MAX),
                    "the same for what is received");
    static final Setting<Integer> SEND_TIMEOUT =
            Setting.of(
                    "tcp_listen_options.send_timeout",
                    ValueType.wholeOrInfinity(0, Integer.MAX_VALUE),
                    30_000,
                    "milliseconds a client may read nothing of what is sent to it; 0 for no limit");
    static final Setting<Boolean> LINGER =
            Setting.of(
                    "tcp_listen_options.linger.on",
                    ValueType.BOOLEAN,
                    false,
                    "whether a closed socket is kept for as long as the next key says");
    static final Setting<Integer> LINGER_SECONDS =
            Setting.of(
                    "tcp_listen_options.linger.timeout",
                    ValueType.whole(0, LINGER_SECONDS_MAX),
                    0,
                    "seconds; 0 drops what is unsent");

    static final List<Setting<?>> ALL =
            List.of(
                    BACKLOG,
                    NO_DELAY,
                    KEEP_ALIVE,
                    SEND_BUFFER,
                    RECEIVE_BUFFER,
                    SEND_TIMEOUT,
                    LINGER,
                    LINGER_SECONDS);

    private SocketSettings() {}

    static SocketOptions assemble(Values values) {
        return new SocketOptions(
                values.get(BACKLOG),
                values.get(NO_DELAY),
                values.get(KEEP_ALIVE),
                values.orNull(SEND_BUFFER),
                values.orNull(RECEIVE_BUFFER),
                lingerOrNull(values));
    }

    private static @Nullable Integer lingerOrNull(Values values) {
        return values.get(LINGER) ? values.get(LINGER_SECONDS) : null;
    }
}
