package dev.warren.amqp.connection;

import dev.warren.engine.events.Endpoints.Endpoint;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Says who is at the two ends of a socket.
final class Peers {

    private Peers() {}

    /// `127.0.0.1:51322 -> 127.0.0.1:5672`
    static String describe(Channel socket) {
        return text(socket.remoteAddress()) + " -> " + text(socket.localAddress());
    }

    /// Whether the client is on this machine.
    static boolean isLoopback(Channel socket) {
        return socket.remoteAddress() instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress();
    }

    /// One end of a socket, for who wants its parts.
    static Endpoint endpoint(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? new Endpoint(inet.getAddress().getHostAddress(), inet.getPort())
                : new Endpoint("?", 0);
    }

    private static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return "?";
        }
        String host = inet.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
}
