package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.management.http.RouteTable.Found;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    private static final Route.Handler NOTHING = _ -> Reply.noContent();

    private final RouteTable table =
            new RouteTable(
                    List.of(
                            route("GET", "/api/queues"),
                            route("GET", "/api/users/without-permissions"),
                            route("GET", "/api/users/{user}"),
                            route("PUT", "/api/users/{user}"),
                            route("GET", "/api/queues/{vhost}/{queue}"),
                            route("DELETE", "/api/queues/{vhost}/{queue}"),
                            route("GET", "/api/kept"),
                            Route.of("PUT", "/api/kept", Need.MANAGEMENT, new LocalOnly(NOTHING))));

    private static Route route(String method, String path) {
        return Route.of(method, path, Need.MANAGEMENT, NOTHING);
    }

    private Found find(String path) {
        return Objects.requireNonNull(table.findOrNull(path), path);
    }

    private Map<String, String> values(String path) {
        return find(path).byMethod().getOrDefault("GET", List.of()).getFirst().values();
    }

    @Test
    void encodedSlashBelongsToAName() {
        assertThat(values("/api/queues/%2F/a%2Fb%25"))
                .containsEntry("vhost", "/")
                .containsEntry("queue", "a/b%");
    }

    @Test
    void plusIsAPlus() {
        assertThat(values("/api/queues/v/a+b")).containsEntry("queue", "a+b");
    }

    @Test
    void slashAtTheEndDoesNotMatter() {
        assertThat(table.findOrNull("/api/queues/")).isNotNull();
        assertThat(values("/api/queues/v/q/")).containsEntry("queue", "q");
    }

    @Test
    void emptyNameIsNoName() {
        assertThat(table.findOrNull("/api/queues//q")).isNull();
        assertThat(table.findOrNull("/api//queues")).isNull();
    }

    @Test
    void wordsCountBeforeBraces() {
        assertThat(find("/api/users/without-permissions").allowed())
                .containsExactly("HEAD", "GET", "OPTIONS");
        assertThat(values("/api/users/ann")).containsEntry("user", "ann");
    }

    @Test
    void methodsOfAPathAreNamedInRabbitMqsOrder() {
        assertThat(find("/api/users/ann").allowed())
                .containsExactly("HEAD", "GET", "PUT", "OPTIONS");
        assertThat(find("/api/queues/v/q").allowed())
                .containsExactly("HEAD", "GET", "DELETE", "OPTIONS");
    }

    @Test
    void methodsOfTheCommandLineAreThereAndNotNamed() {
        assertThat(find("/api/kept").byMethod()).containsOnlyKeys("GET", "PUT");
        assertThat(find("/api/kept").allowed()).containsExactly("HEAD", "GET", "OPTIONS");
    }

    @Test
    void patternNamesNothingOfThePath() {
        assertThat(find("/api/users/secret").pattern()).isEqualTo("/api/users/{user}");
    }

    @Test
    void badEncodingIsABadRequest() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> table.findOrNull("/api/queues/v/%zz"))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void dotsAreNoWayUp() {
        assertThat(values("/api/queues/v/..")).containsEntry("queue", "..");
        assertThat(table.findOrNull("/api/users/../queues")).isNull();
    }
}
