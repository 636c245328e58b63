package dev.warren.engine.traffic;

/// What has gone through one lane, since the node started. Written on the lane only, through the
/// counters of its connections and channels; read from any thread.
public final class LaneTraffic implements Traffic {

    private final Counts counts = new Counts();
    private final ConnectionCounters bytes = new ConnectionCounters();
    private final MessageSizes sizes = new MessageSizes();

    void add(int column, long delta) {
        counts.add(column, delta);
    }

    ConnectionCounters bytes() {
        return bytes;
    }

    MessageSizes sizes() {
        return sizes;
    }

    @Override
    public long of(ChannelCounter counter) {
        return counts.of(Counts.column(counter));
    }

    @Override
    public long of(DeliveryCounter counter, QueueKind kind) {
        return counts.of(Counts.column(counter, kind));
    }
}
