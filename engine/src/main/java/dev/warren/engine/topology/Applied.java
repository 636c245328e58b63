package dev.warren.engine.topology;

import java.util.List;

/// What came of a command: the topology as it is now, and what happened, in order. No events:
/// nothing that exists changed.
///
/// @param by the user who wanted it, or [#THE_NODE]
public record Applied(Topology topology, List<TopologyEvent> events, String by) {

    /// The node did it itself. No user has this name in RabbitMQ's events either.
    public static final String THE_NODE = "rmq-internal";

    public Applied {
        events = List.copyOf(events);
    }

    /// Something that the node did itself.
    public Applied(Topology topology, List<TopologyEvent> events) {
        this(topology, events, THE_NODE);
    }

    Applied by(String user) {
        return new Applied(topology, events, user);
    }
}
