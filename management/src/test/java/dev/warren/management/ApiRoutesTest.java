package dev.warren.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.management.http.Need;
import dev.warren.management.http.Route;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Who may use which route, over all of them.
class ApiRoutesTest {

    private static final Set<String> READING = Set.of("GET");

    private static List<String> routes(Predicate<Route> which) {
        return RoutesRig.routes().stream()
                .filter(which)
                .map(route -> route.method() + " /" + String.join("/", route.segments()))
                .toList();
    }

    @Test
    void onlyTheseAreOpenToEverybody() {
        assertThat(routes(route -> route.need() == Need.NOTHING))
                .containsExactlyInAnyOrder(
                        "GET /api/auth",
                        "GET /",
                        "POST /api/login",
                        "GET /api/health/checks/below-node-connection-limit",
                        "GET /api/health/checks/is-in-service",
                        "GET /api/health/checks/ready-to-serve-clients");
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
