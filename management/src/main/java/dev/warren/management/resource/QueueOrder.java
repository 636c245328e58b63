package dev.warren.management.resource;

import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VirtualHost;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/// The queues of virtual hosts by name. They are sorted once for each state of a virtual host:
/// whoever looks at pages of 50,000 queues each second mostly looks at the same state. Any thread.
public final class QueueOrder {

    /// What is no longer anybody's state goes by itself.
    private final Map<VirtualHost, List<QueueDefinition>> known =
            Collections.synchronizedMap(new WeakHashMap<>());

    /// Sorts them all now, so that the first who asks after a start need not wait for it.
    public void prepare(Topology topology) {
        topology.vhosts().values().forEach(this::of);
    }

    List<QueueDefinition> of(VirtualHost vhost) {
        return known.computeIfAbsent(vhost, QueueOrder::sorted);
    }

    private static List<QueueDefinition> sorted(VirtualHost vhost) {
        return vhost.queues().values().stream()
                .sorted(Comparator.comparing(QueueDefinition::name))
                .toList();
    }
}
