package dev.warren.amqp.lane;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The lanes of a node, and the choice of one for a new connection.
///
/// Lanes are filled, not sprayed: one serves until it is busy or crowded, then the next opens, so
/// that a small load pays no hop between threads.
public final class LaneGroup {

    /// From this share of time on a lane takes no new connections while another is freer.
    private static final double BUSY_SHARE_MAX = 0.6;

    /// How many connections a lane may have more than the emptiest one.
    private static final int CROWD_MAX = 16;

    private final List<EventLoopLane> lanes = new ArrayList<>();
    private final int[] connections;

    public LaneGroup(int laneCount, Clock clock) {
        for (int i = 0; i < laneCount; i++) {
            lanes.add(new EventLoopLane(i, laneCount, clock));
        }
        connections = new int[laneCount];
    }

    public List<EventLoopLane> lanes() {
        return lanes;
    }

    /// The lane that decides about the topology: the one that is filled first.
    public Lane first() {
        return lanes.getFirst();
    }

    /// The lane for a new connection. On the first lane only, which accepts.
    public EventLoopLane admit() {
        EventLoopLane chosen = choose();
        connections[chosen.index()]++;
        return chosen;
    }

    /// A connection has gone from the lane. On the first lane only.
    public void leave(EventLoopLane lane) {
        connections[lane.index()]--;
    }

    public void stop() {
        lanes.forEach(EventLoopLane::stop);
    }

    private EventLoopLane choose() {
        int emptiest = Integer.MAX_VALUE;
        for (int count : connections) {
            emptiest = Math.min(emptiest, count);
        }
        EventLoopLane freest = lanes.getFirst();
        for (EventLoopLane lane : lanes) {
            if (lane.meter().busyShare() < BUSY_SHARE_MAX
                    && connections[lane.index()] < emptiest + CROWD_MAX) {
                return lane;
            }
            if (lane.meter().busyShare() < freest.meter().busyShare()) {
                freest = lane;
            }
        }
        return freest;
    }
}
