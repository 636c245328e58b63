package dev.warren.engine.events;

import org.jspecify.annotations.Nullable;

/// The two ends of a socket, and what protects it.
///
/// @param name of the connection, for people: `127.0.0.1:51322 -> 127.0.0.1:5672`
/// @param peer the client's end
/// @param own the node's end
/// @param tls null when nothing protects it
public record Endpoints(String name, Endpoint peer, Endpoint own, @Nullable TlsFacts tls) {

    /// Without protection.
    public Endpoints(String name, Endpoint peer, Endpoint own) {
        this(name, peer, own, null);
    }

    /// An address without brackets, and a port.
    public record Endpoint(String host, int port) {}
}
