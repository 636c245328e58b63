package dev.warren.conformance.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.HttpBroker;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Federation between two brokers: exchanges and queues of one get messages of the other.
class FederationIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SECRET = "s3cret-of-the-link";

    private static HttpBroker west;
    private static HttpBroker east;

    @BeforeAll
    static void start() throws Exception {
        west = HttpBroker.start(Map.of("cluster_name", "west"));
        east = HttpBroker.start(Map.of("cluster_name", "east"));
        for (HttpBroker broker : List.of(west, east)) {
            broker.http().put("/api/users/link", "{\"password\":\"" + SECRET + "\",\"tags\":\"\"}");
            broker.http()
                    .put(
                            "/api/permissions/%2F/link",
                            "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
        }
        upstream(east, "west", west, "");
        upstream(west, "east", east, "");
    }

    @AfterAll
    static void stop() {
        Stream.of(east, west).forEach(HttpBroker::close);
    }

    private static void upstream(HttpBroker at, String name, HttpBroker to, String more) {
        assertThat(
                        at.http()
                                .put(
                                        "/api/parameters/federation-upstream/%2F/" + name,
                                        "{\"value\":{\"uri\":\"amqp://link:%s@127.0.0.1:%d\",\"reconnect-delay\":1%s}}"
                                                .formatted(SECRET, to.process().port(), more))
                                .status())
                .isEqualTo(201);
    }

    private static void policy(HttpBroker at, String name, String upstream) {
        assertThat(
                        at.http()
                                .put(
                                        "/api/policies/%2F/" + name,
                                        "{\"pattern\":\"^%s$\",\"definition\":{\"federation-upstream\":\"%s\"}}"
                                                .formatted(name, upstream))
                                .status())
                .isEqualTo(201);
        await("the link of " + name)
                .until(() ->
                        links(at, name).stream()
                                .anyMatch(link -> link.path("status").asText().equals("running")));
    }

    private static List<JsonNode> links(HttpBroker at, String name) {
        return stream(at, "/api/federation-links/%2F")
                .filter(link ->
                        link.path("exchange").asText().equals(name)
                                || link.path("queue").asText().equals(name))
                .toList();
    }

    private static Stream<JsonNode> stream(HttpBroker at, String path) {
        return at.http().get(path).json().valueStream();
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(100));
    }

    private static void awaitUpstreamBinding(String exchange, String key, boolean isThere) {
        await("the binding upstream")
                .until(() ->
                        stream(west, "/api/exchanges/%2F/" + exchange + "/bindings/source")
                                        .anyMatch(b -> b.path("routing_key").asText().equals(key))
                                == isThere);
    }

    private static Channel channel(Connection connection, String exchange) throws Exception {
        Channel channel = connection.createChannel();
        channel.confirmSelect();
        if (!exchange.isEmpty()) {
            channel.exchangeDeclare(exchange, "topic", true);
        }
        return channel;
    }

    private static BlockingQueue<Delivery> consume(Channel channel, String queue) throws Exception {
        BlockingQueue<Delivery> inbox = new LinkedBlockingQueue<>();
        channel.basicConsume(queue, true, (_, delivery) -> inbox.add(delivery), _ -> {});
        return inbox;
    }

    private static String next(BlockingQueue<Delivery> inbox) throws InterruptedException {
        Delivery delivery = inbox.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(delivery).as("a message").isNotNull();
        return new String(delivery.getBody(), UTF_8);
    }

    private static void publish(Channel channel, String exchange, String key, String body)
            throws Exception {
        channel.basicPublish(
                exchange, key, MessageProperties.PERSISTENT_BASIC, body.getBytes(UTF_8));
        channel.waitForConfirmsOrDie(LIMIT.toMillis());
    }

    @Test
    void exchangeGetsWhatItIsBoundFor() throws Exception {
        try (Connection there = west.process().factory().newConnection();
                Connection here = east.process().factory().newConnection()) {
            Channel publisher = channel(there, "");
            Channel consumer = channel(here, "bound.x");
            String queue = consumer.queueDeclare().getQueue();
            consumer.queueBind(queue, "bound.x", "a.#");
            BlockingQueue<Delivery> inbox = consume(consumer, queue);
            policy(east, "bound.x", "west");

            publish(publisher, "bound.x", "b.1", "not wanted");
            publish(publisher, "bound.x", "a.1", "wanted");
            assertThat(next(inbox)).isEqualTo("wanted");

            consumer.queueBind(queue, "bound.x", "b.#");
            awaitUpstreamBinding("bound.x", "b.#", true);
            publish(publisher, "bound.x", "b.2", "wanted now");
            assertThat(next(inbox)).isEqualTo("wanted now");

            consumer.queueUnbind(queue, "bound.x", "b.#");
            awaitUpstreamBinding("bound.x", "b.#", false);
            publish(publisher, "bound.x", "b.3", "not wanted any more");
            publish(publisher, "bound.x", "a.2", "last");
            assertThat(next(inbox)).isEqualTo("last");
        }
    }

    @Test
    void messageSaysWhereItComesFromAndNotWhoSentIt() throws Exception {
        try (Connection there = west.process().factory().newConnection();
                Connection here = east.process().factory().newConnection()) {
            Channel publisher = channel(there, "");
            Channel consumer = channel(here, "said.x");
            String queue = consumer.queueDeclare().getQueue();
            consumer.queueBind(queue, "said.x", "#");
            BlockingQueue<Delivery> inbox = consume(consumer, queue);
            policy(east, "said.x", "west");

            publisher.basicPublish(
                    "said.x",
                    "k",
                    new AMQP.BasicProperties.Builder()
                            .userId("guest")
                            .contentType("text/plain")
                            .headers(Map.of("mine", 1))
                            .build(),
                    "hello".getBytes(UTF_8));
            Delivery delivery = inbox.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);

            assertThat(delivery).isNotNull();
            assertThat(delivery.getEnvelope().getRoutingKey()).isEqualTo("k");
            assertThat(delivery.getProperties().getContentType()).isEqualTo("text/plain");
            assertThat(delivery.getProperties().getUserId()).isNull();
            assertThat(delivery.getProperties().getHeaders()).containsEntry("mine", 1);
            List<?> stations =
                    (List<?>)
                            Objects.requireNonNull(
                                    delivery.getProperties().getHeaders().get("x-received-from"));
            assertThat(stations).hasSize(1);
            assertThat(((Map<?, ?>) stations.getFirst()).get("cluster-name")).hasToString("west");
            assertThat(stations.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void messagesDoNotGoRound() throws Exception {
        try (Connection there = west.process().factory().newConnection();
                Connection here = east.process().factory().newConnection()) {
            Channel inWest = channel(there, "loop.x");
            Channel inEast = channel(here, "loop.x");
            for (Channel channel : List.of(inWest, inEast)) {
                channel.queueDeclare("loop.q", true, false, false, null);
                channel.queueBind("loop.q", "loop.x", "#");
            }
            policy(east, "loop.x", "west");
            policy(west, "loop.x", "east");

            publish(inWest, "loop.x", "k", "1");
            BlockingQueue<Delivery> eastern = consume(inEast, "loop.q");
            assertThat(next(eastern)).isEqualTo("1");
            // What had gone round would come before this one.
            publish(inEast, "loop.x", "k", "2");
            assertThat(next(eastern)).isEqualTo("2");
            BlockingQueue<Delivery> western = consume(inWest, "loop.q");
            assertThat(next(western)).isEqualTo("1");
            assertThat(next(western)).isEqualTo("2");
            publish(inWest, "loop.x", "k", "3");
            assertThat(next(eastern)).isEqualTo("3");
            assertThat(next(western)).isEqualTo("3");
        }
    }

    @Test
    void nothingIsLostWhenTheUpstreamBrokerRestarts() throws Exception {
        int count = 500;
        try (Connection here = east.process().factory().newConnection();
                HttpBroker north = HttpBroker.start(Map.of("cluster_name", "north"))) {
            north.http().put("/api/users/link", "{\"password\":\"" + SECRET + "\",\"tags\":\"\"}");
            north.http()
                    .put(
                            "/api/permissions/%2F/link",
                            "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
            upstream(east, "north", north, "");
            Channel consumer = channel(here, "safe.x");
            consumer.queueDeclare("safe.q", true, false, false, null);
            consumer.queueBind("safe.q", "safe.x", "#");
            policy(east, "safe.x", "north");

            try (Connection there = north.process().factory().newConnection()) {
                Channel publisher = channel(there, "");
                for (int i = 0; i < count; i++) {
                    publisher.basicPublish(
                            "safe.x",
                            "k",
                            MessageProperties.PERSISTENT_BASIC,
                            Integer.toString(i).getBytes(UTF_8));
                }
                publisher.waitForConfirmsOrDie(LIMIT.toMillis());
            }
            north.process().kill();
            north.process().startAgain();

            BlockingQueue<Delivery> inbox = consume(consumer, "safe.q");
            Set<String> missing =
                    new HashSet<>(IntStream.range(0, count).mapToObj(Integer::toString).toList());
            while (!missing.isEmpty()) {
                missing.remove(next(inbox));
            }
            east.http().delete("/api/policies/%2F/safe.x");
            east.http().delete("/api/parameters/federation-upstream/%2F/north");
            await("the end of the link").until(() -> links(east, "safe.x").isEmpty());
        }
    }

    @Test
    void linkTakesAwayWhatItHasMadeUpstream() throws Exception {
        try (Connection here = east.process().factory().newConnection()) {
            channel(here, "gone.x");
            policy(east, "gone.x", "west");
            String queue = "/api/queues/%2F/federation%3A%20gone.x%20-%3E%20east";
            assertThat(west.http().get(queue).status()).isEqualTo(200);

            east.http().delete("/api/policies/%2F/gone.x");

            await("the queue upstream").until(() -> west.http().get(queue).status() == 404);
            assertThat(stream(west, "/api/exchanges/%2F"))
                    .noneMatch(x -> x.path("name").asText().startsWith("federation: gone.x"));
            assertThat(links(east, "gone.x")).isEmpty();
        }
    }

    @Test
    void queueGetsMessagesWhileSomebodyWaitsForThem() throws Exception {
        try (Connection there = west.process().factory().newConnection();
                Connection here = east.process().factory().newConnection()) {
            Channel publisher = channel(there, "");
            Channel consumer = channel(here, "");
            publisher.queueDeclare("fed.q", true, false, false, null);
            consumer.queueDeclare("fed.q", true, false, false, null);
            for (int i = 0; i < 3; i++) {
                publish(publisher, "", "fed.q", Integer.toString(i));
            }
            policy(east, "fed.q", "west");
            assertThat(publisher.messageCount("fed.q")).isEqualTo(3);

            BlockingQueue<Delivery> inbox = consume(consumer, "fed.q");
            assertThat(List.of(next(inbox), next(inbox), next(inbox)))
                    .containsExactly("0", "1", "2");
            await("the queue upstream to be empty")
                    .until(() -> publisher.messageCount("fed.q") == 0);
        }
    }

    @Test
    void linksAreShownAndBegunAnew() throws Exception {
        try (Connection here = east.process().factory().newConnection()) {
            channel(here, "shown.x");
            policy(east, "shown.x", "west");

            JsonNode link = links(east, "shown.x").getFirst();
            assertThat(link.path("type").asText()).isEqualTo("exchange");
            assertThat(link.path("upstream").asText()).isEqualTo("west");
            assertThat(link.path("upstream_exchange").asText()).isEqualTo("shown.x");
            assertThat(link.path("vhost").asText()).isEqualTo("/");
            assertThat(link.path("uri").asText())
                    .isEqualTo("amqp://127.0.0.1:" + west.process().port());
            String restart =
                    "/api/federation-links/vhost/%2F/"
                            + link.path("id").asText()
                            + "/"
                            + link.path("node").asText()
                            + "/restart";
            assertThat(east.http().delete(restart).status()).isEqualTo(204);
            await("the link to run again")
                    .until(() ->
                            links(east, "shown.x").stream()
                                    .anyMatch(each ->
                                            each.path("status").asText().equals("running")));
        }
    }

    @Test
    void wrongPasswordIsNamedWithoutBeingShown() throws Exception {
        try (Connection here = east.process().factory().newConnection()) {
            channel(here, "wrong.x");
            east.http()
                    .put(
                            "/api/parameters/federation-upstream/%2F/wrong",
                            "{\"value\":{\"uri\":\"amqp://link:%s-not@127.0.0.1:%d\"}}"
                                    .formatted(SECRET, west.process().port()));
            east.http()
                    .put(
                            "/api/policies/%2F/wrong",
                            "{\"pattern\":\"^wrong\",\"definition\":{\"federation-upstream\":\"wrong\"}}");

            await("the failure")
                    .until(() ->
                            stream(east, "/api/federation-links/%2F/state/down")
                                    .anyMatch(link ->
                                            link.path("exchange").asText().equals("wrong.x")));
            assertThat(east.http().get("/api/federation-links").response().body())
                    .doesNotContain(SECRET);
            assertThat(east.process().log()).doesNotContain(SECRET);
            east.http().delete("/api/policies/%2F/wrong");
            east.http().delete("/api/parameters/federation-upstream/%2F/wrong");
        }
    }
}
