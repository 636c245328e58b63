package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
                                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                                "-setcookie s3cret",
                                "WARREN_PROXY",
                                "http://me:s3cret@proxy:80",
                                "AWS_SECRET_ACCESS_KEY",
                                "s3cret",
                                "PATH",
                                "/bin"));

        assertThat(shown)
                .containsOnlyKeys(
                        "RABBITMQ_NODE_PORT",
                        "RABBITMQ_DEFAULT_PASS",
                        "RABBITMQ_DEFAULT_PASS_FILE",
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                        "WARREN_PROXY",
                        "WARREN_API_TOKEN")
                .containsEntry("WARREN_PROXY", "http://********@proxy:80")
                .containsEntry("RABBITMQ_NODE_PORT", "5672")
                .containsEntry("RABBITMQ_DEFAULT_PASS_FILE", "/run/secrets/pass");
        assertThat(String.join(" ", shown.values())).doesNotContain("s3cret");
    }

    @Test
    void secretsAmongTheArgumentsAreHidden() {
        assertThat(
                        ProcessFacts.shown(
                                List.of(
                                        "--config",
                                        "w.conf",
                                        "--set",
                                        "default_pass=s3cret",
                                        "--set=ssl_options.password=a=b",
                                        "--set",
                                        "listeners.tcp.default=5672",
                                        "auth_http.user_path=http://u:s3cret@host/user",
                                        "-setcookie",
                                        "s3cret",
                                        "after")))
                .containsExactly(
                        "--config",
                        "w.conf",
                        "--set",
                        "default_pass=********",
                        "--set=ssl_options.password=********",
                        "--set",
                        "listeners.tcp.default=5672",
                        "auth_http.user_path=http://********@host/user",
                        "-setcookie",
                        "********",
                        "after");
    }
}
