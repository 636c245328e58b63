package dev.warren.engine.traffic;

/// Numbers that anybody may read: of a channel, of a lane, of the node.
public interface Traffic {

    long of(ChannelCounter counter);

    long of(DeliveryCounter counter, QueueKind kind);

    /// For all kinds of queues together.
    default long of(DeliveryCounter counter) {
        long sum = 0;
        for (QueueKind kind : QueueKind.values()) {
            sum += of(counter, kind);
        }
        return sum;
    }

    /// What has been handed out and is not settled.
    default long unacked() {
        long handedOut = of(DeliveryCounter.DELIVERED_MANUAL) + of(DeliveryCounter.GOT_MANUAL);
        return Math.max(0, handedOut - of(ChannelCounter.SETTLED));
    }

    /// What waits for a confirm.
    default long unconfirmed() {
        long answered = of(ChannelCounter.CONFIRMED) + of(ChannelCounter.REFUSED);
        return Math.max(0, of(ChannelCounter.PUBLISHED_FOR_CONFIRM) - answered);
    }
}
