package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.Ports;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A node before and after its machine is worked on. Texts and codes are those of RabbitMQ 3.10.8.
@Timeout(240)
class MaintenanceIT {

    private static final String NODE = WarrenProcess.NODE;

    @TempDir Path work;

    private static boolean isDrained(HttpBroker broker) {
        return broker.http().get("/api/nodes/" + NODE).json().path("being_drained").asBoolean();
    }

    @Test
    void clientsLeaveANodeThatIsDrainedAndComeBackWhenItIsRevived()
            throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            Connection before = broker.process().factory().newConnection();

            assertThat(line.run("rabbitmq-upgrade", "drain"))
                    .isEqualTo(
                            new Ended(
                                    0,
                                    "Will put node %s into maintenance mode. The node will no longer serve any client traffic!\n"
                                            .formatted(NODE),
                                    ""));

            Awaitility.await().until(() -> !before.isOpen());
            assertThat(before.getCloseReason().getMessage())
                    .contains("reply-code=320")
                    .contains("CONNECTION_FORCED - Node was put into maintenance mode");
            assertThatThrownBy(() -> broker.process().factory().newConnection())
                    .isInstanceOf(IOException.class);
            assertThat(isDrained(broker)).isTrue();
            assertThat(line.ctl("status").out()).contains("Is under maintenance?: true\n");
            assertThat(line.ctl("cluster_status").out())
                    .contains(
                            "Node: " + NODE + ", status: \033[35mmarked for maintenance\033[0m\n");
            assertThat(line.run("rabbitmq-diagnostics", "check_running").status()).isZero();
            assertThat(line.run("rabbitmq-upgrade", "drain").status()).isZero();

            assertThat(line.run("rabbitmq-upgrade", "revive", "--formatter", "json"))
                    .isEqualTo(
                            new Ended(
                                    0,
                                    "{\"node\":\"%s\",\"result\":\"ok\"}\n".formatted(NODE),
                                    ""));

            broker.process().factory().newConnection().close();
            assertThat(isDrained(broker)).isFalse();
        }
    }

    @Test
    void aStartEndsMaintenance() throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            line.run("rabbitmq-upgrade", "drain");
            line.ctl("stop_app");
            assertThat(isDrained(broker)).isTrue();

            line.ctl("start_app");

            assertThat(isDrained(broker)).isFalse();
            broker.process().factory().newConnection().close();
        }
    }

    @Test
    void linksOfTheNodeGoOnAndAreNotCounted() throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            Connection client = broker.process().factory().newConnection();
            client.createChannel().queueDeclare("from", true, false, false, null);
            client.createChannel().queueDeclare("to", true, false, false, null);
            broker.http()
                    .put(
                            "/api/parameters/shovel/%2F/moved",
                            """
                            {"value":{"src-uri":"amqp://","src-queue":"from","dest-uri":"amqp://","dest-queue":"to"}}
                            """);
            publish(broker);
            awaitMoved(client.createChannel(), 1);
            List<String> links = links(broker);
            assertThat(links).hasSizeGreaterThanOrEqualTo(1);

            assertThat(line.run("rabbitmq-upgrade", "drain").status()).isZero();

            assertThat(broker.process().log()).contains("Closed 1 local client connections");
            assertThat(links(broker)).isEqualTo(links);
            publish(broker);
            assertThat(line.run("rabbitmq-upgrade", "revive").status()).isZero();
            try (Connection after = broker.process().factory().newConnection()) {
                awaitMoved(after.createChannel(), 2);
            }
            assertThat(links(broker)).isEqualTo(links);
        }
    }

    private static void publish(HttpBroker broker) {
        var answer =
                broker.http()
                        .post(
                                "/api/exchanges/%2F/amq.default/publish",
                                """
                                {"properties":{"delivery_mode":2},"routing_key":"from","payload":"m","payload_encoding":"string"}
                                """);
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void awaitMoved(Channel channel, int count) {
        Awaitility.await("messages in the queue that is shovelled to: " + count)
                .atMost(Duration.ofSeconds(60))
                .until(() -> channel.messageCount("to") == count);
    }

    /// The names of the connections of links, which have the ports of their sockets.
    private static List<String> links(HttpBroker broker) {
        return broker.http()
                .get("/api/connections")
                .json()
                .valueStream()
                .filter(connection ->
                        connection
                                .path("client_properties")
                                .path("connection_name")
                                .asText()
                                .startsWith("Shovel"))
                .map(connection -> connection.path("name").asText())
                .sorted()
                .toList();
    }

    @Test
    void aStoppedNodeIsNeitherDrainedNorRevived() throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            line.ctl("stop_app");

            for (String verb : List.of("drain", "revive")) {
                Ended refused = line.run("rabbitmq-upgrade", verb);
                assertThat(refused.status()).as(verb).isEqualTo(69);
                assertThat(refused.err())
                        .contains(
                                "this command requires the 'rabbit' app to be running on the target node. Start it with 'rabbitmqctl start_app'.");
            }
            assertThat(isDrained(broker)).isFalse();

            line.ctl("start_app");

            broker.process().factory().newConnection().close();
        }
    }

    @Test
    void aNodeWhoseSecondPortIsTakenIsNotRevivedHalf() throws IOException, TimeoutException {
        int second = Ports.free();
        try (HttpBroker broker =
                HttpBroker.start(Map.of("listeners.tcp.second", "127.0.0.1:" + second))) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            line.run("rabbitmq-upgrade", "drain");
            try (var occupant = new ServerSocket()) {
                occupant.setReuseAddress(true);
                occupant.bind(new InetSocketAddress("127.0.0.1", second));

                for (int i = 0; i < 2; i++) {
                    Ended refused = line.run("rabbitmq-upgrade", "revive");
                    assertThat(refused.status()).isEqualTo(69);
                    assertThat(refused.err()).contains("the port is in use by another process");
                }
                assertThatThrownBy(() -> broker.process().factory().newConnection())
                        .isInstanceOf(IOException.class);
                assertThat(isDrained(broker)).isTrue();
            }

            assertThat(line.run("rabbitmq-upgrade", "revive").status()).isZero();

            broker.process().factory().newConnection().close();
            assertThat(isDrained(broker)).isFalse();
        }
    }

    @Test
    void aShortDiskHoldsNobodyWhileItIsNotWatched() throws IOException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            line.ctl("set_disk_free_limit", "9000000000000000");
            awaitAlarms(broker, 503);

            line.ctl("deactivate_free_disk_space_monitoring");
            awaitAlarms(broker, 200);

            line.ctl("activate_free_disk_space_monitoring");
            awaitAlarms(broker, 503);
        }
    }

    private static void awaitAlarms(HttpBroker broker, int status) {
        Awaitility.await("alarms: " + status)
                .until(() -> broker.http().get("/api/health/checks/alarms").status() == status);
    }
}
