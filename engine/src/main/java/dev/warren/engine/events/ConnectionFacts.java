package dev.warren.engine.events;

import dev.warren.codec.value.FieldTable;
import dev.warren.engine.traffic.ConnectionCounters;

/// An open connection.
///
/// @param id unique in the life of the node
/// @param openedMillis wall-clock time
/// @param counters what it counts; they go on while it is open
public record ConnectionFacts(
        long id,
        Endpoints endpoints,
        Client client,
        Tuning tuning,
        long openedMillis,
        ConnectionCounters counters) {

    /// Who it is, and what it says of itself.
    public record Client(String user, String vhost, String mechanism, FieldTable properties) {}

    /// What was negotiated. Zero is no limit, or no heartbeat.
    public record Tuning(int channelMax, int frameMaxBytes, int heartbeatSeconds) {}
}
