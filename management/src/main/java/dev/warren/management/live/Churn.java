package dev.warren.management.live;

import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.Traffic;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// How often something has come and gone since the node started. Any thread.
public final class Churn {

    /// The numbers in the order in which [#read] writes them, by RabbitMQ's names.
    public static final List<String> NAMES =
            List.of(
                    "connection_created",
                    "connection_closed",
                    "channel_created",
                    "channel_closed",
                    "queue_declared",
                    "queue_created",
                    "queue_deleted");

    private final LongAdder connectionsOpened = new LongAdder();
    private final LongAdder connectionsClosed = new LongAdder();
    private final LongAdder channelsOpened = new LongAdder();
    private final LongAdder channelsClosed = new LongAdder();
    private final LongAdder queuesCreated = new LongAdder();
    private final LongAdder queuesDeleted = new LongAdder();
    private final LongAdder loginsAccepted = new LongAdder();
    private final LongAdder loginsRefused = new LongAdder();

    void connectionOpened() {
        connectionsOpened.increment();
    }

    void connectionClosed() {
        connectionsClosed.increment();
    }

    void channelOpened() {
        channelsOpened.increment();
    }

    void channelClosed() {
        channelsClosed.increment();
    }

    void loginAccepted() {
        loginsAccepted.increment();
    }

    void loginRefused() {
        loginsRefused.increment();
    }

    void changed(Applied applied) {
        for (TopologyEvent event : applied.events()) {
            if (event instanceof TopologyEvent.QueueCreated) {
                queuesCreated.increment();
            } else if (event instanceof TopologyEvent.QueueDeleted) {
                queuesDeleted.increment();
            }
        }
    }

    /// @param node where declarations are counted
    public void read(Traffic node, long[] row) {
        row[0] = connectionsOpened.sum();
        row[1] = connectionsClosed.sum();
        row[2] = channelsOpened.sum();
        row[3] = channelsClosed.sum();
        row[5] = queuesCreated.sum();
        row[6] = queuesDeleted.sum();
        row[4] = Math.max(node.of(ChannelCounter.DECLARED), row[5]);
    }

    /// AMQP clients that were let in.
    public long loginsAccepted() {
        return loginsAccepted.sum();
    }

    /// AMQP clients that were not.
    public long loginsRefused() {
        return loginsRefused.sum();
    }
}
