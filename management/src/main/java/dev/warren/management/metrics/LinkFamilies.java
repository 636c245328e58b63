package dev.warren.management.metrics;

import dev.warren.management.view.NodeLinks;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How many links there are in which state, by RabbitMQ's names, and what goes through them. A node
/// without links has no such numbers.
final class LinkFamilies {

    private LinkFamilies() {}

    static void write(Exposition out, NodeLinks links) {
        byStatus(
                out,
                "rabbitmq_shovel_dynamic",
                "Current number of dynamic shovels.",
                links.shovels().stream().map(NodeLinks.Shovel::state));
        byStatus(
                out,
                "rabbitmq_federation_links",
                "Current number of federation links.",
                links.federation().links().stream().map(link -> link.state().status()));
    }

    private static void byStatus(
            Exposition out, String name, String help, Stream<String> statuses) {
        Map<String, Long> counts =
                statuses.collect(
                        Collectors.groupingBy(
                                Function.identity(), TreeMap::new, Collectors.counting()));
        if (!counts.isEmpty()) {
            out.family(name, MetricType.GAUGE, help);
            counts.forEach((status, count) -> out.sample(name, Labels.of("status", status), count));
        }
    }
}
