package dev.warren.engine.events;

import dev.warren.engine.traffic.ChannelCounters;

/// An open channel.
///
/// @param connection the number of its connection
/// @param connectionName for people: `127.0.0.1:51322 -> 127.0.0.1:5672`
/// @param counters what it counts; they go on while it is open
public record ChannelFacts(
        long connection,
        String connectionName,
        int number,
        String user,
        String vhost,
        ChannelCounters counters) {

    /// For people: `127.0.0.1:51322 -> 127.0.0.1:5672 (1)`
    public String name() {
        return connectionName + " (" + number + ")";
    }
}
