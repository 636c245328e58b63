package dev.warren.management;

import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.broker.Broker;
import dev.warren.management.http.Front;
import dev.warren.management.http.JsonErrors;
import dev.warren.management.http.LocalToken;
import dev.warren.management.http.RouteTable;
import dev.warren.management.http.Tool;
import dev.warren.management.live.LiveClients;
import dev.warren.management.resource.Clients;
import dev.warren.management.resource.NodeControl;
import dev.warren.management.view.NodeFacts;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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
    private final LocalToken token;
    private @Nullable Javalin javalin;

    /// What the node's own command line needs.
    ///
    /// @param token lets it in
    /// @param control what it may change
    public record Local(LocalToken token, NodeControl control) {}

    /// @param passwords how new passwords are checked and hashed
    public HttpApi(
            Broker broker,
            NodeFacts facts,
            PasswordRules passwords,
            Clients.Closer closer,
            Local local) {
        this.broker = broker;
        this.token = local.token();
        this.routes = ApiRoutes.of(facts, live, passwords, closer, local.control());
        broker.events().listen(live);
    }

    /// Listens and answers. Takes a while, because much has to be loaded.
    ///
    /// Returns the port, which is another one when 0 was asked for. Fails when it cannot be had.
    public int open(InetSocketAddress address) throws IOException {
        Javalin server = Javalin.create(config -> configure(config, address));
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw new IOException("cannot listen for HTTP on " + address, e);
        }
        javalin = server;
        return server.port();
    }

    private void configure(JavalinConfig config, InetSocketAddress address) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = Front.BODY_BYTES_MAX;
        config.jetty.modifyHttpConfiguration(HttpApi::configure);
        config.jetty.modifyServer(HttpApi::configure);
        config.jetty.addConnector((server, http) -> connector(server, http, address));
        config.routes.before(Tool.PATH, new Tool());
        config.routes.before(new Front(broker, routes, token));
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

    private static ServerConnector connector(
            Server server, HttpConfiguration http, InetSocketAddress address) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(
                address.getAddress().isAnyLocalAddress()
                        ? null
                        : address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE_MILLIS_MAX);
        return connector;
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
