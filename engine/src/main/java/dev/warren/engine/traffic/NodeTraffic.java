package dev.warren.engine.traffic;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// What has gone through the node since it started, over AMQP: the sum of its lanes. Any thread.
public final class NodeTraffic implements Traffic {

    private final List<LaneTraffic> lanes;
    private final ExchangeTraffic exchanges;

    public NodeTraffic(int laneCount) {
        this.lanes = IntStream.range(0, laneCount).mapToObj(_ -> new LaneTraffic()).toList();
        this.exchanges = new ExchangeTraffic(laneCount);
    }

    public LaneTraffic ofLane(int index) {
        return lanes.get(index);
    }

    public ExchangeTraffic exchanges() {
        return exchanges;
    }

    @Override
    public long of(ChannelCounter counter) {
        return sum(lane -> lane.of(counter));
    }

    @Override
    public long of(DeliveryCounter counter, QueueKind kind) {
        return sum(lane -> lane.of(counter, kind));
    }

    public long receivedBytes() {
        return sum(lane -> lane.bytes().receivedBytes());
    }

    public long receivedReads() {
        return sum(lane -> lane.bytes().receivedReads());
    }

    public long sentBytes() {
        return sum(lane -> lane.bytes().sentBytes());
    }

    public long sentWrites() {
        return sum(lane -> lane.bytes().sentWrites());
    }

    /// How many messages were in a class of [MessageSizes#BOUNDS], the last being one more.
    public long messagesOfSize(int size) {
        return sum(lane -> lane.sizes().count(size));
    }

    /// The bytes of all published messages.
    public long messageBytes() {
        return sum(lane -> lane.sizes().sumBytes());
    }

    private long sum(ToLongFunction<LaneTraffic> part) {
        return lanes.stream().mapToLong(part).sum();
    }
}
