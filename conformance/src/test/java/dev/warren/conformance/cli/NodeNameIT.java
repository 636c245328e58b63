package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A node has the name that it is given, wherever it says one, and answers to no other.
@Timeout(240)
class NodeNameIT {

    @TempDir Path work;

    @Test
    void nameIsTheSameWhereverTheNodeSaysIt() throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start(Map.of("warren.node_name", "burrow@hare"));
                Connection connection = broker.process().factory().newConnection()) {
            connection.createChannel().queueDeclare("q", true, false, false, null);
            Http http = broker.http();

            assertThat(http.get("/api/overview").json().path("node").asText())
                    .isEqualTo("burrow@hare");
            assertThat(http.get("/api/nodes/burrow@hare").status()).isEqualTo(200);
            assertThat(http.get("/api/nodes/rabbit@suite").status()).isEqualTo(404);
            assertThat(http.get("/api/queues/%2F/q").json().path("node").asText())
                    .isEqualTo("burrow@hare");
            assertThat(http.get("/api/connections").json().path(0).path("node").asText())
                    .isEqualTo("burrow@hare");
            assertThat(new Http(broker.metrics(), "", "").get("/metrics").response().body())
                    .contains("rabbitmq_identity_info{rabbitmq_node=\"burrow@hare\"");
            assertThat(connection.getServerProperties().get("cluster_name"))
                    .asString()
                    .startsWith("burrow@");
            assertThat(broker.process().log()).contains("burrow@hare");
        }
    }

    @Test
    void commandForAnotherNodeIsRefusedAsIfThatWereDown() throws IOException {
        try (HttpBroker broker = HttpBroker.start(Map.of("warren.node_name", "burrow@hare"))) {
            CommandLine line = new CommandLine(broker.process().data(), work);

            Ended other = line.run("rabbitmqctl", "-n", "other@hare", "status");

            assertThat(other.status()).isEqualTo(69);
            assertThat(other.out()).isEmpty();
            assertThat(other.err())
                    .startsWith(
                            "Error: unable to perform an operation on node 'other@hare'. Please see diagnostics information and suggestions below.\n")
                    .contains("attempted to contact: [other@hare]", "burrow@hare");
            assertThat(line.run("rabbitmq-diagnostics", "check_running", "-n", "other@hare").out())
                    .isEqualTo("Checking if RabbitMQ is running on node other@hare ...\n");
            assertThat(line.run("rabbitmq-diagnostics", "-q", "ping", "-n", "other").status())
                    .isEqualTo(69);
            assertThat(line.run("rabbitmq-diagnostics", "-q", "ping", "-n", "burrow").status())
                    .isZero();
            assertThat(line.ctl("-n", "burrow@hare", "list_vhosts", "-s").lines())
                    .containsExactly("/");
        }
    }

    @Test
    void dataStaysWhenTheNodeIsCalledOtherwise() throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start(Map.of("warren.node_name", "burrow@hare"))) {
            try (Connection connection = broker.process().factory().newConnection()) {
                connection.createChannel().queueDeclare("kept", true, false, false, null);
            }
            broker.process().stop();
            broker.process().startAgain("warren.node_name", "second@fox");
            CommandLine line = new CommandLine(broker.process().data(), work);

            assertThat(line.ctl("-n", "second@fox", "list_queues", "name", "-s").lines())
                    .containsExactly("kept");
            assertThat(line.run("rabbitmqctl", "-n", "burrow@hare", "list_queues").status())
                    .isEqualTo(69);
        }
    }
}
