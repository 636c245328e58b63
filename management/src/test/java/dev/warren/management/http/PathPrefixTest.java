package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathPrefixTest {

    private static final PathPrefix BROKER = PathPrefix.of("/broker");

    @ParameterizedTest
    @ValueSource(strings = {"broker", "/broker", "/broker/", "broker/", "//broker//"})
    void slashesAtItsEndsDoNotMatter(String written) {
        assertThat(PathPrefix.of(written)).isEqualTo(BROKER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void noneChangesNoPath(String written) {
        PathPrefix none = PathPrefix.of(written);

        assertThat(none).isEqualTo(PathPrefix.NONE);
        assertThat(none.insideOrNull("/api/queues/%2F")).isEqualTo("/api/queues/%2F");
        assertThat(none.insideOrNull("/")).isEqualTo("/");
        assertThat(none.isMissedBy("/")).isFalse();
        assertThat(none.home()).isEqualTo("/");
    }

    @Test
    void pathsBelowItAreAsWithoutOne() {
        assertThat(BROKER.insideOrNull("/broker/api/queues/%2F")).isEqualTo("/api/queues/%2F");
        assertThat(BROKER.insideOrNull("/broker/")).isEqualTo("/");
        assertThat(BROKER.insideOrNull("/broker")).isEqualTo("/");
        assertThat(PathPrefix.of("a/b").insideOrNull("/a/b/api")).isEqualTo("/api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/overview", "/brokers/api", "/", "/brok"})
    void othersAreNotInside(String path) {
        assertThat(BROKER.insideOrNull(path)).isNull();
    }

    @Test
    void firstPageIsMissedByWhoDoesNotKnow() {
        assertThat(BROKER.isMissedBy("/")).isTrue();
        assertThat(BROKER.isMissedBy("/broker")).isFalse();
        assertThat(BROKER.home()).isEqualTo("/broker/");
    }
}
