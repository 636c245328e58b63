package dev.warren.amqp.channel;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;
import java.util.ArrayDeque;

/// The channel-wide prefetch (`basic.qos` with global set): who may deliver, over all queues of a
/// channel. Owned by the channel's lane.
///
/// Consumers that acknowledge take a place for each delivery; those that do not only wait while
/// there is none.
final class ChannelPrefetch implements ChannelCredit {

    /// How many deliveries a consumer that does not acknowledge is granted at a time.
    private static final int NO_ACK_GRANT = 32;

    private final Lane lane;
    private final ArrayDeque<Consumer> waiting = new ArrayDeque<>();
    private int limit;

    /// Deliveries granted and not yet seen, and those that the client has not settled.
    private int granted;

    private int unacked;

    ChannelPrefetch(Lane lane, int limit, int unacked) {
        this.lane = lane;
        this.limit = limit;
        this.unacked = unacked;
    }

    void setLimit(int newLimit) {
        limit = newLimit;
        serve();
    }

    /// A delivery has arrived that the client has to acknowledge.
    void delivered() {
        if (granted > 0) {
            granted--;
        }
        unacked++;
    }

    /// So many deliveries were settled.
    void settled(int count) {
        unacked -= count;
        serve();
    }

    @Override
    public void request(Consumer consumer) {
        lane.execute(() -> {
            waiting.add(consumer);
            serve();
        });
    }

    @Override
    public void giveBack(Consumer consumer, int deliveries) {
        lane.execute(() -> {
            if (!consumer.isNoAck()) {
                granted = Math.max(0, granted - deliveries);
            }
            serve();
        });
    }

    /// A consumer has left: nobody has to serve it any more.
    void forget(Consumer consumer) {
        waiting.remove(consumer);
    }

    private void serve() {
        while (!waiting.isEmpty() && unacked + granted < limit) {
            Consumer consumer = waiting.remove();
            if (consumer.isNoAck()) {
                consumer.queue().grant(consumer, this, NO_ACK_GRANT);
            } else {
                granted++;
                consumer.queue().grant(consumer, this, 1);
            }
        }
    }
}
