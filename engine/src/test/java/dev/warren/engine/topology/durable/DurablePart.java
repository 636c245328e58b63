package dev.warren.engine.topology.durable;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.warren.codec.value.FieldValue;
import dev.warren.engine.auth.Rights;
import dev.warren.engine.auth.User;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What has to survive a restart, as plain collections that can be compared. Bindings are read at
/// both their ends, so that the two must agree.
record DurablePart(
        Map<String, User> users, Map<String, FieldValue> parameters, Map<String, Vhost> vhosts) {

    record Vhost(
            VirtualHostDefinition definition,
            Map<String, Rights> permissions,
            Set<ExchangeDefinition> exchanges,
            Set<QueueDefinition> queues,
            Map<QueueDefinition, QueueSettings> settings,
            Governed governed,
            Set<Binding> bySource,
            Set<Binding> byDestination) {}

    record Governed(
            List<Policy> policies,
            List<Policy> operatorPolicies,
            Map<ParameterName, FieldValue> parameters,
            Map<ExchangeDefinition, String> byExchange) {

        static Governed of(VirtualHost vhost) {
            return new Governed(
                    vhost.policies().of(PolicyKind.USER).policies(),
                    vhost.policies().of(PolicyKind.OPERATOR).policies(),
                    Map.copyOf(vhost.parameters()),
                    vhost.exchanges().values().stream()
                            .filter(x -> x.definition().durable())
                            .collect(
                                    toMap(
                                            x -> x.definition(),
                                            x -> String.valueOf(x.policyOrNull()))));
        }
    }

    static DurablePart of(Topology topology) {
        Map<String, Vhost> vhosts =
                topology.vhosts().values().stream()
                        .collect(toMap(VirtualHost::name, DurablePart::of));
        return new DurablePart(
                Map.copyOf(topology.users()), Map.copyOf(topology.parameters()), vhosts);
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
                queues.stream().collect(toMap(q -> q, vhost::settings)),
                Governed.of(vhost),
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
