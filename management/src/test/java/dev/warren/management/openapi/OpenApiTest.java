package dev.warren.management.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.management.RoutesRig;
import dev.warren.management.http.PathPrefix;
import dev.warren.management.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The description has the routes that there are, and something to say about each.
class OpenApiTest {

    private static final List<Route> ROUTES = RoutesRig.routes();

    private static List<String> registered() {
        return ROUTES.stream()
                .map(route -> route.method() + " /" + String.join("/", route.segments()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Map<String, Object>>> paths() {
        return (Map<String, Map<String, Map<String, Object>>>)
                Objects.requireNonNull(
                        new OpenApi("0", PathPrefix.NONE, () -> ROUTES).description().get("paths"));
    }

    private static Map<String, Object> operation(String path, String method) {
        return Objects.requireNonNull(Objects.requireNonNull(paths().get(path)).get(method));
    }

    @Test
    void pathsAndMethodsAreThoseThatAreRegistered() {
        List<String> described = new ArrayList<>();
        paths().forEach((path, methods) ->
                methods.keySet()
                        .forEach(method ->
                                described.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(described).containsExactlyInAnyOrderElementsOf(registered());
    }

    @Test
    void pathsAreBelowThePrefix() {
        assertThat(serversOf(PathPrefix.NONE)).isEqualTo(List.of(Map.of("url", "/")));
        assertThat(serversOf(PathPrefix.of("broker"))).isEqualTo(List.of(Map.of("url", "/broker")));
    }

    private static Object serversOf(PathPrefix prefix) {
        return Objects.requireNonNull(
                new OpenApi("0", prefix, () -> ROUTES).description().get("servers"));
    }

    @Test
    void eachRouteIsExplainedAndNothingElse() {
        assertThat(RouteNotes.read().routes().keySet())
                .as("routes.txt has a line for each route")
                .containsExactlyInAnyOrderElementsOf(registered());
        assertThat(RouteNotes.read().routes().values())
                .allSatisfy(note -> assertThat(note.summary()).isNotBlank());
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        List<Object> names =
                paths().values().stream()
                        .flatMap(methods -> methods.values().stream())
                        .map(operation -> operation.get("operationId"))
                        .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void bracesOfPathsAreParameters() {
        Map<String, Object> get = operation("/api/queues/{vhost}/{queue}", "get");

        assertThat(String.valueOf(get.get("parameters")))
                .contains("name=vhost, in=path", "name=queue, in=path", "parameters/lengths_age");
        assertThat(String.valueOf(operation("/api/users/{user}", "put").get("requestBody")))
                .contains("required=[tags]");
    }
}
