package dev.warren.engine.events;

/// An open channel.
///
/// @param connection the number of its connection
/// @param connectionName for people: `127.0.0.1:51322 -> 127.0.0.1:5672`
public record ChannelFacts(
        long connection, String connectionName, int number, String user, String vhost) {

    /// For people: `127.0.0.1:51322 -> 127.0.0.1:5672 (1)`
    public String name() {
        return connectionName + " (" + number + ")";
    }
}
