package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Interceptors;
import java.util.List;

/// The part of the registry about what is done to messages on their way in. See [Settings].
final class InterceptorSettings {

    static final Setting<Boolean> STAMP_TIME =
            Setting.optional(
                    "message_interceptors.incoming.set_header_timestamp.overwrite",
                    ValueType.BOOLEAN,
                    "messages get `timestamp_in_ms` and `timestamp`, also over those they have");
    static final Setting<Boolean> STAMP_NODE =
            Setting.optional(
                    "message_interceptors.incoming.set_header_routing_node.overwrite",
                    ValueType.BOOLEAN,
                    "messages get `x-routed-by`, also over the one they have");
    static final Setting<Boolean> COUNT_CLIENT_DEATHS =
            Setting.of(
                    "warren.count_client_x_death",
                    ValueType.BOOLEAN,
                    false,
                    "whether an `x-death` header from a client is counted on, as before RabbitMQ 4.0");

    static final List<Setting<?>> ALL = List.of(STAMP_TIME, STAMP_NODE, COUNT_CLIENT_DEATHS);

    private InterceptorSettings() {}

    static Interceptors assemble(Values values) {
        return new Interceptors(
                values.orNull(STAMP_TIME),
                values.orNull(STAMP_NODE),
                values.get(COUNT_CLIENT_DEATHS));
    }
}
