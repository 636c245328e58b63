package dev.warren.server.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of the registry about telling what happens on the node. See [Settings].
final class EventSettings {

    static final Setting<Boolean> EVENT_EXCHANGE =
            Setting.of(
                    "warren.event_exchange",
                    ValueType.BOOLEAN,
                    false,
                    "whether `amq.rabbitmq.event` tells what happens on the node");
    static final Setting<String> EVENT_VHOST =
            Setting.of(
                    "event_exchange.vhost",
                    ValueType.TEXT,
                    "/",
                    "the vhost with the exchange `amq.rabbitmq.event`");

    static final List<Setting<?>> ALL = List.of(EVENT_EXCHANGE, EVENT_VHOST);

    private EventSettings() {}

    /// The virtual host in which an exchange tells what happens, null when none does.
    static @Nullable String assemble(Values values) {
        return values.get(EVENT_EXCHANGE) ? values.get(EVENT_VHOST) : null;
    }
}
