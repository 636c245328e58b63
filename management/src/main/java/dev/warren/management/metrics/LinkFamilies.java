package dev.warren.management.metrics;

import dev.warren.management.view.NodeLinks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many links there are in which state, by RabbitMQ's names, and what goes through them. A node
/// without links has no such numbers.
final class LinkFamilies {

    private LinkFamilies() {}

    static void write(Exposition out, NodeLinks links) {
        List<NodeLinks.Shovel> shovels = links.shovels();
        if (shovels.isEmpty()) {
            return;
        }
        Map<String, Long> byState =
                shovels.stream()
                        .collect(
                                Collectors.groupingBy(
                                        NodeLinks.Shovel::state,
                                        TreeMap::new,
                                        Collectors.counting()));
        String name = "rabbitmq_shovel_dynamic";
        out.family(name, MetricType.GAUGE, "Current number of dynamic shovels.");
        byState.forEach((state, count) -> out.sample(name, Labels.of("status", state), count));
    }
}
