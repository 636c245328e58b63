package dev.warren.engine.topology;

import java.util.List;

/// What came of a command: the topology as it is now, and what happened, in order. No events:
/// nothing that exists changed.
public record Applied(Topology topology, List<TopologyEvent> events) {

    public Applied {
        events = List.copyOf(events);
    }
}
