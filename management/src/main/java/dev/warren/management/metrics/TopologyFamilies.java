package dev.warren.management.metrics;

import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VirtualHost;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What exists, in numbers: RabbitMQ's `rabbitmq_cluster_*`.
final class TopologyFamilies {

    private TopologyFamilies() {}

    static void write(
            Exposition out,
            String beginning,
            Topology topology,
            Set<String> families,
            Predicate<String> isAsked) {
        List<VirtualHost> vhosts =
                topology.vhosts().values().stream()
                        .filter(vhost -> isAsked.test(vhost.name()))
                        .toList();
        if (families.contains("vhost_status")) {
            String name = beginning + "vhost_status";
            out.family(name, MetricType.GAUGE, "Whether a given vhost is running");
            vhosts.forEach(vhost -> out.sample(name, Labels.of("vhost", vhost.name()), 1));
        }
        if (families.contains("exchange_bindings")) {
            exchanges(
                    out,
                    beginning + "exchange_bindings",
                    "Number of bindings for an exchange. This value is cluster-wide.",
                    vhosts,
                    exchange -> exchange.bindings().size());
        }
        if (families.contains("exchange_names")) {
            exchanges(
                    out,
                    beginning + "exchange_name",
                    "Enumerates exchanges without any additional info. This value is cluster-wide."
                            + " A cheaper alternative to `exchange_bindings`",
                    vhosts,
                    _ -> 1);
        }
    }

    private static void exchanges(
            Exposition out,
            String name,
            String help,
            List<VirtualHost> vhosts,
            ToDoubleFunction<Exchange> value) {
        out.family(name, MetricType.GAUGE, help);
        for (VirtualHost vhost : vhosts) {
            for (Exchange exchange : vhost.exchanges().values()) {
                out.sample(
                        name,
                        Labels.of(
                                "vhost",
                                vhost.name(),
                                "exchange",
                                exchange.name().toString(),
                                "type",
                                exchange.definition().type()),
                        value.applyAsDouble(exchange));
            }
        }
    }
}
