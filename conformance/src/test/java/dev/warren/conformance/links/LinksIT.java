package dev.warren.conformance.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.HttpBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Links as an operator sees them: which address they use, and what becomes of them while
/// `stop_app` keeps their node from its work.
@Timeout(240)
class LinksIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MESSAGES = 1_000;

    @TempDir private static Path work;

    private static HttpBroker there;
    private static HttpBroker here;

    @BeforeAll
    static void start() throws Exception {
        there = HttpBroker.start(Map.of("cluster_name", "there"));
        here = HttpBroker.start(Map.of("cluster_name", "here"));
    }

    @AfterAll
    static void stop() {
        Stream.of(here, there).forEach(HttpBroker::close);
    }

    private static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions();
    }

    private static void put(String path, String body) {
        assertThat(here.http().put(path, body).status()).isEqualTo(201);
    }

    private static JsonNode federationLink(String upstream) {
        return here.http()
                .get("/api/federation-links")
                .json()
                .valueStream()
                .filter(link -> link.path("upstream").asText().equals(upstream))
                .findFirst()
                .orElseThrow();
    }

    private static void link() {
        String uri = "amqp://guest:guest@127.0.0.1:" + there.process().port();
        put(
                "/api/parameters/shovel/%2F/moved",
                """
                {"value":{"src-uri":"%s","src-queue":"moved","dest-uri":"amqp://","dest-queue":"moved",
                 "src-prefetch-count":50,"reconnect-delay":1}}
                """
                        .formatted(uri));
        put(
                "/api/parameters/federation-upstream/%2F/there",
                "{\"value\":{\"uri\":\"%s\",\"reconnect-delay\":1,\"prefetch-count\":50}}"
                        .formatted(uri));
        put(
                "/api/policies/%2F/fed",
                """
                {"pattern":"^fed$","definition":{"federation-upstream":"there"},"apply-to":"exchanges"}
                """);
    }

    private static void publish(Channel channel, int first, int end) throws Exception {
        for (int i = first; i < end; i++) {
            byte[] body = String.valueOf(i).getBytes(UTF_8);
            channel.basicPublish("", "moved", MessageProperties.PERSISTENT_BASIC, body);
            channel.basicPublish("fed", "key", MessageProperties.PERSISTENT_BASIC, body);
        }
        channel.waitForConfirmsOrDie(LIMIT.toMillis());
    }

    private static long linksOf(HttpBroker broker) {
        return broker.http()
                .get("/api/connections")
                .json()
                .valueStream()
                .map(connection -> connection.path("client_properties").path("connection_name"))
                .map(JsonNode::asText)
                .filter(name -> name.startsWith("Shovel") || name.startsWith("Federation"))
                .count();
    }

    private static boolean areRunning() {
        JsonNode shovels = here.http().get("/api/shovels").json();
        return shovels.path(0).path("state").asText().equals("running")
                && federationLink("there").path("status").asText().equals("running");
    }

    /// All numbers, each at least once.
    private static void awaitAll(String queue) throws Exception {
        Set<String> seen = new HashSet<>();
        try (Connection connection = here.process().factory().newConnection()) {
            Channel channel = connection.createChannel();
            soon().until(() -> {
                GetResponse next = channel.basicGet(queue, true);
                while (next != null) {
                    seen.add(new String(next.getBody(), UTF_8));
                    next = channel.basicGet(queue, true);
                }
                return seen.size() >= MESSAGES;
            });
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList());
    }

    @Test
    void federationShowsTheAddressThatItIsConnectedTo() throws Exception {
        String place = "127.0.0.1:" + there.process().port();
        put(
                "/api/parameters/federation-upstream/%2F/either",
                "{\"value\":{\"uri\":[\"amqp://guest:wrong@%s\",\"amqp://guest:guest@%s/%%2F\"]}}"
                        .formatted(place, place));
        put(
                "/api/policies/%2F/either",
                "{\"pattern\":\"^either$\",\"definition\":{\"federation-upstream\":\"either\"}}");
        try (Connection at = here.process().factory().newConnection()) {
            at.createChannel().queueDeclare("either", true, false, false, null);

            soon().until(() ->
                    federationLink("either")
                            .path("uri")
                            .asText()
                            .equals("amqp://" + place + "/%2F"));
            assertThat(
                            new CommandLine(here.process().data(), work)
                                    .ctl("federation_status", "--formatter", "json")
                                    .out())
                    .contains("amqp://" + place + "/%2F")
                    .doesNotContain("guest");
        }
        here.http().delete("/api/policies/%2F/either");
    }

    @Test
    void theyStopAndBeginAgainAndNothingIsLost() throws Exception {
        CommandLine line = new CommandLine(here.process().data(), work);
        try (Connection at = here.process().factory().newConnection()) {
            Channel channel = at.createChannel();
            channel.exchangeDeclare("fed", "topic", true);
            channel.queueDeclare("fed", true, false, false, null);
            channel.queueBind("fed", "fed", "#");
        }
        try (Connection upstream = there.process().factory().newConnection()) {
            Channel channel = upstream.createChannel();
            channel.confirmSelect();
            channel.exchangeDeclare("fed", "topic", true);
            channel.queueDeclare("moved", true, false, false, null);
            link();
            soon().until(LinksIT::areRunning);
            publish(channel, 0, MESSAGES / 2);

            line.ctl("stop_app");

            soon().until(() -> linksOf(there) == 0);
            publish(channel, MESSAGES / 2, MESSAGES);
            assertThat(here.http().get("/api/shovels").json()).isEmpty();
            assertThat(channel.messageCount("moved")).isGreaterThanOrEqualTo(MESSAGES / 2);

            line.ctl("start_app");

            soon().until(LinksIT::areRunning);
            awaitAll("moved");
            awaitAll("fed");
            soon().until(() -> channel.messageCount("moved") == 0);
        }
    }
}
