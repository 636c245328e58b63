package dev.warren.management.sample;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VirtualHost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the queues of each virtual host count together. Owned by the sampler's thread.
final class VhostSums {

    private final Broker broker;
    private Map<String, List<QueueCounters>> counters = Map.of();
    private final long[] scratch = new long[Columns.QUEUE.count()];

    VhostSums(Broker broker) {
        this.broker = broker;
    }

    /// The queues are those of this snapshot from now on.
    List<QueueCounters> follow(Topology topology) {
        Map<String, List<QueueCounters>> now = new HashMap<>();
        List<QueueCounters> all = new ArrayList<>();
        for (VirtualHost vhost : topology.vhosts().values()) {
            List<QueueCounters> own = new ArrayList<>();
            for (QueueDefinition definition : vhost.queues().values()) {
                Queue queue = broker.queueOrNull(definition);
                if (queue != null) {
                    own.add(queue.counters());
                }
            }
            now.put(vhost.name(), own);
            all.addAll(own);
        }
        counters = now;
        return all;
    }

    Iterable<String> names() {
        return counters.keySet();
    }

    void read(String vhost, long[] row) {
        Arrays.fill(row, 0);
        for (QueueCounters queue : counters.getOrDefault(vhost, List.of())) {
            Columns.QUEUE.reader().read(queue, scratch);
            for (int i = 0; i < row.length; i++) {
                row[i] += scratch[i];
            }
        }
    }

    /// All virtual hosts together.
    void readAll(long[] row) {
        long[] sum = new long[row.length];
        for (String vhost : counters.keySet()) {
            read(vhost, row);
            for (int i = 0; i < row.length; i++) {
                sum[i] += row[i];
            }
        }
        System.arraycopy(sum, 0, row, 0, row.length);
    }
}
