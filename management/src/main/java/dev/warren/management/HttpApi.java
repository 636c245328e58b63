package dev.warren.management;

import dev.warren.engine.broker.Broker;
import dev.warren.management.http.Front;
import dev.warren.management.http.JsonErrors;
import dev.warren.management.http.LoginDesk;
import dev.warren.management.http.Sessions;
import dev.warren.management.live.AuditLog;
import dev.warren.management.live.AuthAttempts;
import dev.warren.management.live.EventHub;
import dev.warren.management.own.Jobs;
import dev.warren.management.resource.Clients;
import dev.warren.management.resource.Logins;
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

/// The HTTP API of a node. Opened and closed by one thread.
public final class HttpApi implements AutoCloseable {

    /// So many sockets are open at once; more are not accepted meanwhile.
    static final int CONNECTIONS_MAX = 1_000;

    /// A socket on which nothing moves for so long is closed.
    static final long IDLE_MILLIS_MAX = 60_000;

    /// How long requests may take to end when the node stops.
    private static final long STOP_MILLIS_MAX = 2_000;

    private final AuthAttempts attempts = new AuthAttempts();
    private final Front front;
    private final EventHub events;
    private final Jobs jobs;
    private @Nullable Javalin javalin;

    /// Follows from now on who logs in and what happens.
    public HttpApi(
            Broker broker,
            NodeFacts facts,
            ApiSettings settings,
            Clients.Closer closer,
            Observation observation) {
        Sessions sessions = new Sessions(broker.clock(), settings.sessionSeconds());
        LoginDesk logins = new LoginDesk(broker, attempts, sessions);
        AuditLog audit = new AuditLog(broker.clock());
        ApiRoutes routes = ApiRoutes.of(facts, observation, attempts, settings, closer);
        AccessRoutes.add(routes, new Logins(logins, sessions));
        this.events = new EventHub(broker.clock());
        this.jobs = new Jobs(broker);
        OwnRoutes.add(routes, facts, jobs, events, audit);
        this.front = new Front(broker, routes.table(), logins, audit, settings.cors());
        broker.events().listen(attempts);
        broker.events().listen(events);
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
        config.routes.before(front);
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
        events.close();
        jobs.close();
        Javalin running = javalin;
        if (running != null) {
            running.stop();
        }
    }
}
