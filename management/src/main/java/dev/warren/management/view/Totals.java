package dev.warren.management.view;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.sample.Columns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What many queues hold and have seen together. One pass over their counters.
public final class Totals {

    private final long[] sums = new long[Columns.QUEUE.count()];
    private final long[] row = new long[Columns.QUEUE.count()];

    public void add(Broker broker, VirtualHost vhost) {
        for (QueueDefinition definition : vhost.queues().values()) {
            Queue queue = broker.queueOrNull(definition);
            if (queue != null) {
                Columns.QUEUE.reader().read(queue.counters(), row);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += row[i];
                }
            }
        }
    }

    /// In the columns of a queue. Not to be changed.
    long[] row() {
        return sums;
    }

    /// What has gone through these queues, for who does not see the whole node.
    public Map<String, Object> messageStats() {
        Map<String, Object> view = new LinkedHashMap<>();
        List<String> names = Columns.QUEUE.names().subList(0, Columns.LENGTHS);
        for (int i = 0; i < names.size(); i++) {
            view.put(names.get(i), sums[i]);
        }
        return view;
    }
}
