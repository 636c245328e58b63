package dev.warren.engine.topology.durable;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.warren.engine.auth.Rights;
import dev.warren.engine.auth.User;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What has to survive a restart, as plain collections that can be compared. Bindings are read at
/// both their ends, so that the two must agree.
record DurablePart(Map<String, User> users, Map<String, Vhost> vhosts) {

    record Vhost(
            VirtualHostDefinition definition,
            Map<String, Rights> permissions,
            Set<ExchangeDefinition> exchanges,
            Set<QueueDefinition> queues,
            Set<Binding> bySource,
            Set<Binding> byDestination) {}

    static DurablePart of(Topology topology) {
        Map<String, Vhost> vhosts =
                topology.vhosts().values().stream()
                        .collect(toMap(VirtualHost::name, DurablePart::of));
        return new DurablePart(Map.copyOf(topology.users()), vhosts);
    }

    private static Vhost of(VirtualHost vhost) {
        Set<ExchangeDefinition> exchanges =
                vhost.exchanges().values().stream()
                        .map(exchange -> exchange.definition())
                        .filter(ExchangeDefinition::durable)
                        .collect(toSet());
        Set<QueueDefinition> queues =
                vhost.queues().values().stream()
                        .filter(QueueDefinition::isDurable)
                        .collect(toSet());
        Set<Destination> ends = new HashSet<>();
        exchanges.forEach(x -> ends.add(new Destination.ToExchange(x.name())));
        queues.forEach(q -> ends.add(new Destination.ToQueue(q.name())));
        return new Vhost(
                vhost.definition(),
                Map.copyOf(vhost.permissions()),
                exchanges,
                queues,
                between(
                        ends,
                        vhost.exchanges().values().stream().flatMap(x -> x.bindings().stream())),
                between(ends, ends.stream().flatMap(end -> vhost.bindingsTo(end).stream())));
    }

    private static Set<Binding> between(Set<Destination> ends, Stream<Binding> bindings) {
        return bindings.filter(b -> ends.contains(new Destination.ToExchange(b.source())))
                .filter(b -> ends.contains(b.destination()))
                .collect(toSet());
    }
}
