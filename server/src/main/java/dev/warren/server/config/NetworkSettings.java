package dev.warren.server.config;

import dev.warren.engine.broker.NodeLimits;
import dev.warren.server.config.ServerConfiguration.LanePlacement;
import dev.warren.server.config.ServerConfiguration.Lanes;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Network;
import java.util.List;
import java.util.Map;

/// The part of the registry about where the node listens and how many it lets in. See [Settings].
final class NetworkSettings {

    static final int AMQP_PORT = 5672;

    static final Setting<Boolean> NO_TCP =
            Setting.optional("listeners.tcp", ValueType.NONE, "`none`: no AMQP over plain TCP");
    static final Setting<Endpoint> TCP =
            Setting.optional(
                    "listeners.tcp.$name",
                    ValueType.ENDPOINT,
                    "where AMQP listens; `default` is 5672");
    static final Setting<Boolean> PROXY_PROTOCOL =
            Setting.of(
                    "proxy_protocol",
                    ValueType.BOOLEAN,
                    false,
                    "whether each connection begins with a proxy's word on who the client is");
    static final Setting<Integer> HANDSHAKE_TIMEOUT =
            Setting.of(
                    "handshake_timeout",
                    ValueType.wholeOrInfinity(1, Integer.MAX_VALUE),
                    10_000,
                    "milliseconds a client has to log in");
    static final Setting<Integer> CONNECTION_MAX =
            Setting.of(
                    "connection_max",
                    ValueType.limit(),
                    -1,
                    "connections to this node; infinity for no limit");
    static final Setting<Integer> MAX_CONNECTIONS =
            Setting.optional(
                    "max_connections", ValueType.limit(), "RabbitMQ 4.3's name for connection_max");
    static final Setting<Integer> CHANNEL_MAX_PER_NODE =
            Setting.of(
                    "channel_max_per_node",
                    ValueType.limit(),
                    -1,
                    "channels of all connections to this node; infinity for no limit");
    static final Setting<Integer> LANES =
            Setting.optional(
                    "warren.lanes",
                    ValueType.whole(1, 1024),
                    "event loops; one for each core unless set");
    static final Setting<LanePlacement> LANE_PLACEMENT =
            Setting.of(
                    "warren.lane_placement",
                    ValueType.oneOf(LanePlacement.class),
                    LanePlacement.FILLED,
                    "`scattered` keeps queues off their connection's lane, for tests");

    static final List<Setting<?>> ALL =
            List.of(
                    NO_TCP,
                    TCP,
                    PROXY_PROTOCOL,
                    HANDSHAKE_TIMEOUT,
                    CONNECTION_MAX,
                    MAX_CONNECTIONS,
                    CHANNEL_MAX_PER_NODE,
                    LANES,
                    LANE_PLACEMENT);

    /// Whether somebody has said where AMQP listens.
    static boolean namesListeners(Values values) {
        return values.orNull(NO_TCP) != null || !values.family(TCP).isEmpty();
    }

    private NetworkSettings() {}

    static Network assemble(Values values, int cores) {
        Integer lanes = values.orNull(LANES);
        return new Network(
                listeners(values),
                TlsSettings.assemble(values),
                SocketSettings.assemble(values),
                values.get(PROXY_PROTOCOL),
                values.get(HANDSHAKE_TIMEOUT),
                values.get(SocketSettings.SEND_TIMEOUT),
                new Lanes(lanes == null ? cores : lanes, values.get(LANE_PLACEMENT)),
                nodeLimits(values));
    }

    private static NodeLimits nodeLimits(Values values) {
        Integer connections = values.orNull(MAX_CONNECTIONS);
        return new NodeLimits(
                connections == null ? values.get(CONNECTION_MAX) : connections,
                values.get(CHANNEL_MAX_PER_NODE));
    }

    private static List<Listener> listeners(Values values) {
        if (values.orNull(NO_TCP) != null) {
            return List.of();
        }
        Map<String, Endpoint> named = values.family(TCP);
        if (named.isEmpty()) {
            return List.of(new Listener("default", new Endpoint(null, AMQP_PORT)));
        }
        return named.entrySet().stream().map(e -> new Listener(e.getKey(), e.getValue())).toList();
    }
}
