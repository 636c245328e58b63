package dev.warren.engine.topology;

import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.exchange.ExchangeTypes;
import org.jspecify.annotations.Nullable;

/// What AMQP and RabbitMQ ask of binding and unbinding.
final class BindingRules {

    private BindingRules() {}

    static void bind(VhostDraft draft, Binding binding, @Nullable Long connection) {
        requireNoDefaultExchange(binding);
        // A missing source is told before a missing destination.
        Exchange source = draft.vhost().requireExchange(binding.source());
        requireDestination(draft.vhost(), binding.destination(), connection);
        if (!source.has(binding)) {
            ExchangeDefinition definition = source.definition();
            ExchangeTypes.require(definition.type())
                    .routesAs(definition.arguments())
                    .validate(binding);
            draft.bind(binding);
        }
    }

    static void unbind(VhostDraft draft, Binding binding, @Nullable Long connection) {
        requireNoDefaultExchange(binding);
        Exchange source = draft.vhost().exchangeOrNull(binding.source());
        if (source != null && source.has(binding)) {
            requireDestination(draft.vhost(), binding.destination(), connection);
            draft.unbind(binding);
        }
    }

    private static void requireNoDefaultExchange(Binding binding) {
        ReservedNames.requireNotDefaultExchange(binding.source());
        if (binding.destination() instanceof Destination.ToExchange(var exchange)) {
            ReservedNames.requireNotDefaultExchange(exchange);
        }
    }

    private static void requireDestination(
            VirtualHost vhost, Destination destination, @Nullable Long connection) {
        switch (destination) {
            case Destination.ToQueue(var queue) ->
                    vhost.requireQueue(queue).requireAccess(connection);
            case Destination.ToExchange(var exchange) -> vhost.requireExchange(exchange);
        }
    }
}
