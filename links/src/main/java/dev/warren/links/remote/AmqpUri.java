package dev.warren.links.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a broker is and how to log in there, as an AMQP URI says it.
///
/// ```
///   amqp://user:password@host:5672/vhost?heartbeat=10
///   amqps://host/vhost?cacertfile=/path/ca.pem&verify=verify_peer
///   amqp:///vhost                                                 this broker
/// ```
///
/// @param address null when it is this broker
/// @param login null when the URI names no user
/// @param tls null when nothing protects the connection
/// @param shown for people: without user, password and parameters, as RabbitMQ shows it
public record AmqpUri(
        @Nullable Address address,
        @Nullable Login login,
        String vhost,
        Tuning tuning,
        @Nullable Tls tls,
        String shown) {

    /// @param host a name, or an address without brackets
    public record Address(String host, int port) {}

    /// @param password null when the URI has none
    public record Login(String user, @Nullable String password) {

        /// Keeps the password out of logs.
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    /// @param heartbeatSeconds 0 for none
    /// @param connectionTimeoutMillis until the TCP connection is there
    /// @param channelMax 0 for as many as the other side offers
    /// @param mechanisms SASL mechanisms in capital letters: the first one that the other side
    ///   offers is used; empty for `PLAIN`
    public record Tuning(
            int heartbeatSeconds,
            int connectionTimeoutMillis,
            int channelMax,
            List<String> mechanisms) {

        public Tuning {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /// How the other broker is told from an impostor, and what this one shows of itself.
    ///
    /// @param verifies whether the other one's certificate has to be signed by somebody known
    /// @param serverName asked for, and looked for in the certificate; null for the host's;
    ///   [#NO_NAME] for none
    /// @param cacertfile who may have signed it; null for those whom Java trusts
    public record Tls(
            boolean verifies,
            @Nullable String serverName,
            @Nullable String cacertfile,
            @Nullable String certfile,
            @Nullable String keyfile,
            @Nullable String keyPassword) {

        /// Instead of a name: none is asked for, and the certificate may be for any.
        public static final String NO_NAME = "disable";

        /// Keeps the password out of logs.
        @Override
        public String toString() {
            return "Tls[verifies=" + verifies + ", serverName=" + serverName + "]";
        }
    }

    /// Whether it is the broker that reads it.
    public boolean isLocal() {
        return address == null;
    }

    /// Keeps the password out of logs.
    @Override
    public String toString() {
        return shown;
    }
}
