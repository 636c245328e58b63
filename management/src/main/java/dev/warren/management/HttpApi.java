package dev.warren.management;

import dev.warren.engine.broker.Broker;
import dev.warren.management.http.EngineSource;
import dev.warren.management.http.Front;
import dev.warren.management.http.JsonErrors;
import dev.warren.management.http.LocalToken;
import dev.warren.management.http.LoginDesk;
import dev.warren.management.http.Sessions;
import dev.warren.management.http.Tool;
import dev.warren.management.live.AuditLog;
import dev.warren.management.live.AuthAttempts;
import dev.warren.management.live.EventHub;
import dev.warren.management.own.Jobs;
import dev.warren.management.resource.Clients;
import dev.warren.management.resource.Logins;
import dev.warren.management.resource.NodeControl;
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

    /// What the node's own command line needs.
    ///
    /// @param token lets it in
    /// @param control what it may change
    public record Local(LocalToken token, NodeControl control) {}

    /// Follows from now on who logs in and what happens.
    public HttpApi(
            Broker broker,
            NodeFacts facts,
            ApiSettings settings,
            Clients.Closer closer,
            Observation observation,
            Local local) {
        Sessions sessions = new Sessions(broker.clock(), settings.sessionSeconds());
        LoginDesk logins = new LoginDesk(broker, attempts, sessions, local.token());
        AuditLog audit = new AuditLog(broker.clock());
        ApiRoutes routes =
                ApiRoutes.of(facts, observation, attempts, settings, closer, local.control());
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
        config.routes.before(Tool.PATH, new Tool());
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
        events.close();
        jobs.close();
        Javalin running = javalin;
        if (running != null) {
            HttpEnd.of(running, "the HTTP API");
        }
    }
}
