package dev.warren.conformance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Limits of a virtual host, of a user and of the node: none (-1), nobody (0), at the limit and one
/// beyond.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class LimitsIT {

    private static final int NODE_CONNECTIONS = 3;
    private static final int NODE_CHANNELS = 4;
    private static final String VHOST = "tight";

    private final List<Connection> open = new ArrayList<>();
    private HttpBroker broker;

    @BeforeAll
    void start() throws IOException {
        broker =
                HttpBroker.start(
                        Map.of(
                                "connection_max",
                                "" + NODE_CONNECTIONS,
                                "channel_max_per_node",
                                "" + NODE_CHANNELS));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void makeVhost() {
        assertThat(broker.http().put("/api/vhosts/" + VHOST, "{}").status()).isEqualTo(201);
        broker.http()
                .put(
                        "/api/permissions/" + VHOST + "/guest",
                        "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
    }

    @AfterEach
    void end() {
        open.forEach(connection -> connection.abort(200, "test over", 5_000));
        open.clear();
        broker.http().delete("/api/vhosts/" + VHOST);
        broker.http().put("/api/user-limits/guest/max-connections", "{\"value\":-1}");
        Awaitility.await("the connections to go")
                .atMost(Duration.ofSeconds(30))
                .until(() -> broker.http().get("/api/connections").json().isEmpty());
    }

    private Connection connect(String vhost) throws Exception {
        var factory = broker.process().factory();
        factory.setVirtualHost(vhost);
        var connection = factory.newConnection();
        open.add(connection);
        return connection;
    }

    private void limit(String name, int value) {
        assertThat(
                        broker.http()
                                .put(
                                        "/api/vhost-limits/" + VHOST + "/" + name,
                                        "{\"value\":" + value + "}")
                                .status())
                .isEqualTo(204);
    }

    private void assertConnectionRefused(String vhost, String text) {
        assertThatThrownBy(() -> connect(vhost))
                .hasStackTraceContaining("reply-code=530, reply-text=NOT_ALLOWED - " + text);
    }

    // ---- Queues of a virtual host ----

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void noMoreQueuesThanTheLimit(int max) throws Exception {
        limit("max-queues", max);
        var connection = connect(VHOST);
        for (int i = 0; i < max; i++) {
            declare(connection, "q" + i);
        }

        assertThatThrownBy(() -> declare(connection, "beyond"))
                .hasStackTraceContaining(
                        "reply-code=406, reply-text=PRECONDITION_FAILED - cannot declare queue"
                                + " 'beyond': queue limit in vhost '"
                                + VHOST
                                + "' ("
                                + max
                                + ") is reached");

        assertThat(broker.http().get("/api/queues/" + VHOST).json()).hasSize(max);
    }

    @Test
    void queueThatIsThereIsDeclaredAgainAtTheLimit() throws Exception {
        limit("max-queues", 1);
        var connection = connect(VHOST);
        declare(connection, "q");

        declare(connection, "q");

        Client.channelOf(connection).queueDelete("q");
        declare(connection, "other");
        limit("max-queues", -1);
        declare(connection, "more");
        assertThat(broker.http().get("/api/queues/" + VHOST).json()).hasSize(2);
    }

    /// On a channel of its own, which is closed: the node has few.
    private static void declare(Connection connection, String queue) throws Exception {
        Channel channel = Client.channelOf(connection);
        channel.queueDeclare(queue, false, false, false, Map.of());
        channel.close();
    }

    // ---- Connections ----

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noMoreConnectionsToAVhostThanTheLimit(int max) throws Exception {
        limit("max-connections", max);
        for (int i = 0; i < max; i++) {
            connect(VHOST);
        }

        assertConnectionRefused(
                VHOST,
                "access to vhost '"
                        + VHOST
                        + "' refused for user 'guest': connection limit ("
                        + max
                        + ") is reached");

        assertThat(connect("/").isOpen()).isTrue();
        limit("max-connections", -1);
        assertThat(connect(VHOST).isOpen()).isTrue();
    }

    @Test
    void noMoreConnectionsToTheNodeThanTheLimit() throws Exception {
        for (int i = 0; i < NODE_CONNECTIONS; i++) {
            connect("/");
        }

        assertConnectionRefused(
                "/",
                "connection refused: node connection limit (" + NODE_CONNECTIONS + ") is reached");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noMoreConnectionsOfAUserThanTheLimit(int max) throws Exception {
        broker.http().put("/api/user-limits/guest/max-connections", "{\"value\":" + max + "}");
        for (int i = 0; i < max; i++) {
            connect("/");
        }

        assertConnectionRefused(
                "/",
                "connection refused for user 'guest': user connection limit ("
                        + max
                        + ") is reached");
    }

    // ---- Channels ----

    @Test
    void noMoreChannelsOnTheNodeThanTheLimit() throws Exception {
        var first = connect("/");
        for (int i = 0; i < NODE_CHANNELS; i++) {
            Client.channelOf(first);
        }
        var second = connect("/");

        assertThatThrownBy(second::createChannel)
                .hasStackTraceContaining(
                        "reply-code=530, reply-text=NOT_ALLOWED - number of channels opened on"
                                + " this node has reached the maximum allowed limit of ("
                                + NODE_CHANNELS
                                + ")");
        assertThat(first.isOpen()).isTrue();
    }

    // ---- Values that are no limits ----

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user-limits/guest/max-connections | -2",
                "user-limits/guest/max-channels    | -2",
                "user-limits/guest/max-connections | \"a\"",
                "user-limits/guest/max-connections | 1.5",
                "vhost-limits/tight/max-queues      | \"a\"",
                "vhost-limits/tight/max-queues      | 1.5",
                "vhost-limits/tight/max-connections | true",
                "vhost-limits/tight/max-somethings  | 5"
            })
    void valueThatIsNoLimitIsRefused(String path, String value) {
        var before = broker.http().get("/api/user-limits").json();

        var answer = broker.http().put("/api/" + path, "{\"value\":" + value + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(broker.http().get("/api/user-limits").json()).isEqualTo(before);
        assertThat(broker.http().get("/api/vhost-limits/" + VHOST).json()).isEmpty();
    }
}
