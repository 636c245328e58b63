package dev.warren.management;

import dev.warren.management.http.EngineSource;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server of HTTP on virtual threads, set up alike for all that a node serves. Opened and closed
/// by one thread.
final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final String what;
    private final int connectionsMax;
    private final long stopMillisMax;
    private @Nullable Javalin javalin;

    /// @param what is served, for the log
    /// @param connectionsMax so many sockets are open at once; more are not accepted meanwhile
    /// @param stopMillisMax how long requests may take to end when the node stops
    HttpServer(String what, int connectionsMax, long stopMillisMax) {
        this.what = what;
        this.connectionsMax = connectionsMax;
        this.stopMillisMax = stopMillisMax;
    }

    /// Listens and answers. Takes a while, because much has to be loaded.
    ///
    /// Returns the ports, which are other ones where 0 was asked for. Fails when one cannot be had.
    ///
    /// @param more what is answered, and settings beside those that all have
    List<Integer> open(List<HttpDoor> doors, Consumer<JavalinConfig> more) throws IOException {
        List<ServerConnector> connectors = new ArrayList<>();
        Javalin server =
                Javalin.create(config -> {
                    configure(config, doors, connectors);
                    more.accept(config);
                });
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            List<InetSocketAddress> addresses = doors.stream().map(HttpDoor::address).toList();
            throw new IOException("cannot listen for " + what + " on " + addresses, e);
        }
        javalin = server;
        return connectors.stream().map(ServerConnector::getLocalPort).toList();
    }

    private void configure(
            JavalinConfig config, List<HttpDoor> doors, List<ServerConnector> connectors) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        config.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(connectionsMax, server));
            server.setStopTimeout(stopMillisMax);
        });
        for (HttpDoor door : doors) {
            config.jetty.addConnector((server, http) -> {
                ServerConnector connector = connector(server, http, door);
                connectors.add(connector);
                return connector;
            });
        }
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, HttpDoor door) {
        InetSocketAddress address = door.address();
        ServerConnector connector = new ServerConnector(server, connections(http, door));
        connector.setHost(
                address.getAddress().isAnyLocalAddress()
                        ? null
                        : address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(door.limits().idleMillisMax());
        return connector;
    }

    private static ConnectionFactory[] connections(HttpConfiguration shared, HttpDoor door) {
        HttpConfiguration http = new HttpConfiguration(shared);
        http.addCustomizer(new LastRequest(door.limits().requestsMax()));
        HttpDoor.Tls tls = door.tls();
        if (tls == null) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        HttpConfiguration secured = new HttpConfiguration(http);
        // Names are the client's affair: a node is called by many.
        secured.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory requests = new HttpConnectionFactory(secured);
        return new ConnectionFactory[] {
            new SslConnectionFactory(
                    new EngineSource(tls.context(), tls.engines()), requests.getProtocol()),
            requests
        };
    }

    /// Stops listening, and waits a little for requests that are under way. Returns in any case:
    /// who stops a node has more to close than this, and the rest matters more.
    @Override
    public void close() {
        Javalin running = javalin;
        if (running == null) {
            return;
        }
        try {
            running.stop();
        } catch (JavalinException e) {
            LOG.warn("requests for {} were cut off: {}", what, String.valueOf(e.getCause()));
        }
    }
}
