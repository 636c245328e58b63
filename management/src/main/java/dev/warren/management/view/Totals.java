package dev.warren.management.view;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import java.util.LinkedHashMap;
import java.util.Map;

/// What many queues hold and have seen together. One pass over their counters.
public final class Totals {

    private final Map<String, Long> stats = new LinkedHashMap<>();
    private long ready;
    private long unacked;

    public void add(Broker broker, VirtualHost vhost) {
        for (QueueDefinition definition : vhost.queues().values()) {
            Queue queue = broker.queueOrNull(definition);
            if (queue != null) {
                QueueCounters counters = queue.counters();
                ready += counters.of(QueueCounter.READY);
                unacked += counters.of(QueueCounter.UNACKED);
                MessageStats.add(stats, counters);
            }
        }
    }

    public Map<String, Object> messages() {
        return Json.object(
                "messages",
                ready + unacked,
                "messages_ready",
                ready,
                "messages_unacknowledged",
                unacked);
    }

    public Map<String, Long> stats() {
        return stats;
    }
}
