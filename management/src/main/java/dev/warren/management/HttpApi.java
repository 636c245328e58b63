package dev.warren.management;

import dev.warren.engine.broker.Broker;
import dev.warren.management.http.Front;
import dev.warren.management.http.FrontSettings;
import dev.warren.management.http.JsonErrors;
import dev.warren.management.http.LocalToken;
import dev.warren.management.http.LoginDesk;
import dev.warren.management.http.PathPrefix;
import dev.warren.management.http.Sessions;
import dev.warren.management.http.Tool;
import dev.warren.management.live.AuditLog;
import dev.warren.management.live.AuthAttempts;
import dev.warren.management.live.EventHub;
import dev.warren.management.live.TopologyAudit;
import dev.warren.management.own.Audit;
import dev.warren.management.own.Host;
import dev.warren.management.own.Jobs;
import dev.warren.management.resource.Clients;
import dev.warren.management.resource.FederationLinks;
import dev.warren.management.resource.Logins;
import dev.warren.management.resource.NodeControl;
import dev.warren.management.resource.QueueOrder;
import dev.warren.management.resource.Shovels;
import dev.warren.management.resource.Welcome;
import dev.warren.management.view.HostFacts;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeLinks;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;

/// The HTTP API of a node. Opened and closed by one thread.
public final class HttpApi implements AutoCloseable {

    /// So many sockets are open at once; more are not accepted meanwhile.
    static final int CONNECTIONS_MAX = 1_000;

    /// How long requests may take to end when the node stops.
    private static final long STOP_MILLIS_MAX = 2_000;

    private final AuthAttempts attempts = new AuthAttempts();
    private final FrontSettings settings;
    private final Front front;
    private final EventHub events;
    private final Jobs jobs;
    private final Broker broker;
    private final QueueOrder queuesByName;
    private final HttpServer server =
            new HttpServer("the HTTP API", CONNECTIONS_MAX, STOP_MILLIS_MAX);

    /// What the node's own command line needs.
    ///
    /// @param token lets it in
    /// @param control what it may change
    /// @param host the process, which it may look at
    public record Local(LocalToken token, NodeControl control, HostFacts host) {}

    /// Follows from now on who logs in and what happens.
    public HttpApi(
            Broker broker,
            NodeFacts facts,
            ApiSettings settings,
            Clients.Closer closer,
            Observation observation,
            Local local,
            NodeLinks links) {
        Sessions sessions = new Sessions(broker.clock(), settings.sessionSeconds());
        LoginDesk logins =
                new LoginDesk(
                        broker, attempts, sessions, local.token(), settings.front().takesBasic());
        AuditLog audit = new AuditLog(broker.clock());
        ApiRoutes routes =
                ApiRoutes.of(facts, observation, attempts, settings, closer, local.control());
        PathPrefix prefix = settings.front().prefix();
        AccessRoutes.add(routes, new Welcome(prefix), new Logins(logins, sessions, prefix));
        LinkRoutes.add(routes, new Shovels(links));
        LinkRoutes.add(routes, new FederationLinks(links.federation()));
        this.events = new EventHub(broker.clock());
        this.jobs = new Jobs(broker);
        TopologyAudit topology = new TopologyAudit(broker.clock());
        OwnRoutes.add(routes, facts, prefix, jobs, events, new Audit(audit, topology));
        HostRoutes.add(routes, new Host(local.host(), facts));
        this.broker = broker;
        this.queuesByName = observation.order();
        this.settings = settings.front();
        this.front = new Front(broker, routes.table(), logins, audit, settings.front());
        broker.events().listen(attempts);
        broker.events().listen(events);
        broker.events().listen(topology);
    }

    /// Listens and answers. Takes a while, because much has to be loaded.
    ///
    /// Returns the ports, which are other ones where 0 was asked for. Fails when one cannot be had.
    public List<Integer> open(List<HttpDoor> doors) throws IOException {
        queuesByName.prepare(broker.topology());
        return server.open(doors, this::configure);
    }

    private void configure(JavalinConfig config) {
        config.http.maxRequestSize = settings.bodyBytesMax();
        // Names of virtual hosts and queues may have slashes, dots and percent signs in them.
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
        config.jetty.modifyServer(
                jetty -> jetty.setErrorHandler(new JsonErrors(settings.headers())));
        config.routes.before(settings.prefix().text() + Tool.PATH, new Tool(settings.headers()));
        config.routes.before(front);
    }

    /// Stops listening, and waits a little for requests that are under way.
    @Override
    public void close() {
        events.close();
        jobs.close();
        server.close();
    }
}
