package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessFactsTest {

    @Test
    void secretsOfTheEnvironmentAreHiddenAndForeignVariablesLeftOut() {
        Map<String, String> shown =
                ProcessFacts.shown(
                        Map.of(
                                "RABBITMQ_NODE_PORT",
                                "5672",
                                "RABBITMQ_DEFAULT_PASS",
                                "s3cret",
                                "RABBITMQ_DEFAULT_PASS_FILE",
                                "/run/secrets/pass",
                                "WARREN_API_TOKEN",
                                "s3cret",
                                "AWS_SECRET_ACCESS_KEY",
                                "s3cret",
                                "PATH",
                                "/bin"));

        assertThat(shown)
                .containsOnlyKeys(
                        "RABBITMQ_NODE_PORT",
                        "RABBITMQ_DEFAULT_PASS",
                        "RABBITMQ_DEFAULT_PASS_FILE",
                        "WARREN_API_TOKEN")
                .containsEntry("RABBITMQ_NODE_PORT", "5672")
                .containsEntry("RABBITMQ_DEFAULT_PASS_FILE", "/run/secrets/pass");
        assertThat(shown.values()).doesNotContain("s3cret");
    }

    @Test
    void secretsAmongTheArgumentsAreHidden() {
        assertThat(ProcessFacts.shown("default_pass=s3cret")).isEqualTo("default_pass=********");
        assertThat(ProcessFacts.shown("--set=ssl_options.password=a=b"))
                .isEqualTo("--set=ssl_options.password=********");
        assertThat(ProcessFacts.shown("listeners.tcp.default=5672"))
                .isEqualTo("listeners.tcp.default=5672");
        assertThat(ProcessFacts.shown("--config")).isEqualTo("--config");
    }
}
