package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CorsTest {

    private static final String OPS = "https://ops.example";

    private final Cors named = new Cors(Set.of(OPS), 60);

    @Test
    void nobodyIsLetInUnlessItIsSaid() {
        assertThat(Cors.NONE.headers(OPS)).isEmpty();
        assertThat(Cors.NONE.preflight(OPS, null, Set.of("GET"))).isEmpty();
    }

    @Test
    void namedOriginMayComeWithASession() {
        assertThat(named.headers(OPS))
                .containsEntry("access-control-allow-origin", OPS)
                .containsEntry("access-control-allow-credentials", "true");
    }

    @Test
    void otherOriginsMayNot() {
        assertThat(named.headers("https://ops.example.evil")).isEmpty();
        assertThat(named.headers(null)).isEmpty();
    }

    @Test
    void allMayComeButWithoutASession() {
        Cors all = new Cors(Set.of("*"), 60);

        assertThat(all.headers("https://any.example"))
                .containsEntry("access-control-allow-origin", "*")
                .doesNotContainKey("access-control-allow-credentials");
    }

    @Test
    void questionBeforeACallIsAnswered() {
        assertThat(named.preflight(OPS, "authorization, x-csrf-token", Set.of("GET")))
                .containsEntry("access-control-allow-methods", "GET")
                .containsEntry("access-control-allow-headers", "authorization, x-csrf-token")
                .containsEntry("access-control-max-age", "60");
    }

    @Test
    void whatIsNoListOfNamesIsNotGivenBack() {
        assertThat(named.preflight(OPS, "a\r\nset-cookie: b", Set.of("GET")))
                .doesNotContainKey("access-control-allow-headers");
    }
}
