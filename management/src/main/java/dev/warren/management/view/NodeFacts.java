package dev.warren.management.view;

import dev.warren.engine.topology.ClusterName;
import java.util.List;
import java.util.function.Supplier;

/// What the HTTP API says of the node that nobody but its owner knows.
///
/// @param cluster what it is called among brokers
/// @param rabbitVersion the RabbitMQ version that clients are told
/// @param version Warren's own
/// @param listeners where the node listens for other protocols, just now
public record NodeFacts(
        ClusterName cluster,
        String rabbitVersion,
        String version,
        Supplier<List<Listening>> listeners) {

    /// A door: `amqp` on `127.0.0.1`, 5672.
    public record Listening(String protocol, String host, int port) {}
}
