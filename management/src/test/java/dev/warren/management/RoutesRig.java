package dev.warren.management;

import dev.warren.engine.topology.ClusterName;
import dev.warren.management.http.LocalToken;
import dev.warren.management.http.LoginDesk;
import dev.warren.management.http.PathPrefix;
import dev.warren.management.http.Route;
import dev.warren.management.http.Sessions;
import dev.warren.management.live.AuditLog;
import dev.warren.management.live.AuthAttempts;
import dev.warren.management.live.EventHub;
import dev.warren.management.live.TopologyAudit;
import dev.warren.management.own.Audit;
import dev.warren.management.own.Host;
import dev.warren.management.own.Jobs;
import dev.warren.management.resource.FederationLinks;
import dev.warren.management.resource.Logins;
import dev.warren.management.resource.NodeControl;
import dev.warren.management.resource.Shovels;
import dev.warren.management.resource.Welcome;
import dev.warren.management.sample.Retentions;
import dev.warren.management.sample.SampleSettings;
import dev.warren.management.sample.SampleSettings.RatesMode;
import dev.warren.management.view.HostFacts;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeLinks;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The whole routing table, as a node has it.
public final class RoutesRig {

    private static final NodeControl UNTOUCHED =
            (NodeControl)
                    Proxy.newProxyInstance(
                            NodeControl.class.getClassLoader(),
                            new Class<?>[] {NodeControl.class},
                            (_, method, _) -> {
                                throw new AssertionError(method);
                            });

    private RoutesRig() {}

    public static List<Route> routes() {
        var broker = new BrokerRig().broker;
        var facts =
                new NodeFacts(
                        new ClusterName("c"),
                        "4.2.0",
                        "0",
                        List::of,
                        List::of,
                        NodeFacts.Setup.UNKNOWN);
        var attempts = new AuthAttempts();
        var nothing = new SampleSettings(RatesMode.NONE, Retentions.DEFAULT);
        var observation = new Observation(broker, nothing, Path.of("."), 0);
        observation.close();
        ApiRoutes table =
                ApiRoutes.of(
                        facts,
                        observation,
                        attempts,
                        ApiSettings.STANDARD,
                        (_, _) -> CompletableFuture.allOf(),
                        UNTOUCHED);
        var sessions = new Sessions(broker.clock(), 60);
        AccessRoutes.add(
                table,
                new Welcome(PathPrefix.NONE),
                new Logins(
                        new LoginDesk(broker, attempts, sessions, new LocalToken("t"), true),
                        sessions,
                        PathPrefix.NONE));
        LinkRoutes.add(table, new Shovels(NodeLinks.NONE));
        LinkRoutes.add(table, new FederationLinks(NodeLinks.NONE.federation()));
        OwnRoutes.add(
                table,
                facts,
                PathPrefix.NONE,
                new Jobs(broker),
                new EventHub(broker.clock()),
                new Audit(new AuditLog(broker.clock()), new TopologyAudit(broker.clock())));
        HostRoutes.add(table, new Host(HostFacts.NONE, facts));
        return table.routes();
    }
}
