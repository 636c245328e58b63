package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said to a node about itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class NodeCommandsIT {

    private HttpBroker broker;
    private CommandLine line;

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        broker = HttpBroker.start();
        line = new CommandLine(broker.process().data(), work);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private void connect() throws IOException, TimeoutException {
        broker.process().factory().newConnection().close();
    }

    private long accepted() {
        return broker.process()
                .log()
                .lines()
                .filter(line -> line.contains("accepting AMQP connection"))
                .count();
    }

    @Test
    void logSaysWhatItIsToldToSay() throws IOException, TimeoutException {
        connect();
        Awaitility.await().until(() -> accepted() > 0);
        long before = accepted();
        line.ctl("set_log_level", "error");
        connect();
        line.ctl("set_log_level", "info");
        connect();

        Awaitility.await().until(() -> accepted() > before);
        assertThat(accepted()).isEqualTo(before + 1);
        assertThat(line.run("rabbitmqctl", "set_log_level", "loud").status()).isEqualTo(69);
    }

    /// The command line knows the names without a node, for images that are being made.
    @Test
    void pluginsAreThoseThatTheNodeNames() {
        JsonNode node = broker.http().get("/api/nodes").json().path(0);

        assertThat(line.run("rabbitmq-plugins", "list", "--minimal", "--quiet").lines())
                .isNotEmpty()
                .containsExactlyElementsOf(
                        node.path("enabled_plugins").valueStream().map(JsonNode::asText).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "rabbitmq-queues, quorum_status, no members",
        "rabbitmq-diagnostics, quorum_status, no members",
        "rabbitmq-streams, add_replica, stands alone",
        "rabbitmq-streams, list_stream_consumers, no stream protocol",
        "rabbitmqctl, list_ciphers, not encrypted",
        "rabbitmqctl, encode, $(NAME)",
        "rabbitmqctl, decode, RABBITMQ_DEFAULT_PASS_FILE"
    })
    void whatCannotBeSaysWhy(String program, String command, String why) {
        CommandLine.Ended ended = line.run(program, command, "x", "y");

        assertThat(ended.status()).isEqualTo(64);
        assertThat(ended.err()).contains(command + " is not possible").contains(why);
    }
}
