package dev.warren.engine.traffic;

/// A channel's counters. Written on its lane only, read from any thread.
public final class ChannelCounters implements Traffic {

    private final Counts own = new Counts();
    private final LaneTraffic lane;

    /// @param lane that of the channel
    public ChannelCounters(LaneTraffic lane) {
        this.lane = lane;
    }

    /// Adds to a counter that only grows.
    public void add(ChannelCounter counter, long delta) {
        int column = Counts.column(counter);
        own.add(column, delta);
        lane.add(column, delta);
    }

    /// Adds to a counter that only grows.
    public void add(DeliveryCounter counter, QueueKind kind, long delta) {
        int column = Counts.column(counter, kind);
        own.add(column, delta);
        lane.add(column, delta);
    }

    /// A message of so many bytes has been published.
    public void published(long bytes) {
        add(ChannelCounter.PUBLISHED, 1);
        lane.sizes().add(bytes);
    }

    /// Sets a counter that says how the channel is. Means nothing for the lane.
    public void set(ChannelCounter counter, long value) {
        own.set(Counts.column(counter), value);
    }

    @Override
    public long of(ChannelCounter counter) {
        return own.of(Counts.column(counter));
    }

    @Override
    public long of(DeliveryCounter counter, QueueKind kind) {
        return own.of(Counts.column(counter, kind));
    }
}
