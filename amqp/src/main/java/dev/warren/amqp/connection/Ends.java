package dev.warren.amqp.connection;

import dev.warren.engine.events.Endpoints;
import dev.warren.engine.events.Endpoints.Endpoint;
import dev.warren.engine.events.TlsFacts;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Who is at the two ends of a connection, and what protects it. Known before the first byte of
/// AMQP, and the same when the socket has gone.
///
/// @param peer where the client is; behind a proxy what the proxy says
/// @param own where the client has connected to
/// @param tls null when nothing protects the connection
public record Ends(
        @Nullable SocketAddress peer, @Nullable SocketAddress own, @Nullable Protection tls) {

    /// What a TLS handshake has found.
    ///
    /// @param certifiedName what the client's verified certificate calls it; null when it has shown
    ///   none, or has no such name
    public record Protection(TlsFacts facts, @Nullable String certifiedName) {}

    /// The ends of a socket, as the operating system knows them.
    public static Ends of(Channel socket) {
        return new Ends(socket.remoteAddress(), socket.localAddress(), null);
    }

    /// The same, with what a proxy says of them.
    public Ends between(SocketAddress client, SocketAddress server) {
        return new Ends(client, server, tls);
    }

    public Ends protectedBy(Protection protection) {
        return new Ends(peer, own, protection);
    }

    /// `127.0.0.1:51322 -> 127.0.0.1:5672`
    public String describe() {
        return text(peer) + " -> " + text(own);
    }

    /// Whether the client is on this machine.
    public boolean isFromLoopback() {
        return peer instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress();
    }

    /// The client's end, for who wants its parts.
    Endpoint client() {
        return endpoint(peer);
    }

    /// What the client's certificate calls it, null when there is none to go by.
    @Nullable String certifiedNameOrNull() {
        return tls == null ? null : tls.certifiedName();
    }

    /// Whether the client has shown a certificate, and it was verified.
    boolean hasCertificate() {
        return tls != null && tls.facts().certificate() != null;
    }

    Endpoints endpoints() {
        return new Endpoints(
                describe(), endpoint(peer), endpoint(own), tls == null ? null : tls.facts());
    }

    private static Endpoint endpoint(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? new Endpoint(inet.getAddress().getHostAddress(), inet.getPort())
                : new Endpoint("?", 0);
    }

    private static String text(@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return "?";
        }
        String host = inet.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
}
