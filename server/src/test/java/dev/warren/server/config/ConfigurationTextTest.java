package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationTextTest {

    @Test
    void keysAndValuesAreStripped() {
        ConfigurationText text = parse("  heartbeat   =  30  \n");

        assertThat(text.assignments())
                .containsExactly(new Assignment(new Origin("r.conf", 1), "heartbeat", "30"));
    }

    @Test
    void commentsAndEmptyLinesAreSkippedButCounted() {
        ConfigurationText text = parse("# one\n\nheartbeat = 30 # half a minute\n");

        assertThat(text.assignments())
                .containsExactly(new Assignment(new Origin("r.conf", 3), "heartbeat", "30"));
    }

    @Test
    void quotedValueIsTakenAsItStands() {
        assertThat(valueOf("default_pass = 'a#b $(HOME) c' # secret")).isEqualTo("a#b $(HOME) c");
    }

    @Test
    void valueMayContainTheEqualsSign() {
        assertThat(valueOf("default_pass = a=b")).isEqualTo("a=b");
    }

    @Test
    void environmentVariablesAreFilledIn() {
        assertThat(valueOf("default_user = x-$(NAME)-y")).isEqualTo("x-jane$1-y");
    }

    @Test
    void unsetEnvironmentVariableIsAProblem() {
        ConfigurationText text = parse("default_pass = $(MISSING)");

        assertThat(text.problems())
                .extracting(Problem::toString)
                .containsExactly("r.conf:1: the environment variable 'MISSING' is not set");
    }

    @Test
    void lineWithoutEqualsSignIsAProblem() {
        assertThat(parse("\nheartbeat").problems())
                .extracting(Problem::toString)
                .containsExactly("r.conf:2: expected 'key = value', found 'heartbeat'");
    }

    private static String valueOf(String line) {
        return parse(line).assignments().getFirst().value();
    }

    private static ConfigurationText parse(String text) {
        return ConfigurationText.parse("r.conf", text, Map.of("NAME", "jane$1"));
    }
}
