package dev.warren.management.view;

import dev.warren.engine.topology.ClusterName;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// What the HTTP API says of the node that nobody but its owner knows.
///
/// @param cluster what it is called among brokers
/// @param rabbitVersion the RabbitMQ version that clients are told
/// @param version Warren's own
/// @param listeners where the node listens for other protocols, just now
/// @param certificates what it shows there to clients that come over TLS, just now
/// @param setup what it was started with
public record NodeFacts(
        ClusterName cluster,
        String rabbitVersion,
        String version,
        Supplier<List<Listening>> listeners,
        Supplier<List<Certificate>> certificates,
        Setup setup) {

    /// What does not change while the node runs.
    ///
    /// @param mechanisms by which AMQP clients may log in
    /// @param dataDirectory where it keeps what outlives it
    /// @param logs where it writes its log: files, `<stdout>`
    public record Setup(List<String> mechanisms, String dataDirectory, List<String> logs) {

        /// Of a node of which nobody has said anything.
        public static final Setup UNKNOWN = new Setup(List.of(), "", List.of());

        public Setup {
            mechanisms = List.copyOf(mechanisms);
            logs = List.copyOf(logs);
        }
    }

    /// A door: `amqp` on `127.0.0.1`, 5672.
    public record Listening(String protocol, String host, int port) {}

    /// Shown by all listeners of a protocol.
    ///
    /// @param protocol as in [Listening]
    /// @param file where it was read
    public record Certificate(String protocol, String file, Instant expires) {}
}
