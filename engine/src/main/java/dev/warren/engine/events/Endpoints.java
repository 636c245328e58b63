package dev.warren.engine.events;

/// The two ends of a socket.
///
/// @param name of the connection, for people: `127.0.0.1:51322 -> 127.0.0.1:5672`
/// @param peer the client's end
/// @param own the node's end
public record Endpoints(String name, Endpoint peer, Endpoint own) {

    /// An address without brackets, and a port.
    public record Endpoint(String host, int port) {}
}
