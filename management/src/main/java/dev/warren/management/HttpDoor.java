package dev.warren.management;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// Where the HTTP API listens.
///
/// @param tls null when nothing protects it
public record HttpDoor(InetSocketAddress address, @Nullable Tls tls, HttpLimits limits) {

    /// What handshakes are made from.
    ///
    /// @param context to begin with
    /// @param engines makes the server's side of one handshake, with the certificate of the moment
    public record Tls(SSLContext context, Supplier<SSLEngine> engines) {}
}
