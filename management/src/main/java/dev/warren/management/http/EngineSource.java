package dev.warren.management.http;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// Gives Jetty the server's side of each handshake as the node makes it, so that versions, cipher
/// suites and the certificate of the moment are the node's affair.
public final class EngineSource extends SslContextFactory.Server {

    private final Supplier<SSLEngine> engines;

    /// @param context is asked for by Jetty, and for nothing else
    public EngineSource(SSLContext context, Supplier<SSLEngine> engines) {
        this.engines = engines;
        setSslContext(context);
    }

    @Override
    public SSLEngine newSSLEngine() {
        return engines.get();
    }

    @Override
    public SSLEngine newSSLEngine(String host, int port) {
        return engines.get();
    }
}
