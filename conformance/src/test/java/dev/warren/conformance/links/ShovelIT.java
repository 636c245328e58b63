package dev.warren.conformance.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Shovels of one node, within it and to another one. The shapes and texts are those of RabbitMQ
/// 3.10.8 with its shovel plugins.
class ShovelIT {

    private static final Duration MOVED_MAX = Duration.ofSeconds(60);
    private static final String SECRET = "s3cret-of-nobody";

    private static HttpBroker here;
    private static WarrenProcess there;
    private static Http http;

    private Connection connection;
    private Channel channel;

    /// Names of this test's own.
    private String from = "";

    private String to = "";

    @BeforeAll
    static void start() throws IOException {
        here = HttpBroker.start();
        http = here.http();
        there = WarrenProcess.start(Broker.root(), Map.of());
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    @BeforeEach
    void connect(TestInfo test) throws Exception {
        from = test.getDisplayName().replace("()", "") + "-from";
        to = test.getDisplayName().replace("()", "") + "-to";
        connection = here.process().factory().newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    @AfterEach
    void disconnect() throws IOException {
        for (JsonNode shovel : http.get("/api/parameters/shovel").json()) {
            http.delete("/api/parameters/shovel/%2F/" + encoded(shovel.path("name").asText()));
        }
        connection.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String uriOfThere() {
        return "amqp://guest:guest@127.0.0.1:" + there.port() + "/%2F";
    }

    private static Answer set(String name, String value) {
        return http.put("/api/parameters/shovel/%2F/" + name, "{\"value\":" + value + "}");
    }

    /// A shovel with these and further keys, each with a comma before it.
    private Answer move(String destination, String more) {
        return set(
                from,
                """
                {"src-uri":"amqp:///%%2F","src-queue":"%s","dest-uri":"%s","dest-queue":"%s",
                 "reconnect-delay":1%s}
                """
                        .formatted(from, destination, to, more));
    }

    private void publish(int first, int end) throws Exception {
        channel.queueDeclare(from, true, false, false, null);
        for (int i = first; i < end; i++) {
            channel.basicPublish(
                    "",
                    from,
                    MessageProperties.PERSISTENT_BASIC,
                    String.valueOf(i).getBytes(UTF_8));
        }
        channel.waitForConfirmsOrDie(60_000);
    }

    private static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(MOVED_MAX)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions();
    }

    /// Takes what is in a queue until these are among it; at least once each.
    private static void awaitAll(Connection at, String queue, int count) throws Exception {
        Set<String> seen = new HashSet<>();
        Channel reader = at.createChannel();
        reader.queueDeclare(queue, true, false, false, null);
        soon().until(() -> {
            GetResponse next = reader.basicGet(queue, true);
            while (next != null) {
                seen.add(new String(next.getBody(), UTF_8));
                next = reader.basicGet(queue, true);
            }
            return seen.size() >= count;
        });
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    private long length(String queue) throws IOException {
        return channel.messageCount(queue);
    }

    private static JsonNode status(String name) {
        return http.get("/api/shovels/vhost/%2F/" + encoded(name)).json();
    }

    private static void awaitState(String name, String state) {
        soon().until(() -> status(name).path("state").asText().equals(state));
    }

    @Test
    void withinOneNode() throws Exception {
        publish(0, 20);

        Answer set = move("amqp:///%2F", "");

        assertThat(set.status()).isEqualTo(201);
        awaitAll(connection, to, 20);
        assertThat(length(from)).isZero();
        awaitState(from, "running");
        JsonNode shown = status(from);
        assertThat(shown.path("src_uri").asText()).isEqualTo("amqp:///%2F");
        assertThat(shown.path("src_protocol").asText()).isEqualTo("amqp091");
        assertThat(shown.path("src_queue").asText()).isEqualTo(from);
        assertThat(shown.path("dest_queue").asText()).isEqualTo(to);
        assertThat(shown.path("type").asText()).isEqualTo("dynamic");
        assertThat(shown.path("vhost").asText()).isEqualTo("/");
    }

    @Test
    void toAnotherNode() throws Exception {
        publish(0, 20);

        move(uriOfThere(), ",\"dest-add-forward-headers\":true");

        awaitState(from, "running");
        publish(20, 40);
        try (Connection over = there.factory().newConnection()) {
            awaitAll(over, to, 40);
        }
        soon().until(() -> length(from) == 0);
        assertThat(status(from).path("dest_uri").asText())
                .isEqualTo("amqp://127.0.0.1:" + there.port() + "/%2F");
    }

    @Test
    void fromAnotherNodeWithItsWayInTheHeaders() throws Exception {
        http.put("/api/cluster-name", "{\"name\":\"meadow\"}");
        channel.queueDeclare(to, true, false, false, null);
        try (Connection over = there.factory().newConnection()) {
            Channel publisher = over.createChannel();
            publisher.queueDeclare(from, true, false, false, null);
            publisher.basicPublish("", from, MessageProperties.PERSISTENT_BASIC, new byte[] {1});
        }

        set(
                from,
                """
                {"src-uri":"%s","src-queue":"%s","dest-uri":"amqp://","dest-queue":"%s",
                 "dest-add-forward-headers":true,"dest-add-timestamp-header":true,
                 "dest-publish-properties":{"app_id":"mover"}}
                """
                        .formatted(uriOfThere(), from, to));

        soon().until(() -> length(to) == 1);
        GetResponse moved = channel.basicGet(to, true);
        assertThat(moved.getProps().getAppId()).isEqualTo("mover");
        assertThat(moved.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(moved.getProps().getHeaders()).containsKey("x-shovelled-timestamp");
        assertThat(String.valueOf(moved.getProps().getHeaders().get("x-shovelled")))
                .contains("shovel-type=dynamic", "src-queue=" + from, "dest-queue=" + to)
                .contains("shovelled-by=meadow")
                .doesNotContain("guest");
    }

    @Test
    void anExchangeMayBeTheSource() throws Exception {
        channel.queueDeclare(to, true, false, false, null);

        set(
                from,
                """
                {"src-uri":"amqp://","src-exchange":"amq.topic","src-exchange-key":"%s.*",
                 "dest-uri":"amqp://","dest-exchange":"","dest-exchange-key":"%s"}
                """
                        .formatted(from, to));

        awaitState(from, "running");
        channel.basicPublish("amq.topic", from + ".x", null, new byte[] {1});
        soon().until(() -> length(to) == 1);
    }

    /// What the destination had not confirmed when it died is sent again.
    @Test
    void nothingIsLostWhenTheDestinationDies() throws Exception {
        publish(0, 2_000);
        move(uriOfThere(), ",\"src-prefetch-count\":50");
        try (Connection over = there.factory().newConnection()) {
            Channel looking = over.createChannel();
            looking.queueDeclare(to, true, false, false, null);
            soon().until(() -> looking.messageCount(to) > 0);
        }

        there.kill();
        publish(2_000, 2_500);
        there.startAgain();

        try (Connection over = there.factory().newConnection()) {
            awaitAll(over, to, 2_500);
        }
        soon().until(() -> length(from) == 0);
    }

    @Test
    void onceAllThatWasThereHasMovedTheShovelIsGone() throws Exception {
        publish(0, 30);

        move("amqp:///%2F", ",\"src-delete-after\":\"queue-length\",\"src-prefetch-count\":7");

        soon().until(() -> http.get("/api/parameters/shovel/%2F/" + from).status() == 404);
        assertThat(http.get("/api/shovels/vhost/%2F/" + from).status()).isEqualTo(404);
        publish(30, 31);
        assertThat(length(from)).isEqualTo(1);
        awaitAll(connection, to, 30);
    }

    @Test
    void orWhenSoManyHaveMoved() throws Exception {
        publish(0, 30);

        move("amqp:///%2F", ",\"src-delete-after\":10");

        soon().until(() -> http.get("/api/parameters/shovel/%2F/" + from).status() == 404);
        soon().until(() -> length(from) == 20);
        awaitAll(connection, to, 10);
    }

    @Test
    void badParametersAreRefusedInRabbitmqsWords() {
        Answer unknown = set("bad", "{\"bogus\":1}");
        Answer protocol =
                set(
                        "bad",
                        """
                        {"src-uri":"amqp://","src-queue":"a","dest-uri":"amqp://h","dest-queue":"b",
                         "dest-protocol":"amqp10"}
                        """);

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.reason())
                .isEqualTo(
                        """
                        Validation failed

                        Must specify 'src-exchange' or 'src-queue'
                        Unrecognised terms [{<<"bogus">>,1}] in bad
                        Key "dest-uri" not found in bad
                        Key "src-uri" not found in bad
                        """);
        assertThat(protocol.status()).isEqualTo(400);
        assertThat(protocol.reason()).contains("'amqp10' is not supported");
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() {
        Answer set = move(uriOfThere().replace("guest:guest@", "guest:" + SECRET + "@"), "");

        assertThat(set.status()).isEqualTo(201);
        soon().until(() -> http.get("/api/shovels").response().body().contains("ACCESS_REFUSED"));
        assertThat(http.get("/api/shovels").response().body()).doesNotContain(SECRET);
        assertThat(here.process().log()).contains("ACCESS_REFUSED").doesNotContain(SECRET);
        assertThat(set("bad", "{\"src-uri\":\"http://u:" + SECRET + "@h\"}").reason())
                .doesNotContain(SECRET);
    }

    @Test
    void itIsBegunAnewAndDeleted() throws Exception {
        publish(0, 1);
        move("amqp:///%2F", "");
        awaitState(from, "running");
        String path = "/api/shovels/vhost/%2F/" + from;

        assertThat(http.delete(path + "/restart").status()).isEqualTo(204);
        assertThat(http.delete("/api/shovels/vhost/%2F/none/restart").status()).isEqualTo(404);
        publish(1, 2);
        awaitAll(connection, to, 2);
        assertThat(http.delete(path).status()).isEqualTo(204);

        assertThat(http.delete(path).status()).isEqualTo(404);
        assertThat(http.get("/api/parameters/shovel/%2F/" + from).status()).isEqualTo(404);
        soon().until(() -> http.get(path).status() == 404);
        soon().until(() ->
                http.get("/api/queues/%2F/" + from).json().path("consumers").asInt(9) == 0);
    }

    @Test
    void otherSettingsBeginItAnew() throws Exception {
        publish(0, 1);
        move("amqp:///%2F", "");
        awaitAll(connection, to, 1);

        to = to + "-2";
        assertThat(move("amqp:///%2F", "").status()).isEqualTo(204);

        publish(0, 1);
        awaitAll(connection, to, 1);
    }

    @Test
    void theCommandLineShowsAndEndsThem(@TempDir Path work) throws Exception {
        publish(0, 1);
        move("amqp:///%2F", "");
        awaitState(from, "running");
        var ctl = new CommandLine(here.process().data(), work);

        assertThat(ctl.ctl("shovel_status", "--formatter", "json").out())
                .contains("\"name\":\"" + from + "\"", "\"state\":\"running\"")
                .containsPattern("\"last_changed\":\"\\d{4}(-\\d\\d){2} \\d\\d(:\\d\\d){2}\"");
        ctl.ctl("restart_shovel", from);
        ctl.ctl("delete_shovel", from);

        var missing = ctl.run("rabbitmqctl", "delete_shovel", from);
        assertThat(missing.status()).isEqualTo(69);
        assertThat(missing.err()).contains("Shovel with the given name was not found");
    }

    @Test
    void metricsCountThem() throws Exception {
        publish(0, 1);
        move("amqp:///%2F", "");
        awaitState(from, "running");

        Http metrics = new Http(here.metrics(), "guest", "guest");
        soon().until(() ->
                metrics.get("/metrics")
                        .response()
                        .body()
                        .contains("rabbitmq_shovel_dynamic{status=\"running\"} 1"));
    }
}
