package dev.warren.server.config;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A host and port to listen on; without a host, every address of the machine. Port 0 takes a free
/// one.
public record Endpoint(@Nullable String host, int port) {

    private static final int PORT_MAX = 65_535;

    /// Reads `5672`, `127.0.0.1:5672`, `[::1]:5672` and, as RabbitMQ also takes it, `::1:5672`.
    static @Nullable Endpoint parseOrNull(String text) {
        int colon = text.lastIndexOf(':');
        Long port = Numbers.wholeOrNull(text.substring(colon + 1));
        if (port == null || port > PORT_MAX || colon == 0) {
            return null;
        }
        return new Endpoint(
                colon < 0 ? null : unbracketed(text.substring(0, colon)), port.intValue());
    }

    private static String unbracketed(String host) {
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        return isBracketed ? host.substring(1, host.length() - 1) : host;
    }

    public InetSocketAddress address() {
        return host == null ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        String shown = host == null ? "::" : host;
        return (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port;
    }
}
