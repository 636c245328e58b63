package dev.warren.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.management.http.LocalToken;
import dev.warren.management.http.LoginDesk;
import dev.warren.management.http.Need;
import dev.warren.management.http.Route;
import dev.warren.management.http.Sessions;
import dev.warren.management.live.AuditLog;
import dev.warren.management.live.AuthAttempts;
import dev.warren.management.live.EventHub;
import dev.warren.management.own.Jobs;
import dev.warren.management.resource.FederationLinks;
import dev.warren.management.resource.Logins;
import dev.warren.management.resource.NodeControl;
import dev.warren.management.resource.Shovels;
import dev.warren.management.sample.Retentions;
import dev.warren.management.sample.SampleSettings;
import dev.warren.management.sample.SampleSettings.RatesMode;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeLinks;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Who may use which route, over all of them.
class ApiRoutesTest {

    private static final Set<String> READING = Set.of("GET");

    private static final NodeControl UNTOUCHED =
            (NodeControl)
                    Proxy.newProxyInstance(
                            NodeControl.class.getClassLoader(),
                            new Class<?>[] {NodeControl.class},
                            (_, method, _) -> {
                                throw new AssertionError(method);
                            });

    private static List<String> routes(Predicate<Route> which) {
        var broker = new BrokerRig().broker;
        var facts = new NodeFacts("c", "4.2.0", "0", List::of);
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
                        (_, _) -> {},
                        UNTOUCHED);
        var sessions = new Sessions(broker.clock(), 60);
        AccessRoutes.add(
                table,
                new Logins(
                        new LoginDesk(broker, attempts, sessions, new LocalToken("t")), sessions));
        LinkRoutes.add(table, new Shovels(NodeLinks.NONE));
        LinkRoutes.add(table, new FederationLinks(NodeLinks.NONE.federation()));
        OwnRoutes.add(
                table,
                facts,
                new Jobs(broker),
                new EventHub(broker.clock()),
                new AuditLog(broker.clock()));
        return table.routes().stream()
                .filter(which)
                .map(route -> route.method() + " /" + String.join("/", route.segments()))
                .toList();
    }

    @Test
    void onlyTheseAreOpenToEverybody() {
        assertThat(routes(route -> route.need() == Need.NOTHING))
                .containsExactlyInAnyOrder("GET /api/auth", "GET /", "POST /api/login");
    }

    @Test
    void whatNamesAVirtualHostAsksForTheRightToEnterIt() {
        assertThat(
                        routes(route ->
                                route.segments().contains("{vhost}")
                                        && (route.need() == Need.MANAGEMENT
                                                || route.need() == Need.MONITORING)))
                .containsExactlyInAnyOrder(
                        "GET /api/vhosts/{vhost}",
                        "GET /api/shovels/{vhost}",
                        "GET /api/shovels/vhost/{vhost}/{name}",
                        "GET /api/federation-links/{vhost}",
                        "GET /api/federation-links/{vhost}/state/down",
                        "DELETE /api/federation-links/vhost/{vhost}/{id}/{node}/restart",
                        "GET /api/health/checks/quorum-queues-without-elected-leaders/vhost/{vhost}",
                        "GET /api/health/checks/quorum-queues-without-elected-leaders/vhost/{vhost}/pattern/{pattern}");
    }

    @Test
    void changesWithoutAVirtualHostAreForAdministrators() {
        assertThat(
                        routes(route ->
                                !READING.contains(route.method())
                                        && !route.segments().contains("{vhost}")
                                        && route.need() != Need.ADMINISTRATOR))
                .containsExactlyInAnyOrder(
                        "POST /api/login",
                        "DELETE /api/login",
                        "DELETE /api/connections/{name}",
                        "DELETE /api/connections/username/{username}",
                        "DELETE /api/x/jobs/{job}");
    }

    @Test
    void noRouteStandsThereTwice() {
        assertThat(routes(_ -> true)).doesNotHaveDuplicates();
    }
}
