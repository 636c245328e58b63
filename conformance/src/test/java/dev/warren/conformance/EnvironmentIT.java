package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AuthenticationFailureException;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.WarrenProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A Warren that is told everything as RabbitMQ's image is: by variables, a secret in a file, and a
/// directory of configuration files.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class EnvironmentIT {
    @TempDir Path directory;

    static boolean isWarrenOurs() {
        return LifecycleIT.isWarrenOurs();
    }

    @Test
    void userAndLogComeFromTheEnvironment() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "hunter2\n");
        var parts = Files.createDirectory(directory.resolve("conf.d"));
        Files.writeString(parts.resolve("10.conf"), "log.file.formatter = plaintext\n");
        Files.writeString(
                parts.resolve("20.conf"),
                "log.file = w.log\nlog.file.formatter = json\nlog.file.rotation.size = 10MB\n");
        var environment =
                Map.of(
                        "RABBITMQ_DEFAULT_USER", "ann",
                        "RABBITMQ_DEFAULT_PASS_FILE", secret.toString(),
                        "RABBITMQ_CONFIG_FILES", parts.toString(),
                        "RABBITMQ_LOG_BASE", directory.toString(),
                        "RABBITMQ_ERLANG_COOKIE", "COOKIE-VALUE");
        try (var server = WarrenProcess.start(Broker.root(), Map.of(), environment)) {
            var factory = server.factory();
            factory.setUsername("ann");
            factory.setPassword("hunter2");
            factory.newConnection().close();

            assertThatThrownBy(() -> server.factory().newConnection())
                    .isInstanceOf(AuthenticationFailureException.class);
            assertThat(server.log())
                    .contains("RABBITMQ_ERLANG_COOKIE: a variable of RabbitMQ that has no effect")
                    .contains("config file(s) : " + parts.resolve("10.conf") + ", ")
                    .doesNotContain("COOKIE-VALUE", "hunter2");
        }
        assertThat(Files.readAllLines(directory.resolve("w.log")))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(new ObjectMapper().readTree(line).path("msg").asText())
                                .isNotEmpty())
                .anyMatch(line -> line.contains("\"domain\":\"rabbitmq.connection\""));
    }

    @Test
    void variablesOfOlderImagesAreRefusedWithTheKeyToUse() throws Exception {
        try (var server = WarrenProcess.start(Broker.root(), Map.of())) {
            server.stop();

            var exit = server.startRefused(Map.of("RABBITMQ_SSL_CERTFILE", "/tls/secret.pem"));

            assertThat(exit).isEqualTo(65);
            assertThat(server.log())
                    .contains("RABBITMQ_SSL_CERTFILE", "ssl_options.certfile")
                    .doesNotContain("/tls/secret.pem");
        }
    }
}
