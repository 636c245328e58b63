package dev.warren.management;

import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.broker.Broker;
import dev.warren.management.http.EngineSource;
import dev.warren.management.http.Front;
import dev.warren.management.http.JsonErrors;
import dev.warren.management.http.RouteTable;
import dev.warren.management.live.LiveClients;
import dev.warren.management.resource.Clients;
import dev.warren.management.view.NodeFacts;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/// The HTTP API of a node. Made before clients come, because it follows who connects; opened and
/// closed by one thread.
public final class HttpApi implements AutoCloseable {

    /// So many sockets are open at once; more are not accepted meanwhile.
    static final int CONNECTIONS_MAX = 1_000;

    /// A socket on which nothing moves for so long is closed.
    static final long IDLE_MILLIS_MAX = 60_000;

    /// How long requests may take to end when the node stops.
    private static final long STOP_MILLIS_MAX = 2_000;

    private final LiveClients live = new LiveClients();
    private final Broker broker;
    private final RouteTable routes;
    private @Nullable Javalin javalin;

    /// @param passwords how new passwords are checked and hashed
    public HttpApi(Broker broker, NodeFacts facts, PasswordRules passwords, Clients.Closer closer) {
        this.broker = broker;
        this.routes = ApiRoutes.of(facts, live, passwords, closer);
        broker.events().listen(live);
    }

    /// Listens and answers. Takes a while, because much has to be loaded.
    ///
    /// Returns the ports, which are other ones where 0 was asked for. Fails when one cannot be had.
    public List<Integer> open(List<HttpDoor> doors) throws IOException {
        List<ServerConnector> connectors = new ArrayList<>();
        Javalin server = Javalin.create(config -> configure(config, doors, connectors));
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw new IOException(
                    "cannot listen for HTTP on " + doors.stream().map(HttpDoor::address).toList(),
                    e);
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
        config.http.maxRequestSize = Front.BODY_BYTES_MAX;
        config.jetty.modifyHttpConfiguration(HttpApi::configure);
        config.jetty.modifyServer(HttpApi::configure);
        for (HttpDoor door : doors) {
            config.jetty.addConnector((server, http) -> {
                ServerConnector connector = connector(server, http, door);
                connectors.add(connector);
                return connector;
            });
        }
        config.routes.before(new Front(broker, routes));
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // Names of virtual hosts and queues may have slashes, dots and percent signs in them.
        http.setUriCompliance(UriCompliance.UNSAFE);
    }

    private static void configure(Server server) {
        server.setErrorHandler(new JsonErrors());
        server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, server));
        server.setStopTimeout(STOP_MILLIS_MAX);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, HttpDoor door) {
        InetSocketAddress address = door.address();
        ServerConnector connector = new ServerConnector(server, connections(http, door.tls()));
        connector.setHost(
                address.getAddress().isAnyLocalAddress()
                        ? null
                        : address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE_MILLIS_MAX);
        return connector;
    }

    private static ConnectionFactory[] connections(
            HttpConfiguration http, HttpDoor.@Nullable Tls tls) {
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

    /// Stops listening, and waits a little for requests that are under way.
    @Override
    public void close() {
        Javalin running = javalin;
        if (running != null) {
            running.stop();
        }
    }
}
