package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a node says of itself, its log and its machine. Texts and codes are those of RabbitMQ
/// 3.10.8, where it has the command.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class DiagnosticsIT {

    private static final String NODE = WarrenProcess.NODE;
    private static final String DIAGNOSTICS = "rabbitmq-diagnostics";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Path work;
    private Path log;
    private HttpBroker broker;
    private CommandLine line;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        work = directory;
        log = directory.resolve("node.log");
        broker = HttpBroker.start(Map.of("log.file", log.toString()));
        line = new CommandLine(broker.process().data(), work);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Ended ok(String program, String... words) {
        Ended ended = line.run(program, words);
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended;
    }

    private JsonNode json(String command) throws IOException {
        return JSON.readTree(ok(DIAGNOSTICS, command, "--formatter", "json").out());
    }

    @Test
    void aHashedPasswordLetsItsUserIn() throws IOException, TimeoutException {
        List<String> lines = ok("rabbitmqctl", "hash_password", "s3cret").lines();

        assertThat(lines).hasSize(2).startsWith("Will hash password s3cret");
        broker.http()
                .put(
                        "/api/users/hashed",
                        "{\"password_hash\":\"%s\",\"tags\":\"\"}".formatted(lines.getLast()));
        assertThat(line.run("rabbitmqctl", "authenticate_user", "hashed", "s3cret").status())
                .isZero();
        assertThat(line.run("rabbitmqctl", "authenticate_user", "hashed", "other").status())
                .isEqualTo(65);
    }

    @Test
    void environmentIsTheSettingsInEffect() throws IOException {
        assertThat(ok(DIAGNOSTICS, "environment", "-q").lines())
                .contains(
                        "      {heartbeat,<<\"60\">>},",
                        "      {'disk_free_limit.absolute',<<\"50000000\">>},");
        assertThat(
                        JSON.readTree(ok(DIAGNOSTICS, "environment", "--formatter", "json").out())
                                .path("rabbit")
                                .path("log.file")
                                .asText())
                .isEqualTo(log.toString());
    }

    @Test
    void theLogIsFoundShownAndFollowed() throws IOException {
        assertThat(ok(DIAGNOSTICS, "log_location").out())
                .isEqualTo("Log file location(s) on node %s ...\n%s\n".formatted(NODE, log));
        assertThat(ok(DIAGNOSTICS, "log_location", "--all", "-q").lines())
                .containsExactly(log.toString(), "<stdout>");
        broker.http().put("/api/vhosts/logged", "{}");
        Awaitility.await().until(() -> Files.readString(log).contains("PUT /api/vhosts/logged"));
        assertThat(ok(DIAGNOSTICS, "log_tail", "-N", "2").lines())
                .hasSize(3)
                .startsWith("Last 2 log lines on node " + NODE + " ...");
    }

    /// Both go on until they are ended; what they miss before they listen is done again.
    @Test
    void logAndEventsAreFollowed() throws IOException {
        Path logged = work.resolve("followed.log");
        Path happened = work.resolve("followed.json");
        Process lines = line.start(logged, DIAGNOSTICS, "log_tail_stream");
        Process events =
                line.start(happened, DIAGNOSTICS, "consume_event_stream", "--pattern", "^vhost");
        try {
            AtomicInteger count = new AtomicInteger();
            Awaitility.await("both follow")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        broker.http().put("/api/vhosts/f" + count.incrementAndGet(), "{}");
                        return Files.readString(logged).contains("PUT /api/vhosts/f")
                                && Files.readString(happened).contains("vhost.created");
                    });
        } finally {
            lines.destroy();
            events.destroy();
        }
        JsonNode event = JSON.readTree(Files.readAllLines(happened).getFirst());
        assertThat(event.path("event").asText()).isEqualTo("vhost.created");
        assertThat(event.path("name").asText()).startsWith("f");
        assertThat(event.path("timestamp_in_ms").isNumber()).isTrue();
    }

    @Test
    void timeOfFollowingEnds() {
        assertThat(ok(DIAGNOSTICS, "log_tail_stream", "-d", "1").out())
                .startsWith("Streaming logs from node " + NODE + " for 1 seconds ...\n");
        ok(DIAGNOSTICS, "consume_event_stream", "-d", "1");
    }

    @Test
    void loginsAreCounted() throws IOException, TimeoutException {
        ok(DIAGNOSTICS, "reset_node_auth_attempt_metrics");
        ConnectionFactory factory = broker.process().factory();
        factory.newConnection().close();
        factory.setPassword("wrong");
        assertThatThrownBy(factory::newConnection)
                .isInstanceOf(AuthenticationFailureException.class);

        assertThat(ok(DIAGNOSTICS, "list_node_auth_attempt_stats").out())
                .startsWith(
                        """
                        Listing authentication
                         attempts for node "%s" ...
                        protocol\tauth_attempts\tauth_attempts_failed\tauth_attempts_succeeded
                        amqp091\t2\t1\t1
                        """
                                .formatted(NODE));
    }

    @Test
    void aMessageIsPeekedAtByItsPosition() throws Exception {
        try (Connection connection = broker.process().factory().newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("peeked", true, false, false, Map.of("x-queue-type", "quorum"));
            channel.confirmSelect();
            for (String body : List.of("first", "second")) {
                channel.basicPublish(
                        "",
                        "peeked",
                        MessageProperties.PERSISTENT_TEXT_PLAIN
                                .builder()
                                .messageId(body)
                                .headers(Map.of("a", 1))
                                .build(),
                        body.getBytes(StandardCharsets.UTF_8));
            }
            channel.waitForConfirms(30_000);
        }

        assertThat(ok("rabbitmq-queues", "peek", "peeked", "2").lines())
                .startsWith("Peeking at quorum queue peeked at position 2 on node " + NODE + " ...")
                .contains("message_id\tsecond", "payload (max 64 bytes)\tsecond", "header.a\t1")
                .contains("routing_keys\tpeeked");
        assertThat(line.run("rabbitmq-queues", "peek", "peeked", "3").err())
                .isEqualTo("Error:\nTarget queue does not have a message at that position\n");
        assertThat(line.run("rabbitmq-queues", "peek", "nonesuch", "1"))
                .extracting(Ended::status, Ended::err)
                .containsExactly(69, "Error:\nTarget queue was not found in virtual host '/'\n");
        assertThat(line.run("rabbitmq-queues", "peek", "peeked", "x").status()).isEqualTo(64);
    }

    @Test
    void theMachineIsDescribed() throws IOException {
        assertThat(ok(DIAGNOSTICS, "resolve_hostname", "127.0.0.1").out())
                .isEqualTo(
                        "Asking node %s to resolve hostname 127.0.0.1 to IPv4 addresses...\n127.0.0.1\n"
                                .formatted(NODE));
        assertThat(line.run(DIAGNOSTICS, "resolve_hostname", "h", "--address-family", "x"))
                .extracting(Ended::status, Ended::out)
                .containsExactly(65, "");
        assertThat(json("tls_versions").path("versions").toString()).contains("tlsv1.3", "tlsv1.2");
        assertThat(ok(DIAGNOSTICS, "cipher_suites").lines())
                .startsWith("Listing available cipher suites in OpenSSL format")
                .contains("TLS_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384");
        assertThat(json("certificates")).isEmpty();
        assertThat(json("os_env").path("variables").isObject()).isTrue();
        assertThat(ok(DIAGNOSTICS, "command_line_arguments", "-q").out())
                .contains("warren.node_name=" + NODE);
        assertThat(json("list_network_interfaces").path("interfaces")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rabbitmq-diagnostics | check_for_quorum_queues_without_an_elected_leader .* | reported all quorum queue leaders as healthy",
                "rabbitmq-diagnostics | check_if_metadata_store_is_initialized_with_data | has completed its initialization",
                "rabbitmqctl | check_if_any_deprecated_features_are_used | no deprecated features in use",
                "rabbitmq-diagnostics | discover_peers | No peers discovered",
                "rabbitmqctl | clear_auth_backend_cache | Will clear",
                "rabbitmqctl | reset_stats_db --all | Resetting statistics database in all nodes",
                "rabbitmq-upgrade | await_online_quorum_plus_one | only one in a single node cluster"
            })
    void probesAreFine(String program, String words, String said) {
        assertThat(ok(program, words.split(" ")).out()).contains(said);
    }

    @Test
    void policiesForMirroringAreFound() {
        ok("rabbitmqctl", "add_vhost", "mirrored");
        String check = "check_if_cluster_has_classic_queue_mirroring_policy";
        assertThat(ok("rabbitmq-queues", check).out())
                .contains("Cluster reported no policies enabling classic queue mirroring");
        ok("rabbitmqctl", "set_policy", "-p", "mirrored", "ha", "^x", "{\"ha-mode\":\"all\"}");

        assertThat(line.run("rabbitmq-queues", check))
                .extracting(Ended::status, Ended::err)
                .containsExactly(69, "Error:\nPolicy ha enables classic queue mirroring\n");
        assertThat(
                        ok("rabbitmq-queues", "list_policies_with_classic_queue_mirroring", "-s")
                                .lines())
                .singleElement()
                .asString()
                .startsWith("mirrored\tha\t^x");
        ok("rabbitmqctl", "clear_policy", "-p", "mirrored", "ha");
    }
}
