package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Warren has below `/api/x/`: nothing of it is RabbitMQ's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OwnApiIT {

    private HttpBroker broker;
    private Http http;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
        http = broker.http();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private void publish(String queue, String id, String payload) {
        Answer answer =
                http.post(
                        "/api/exchanges/%2F/amq.default/publish",
                        ("{\"properties\":{\"message_id\":\"%s\",\"headers\":{\"kind\":\"%s\"}},"
                                        + "\"routing_key\":\"%s\",\"payload\":\"%s\","
                                        + "\"payload_encoding\":\"string\"}")
                                .formatted(id, id, queue, payload));
        assertThat(answer.json().path("routed").asBoolean()).isTrue();
    }

    private JsonNode browse(String queue, String query) {
        return http.get("/api/x/queues/%2F/" + queue + "/messages?" + query).json();
    }

    private static List<String> payloads(JsonNode page) {
        List<String> payloads = new ArrayList<>();
        page.path("items").forEach(item -> payloads.add(item.path("payload").asText()));
        return payloads;
    }

    private JsonNode job(String queue, String order) {
        Answer begun = http.post("/api/x/queues/%2F/" + queue + "/jobs", order);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        String path = "/api/x/jobs/" + begun.json().path("id").asLong();
        return Awaitility.await()
                .until(
                        () -> http.get(path).json(),
                        job -> !job.path("state").asText().equals("running"));
    }

    // --- browse --------------------------------------------------------------------------------

    @Test
    void lookingTakesNothing() {
        http.put("/api/queues/%2F/seen", "{}");
        for (int i = 0; i < 5; i++) {
            publish("seen", "m" + i, "body " + i);
        }

        JsonNode first = browse("seen", "limit=2");
        JsonNode rest = browse("seen", "from=" + first.path("next").asLong());

        assertThat(payloads(first)).containsExactly("body 0", "body 1");
        assertThat(payloads(rest)).containsExactly("body 2", "body 3", "body 4");
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(first.at("/items/0/redelivered").asBoolean(true)).isFalse();
        assertThat(http.get("/api/queues/%2F/seen").json().path("messages_ready").asInt())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "message_id=m3,   body 3",
        "header=kind%3Dm1, body 1",
        "text=y%202,      body 2",
    })
    void messagesAreFound(String query, String payload) {
        http.put("/api/queues/%2F/searched", "{}");
        http.delete("/api/queues/%2F/searched/contents");
        for (int i = 0; i < 5; i++) {
            publish("searched", "m" + i, "body " + i);
        }

        JsonNode page = browse("searched", query);

        assertThat(payloads(page)).containsExactly(payload);
        assertThat(page.path("scanned").asInt()).isEqualTo(5);
    }

    // --- jobs ----------------------------------------------------------------------------------

    @Test
    void namedMessagesAreDeleted() {
        http.put("/api/queues/%2F/weeded", "{}");
        for (int i = 0; i < 3; i++) {
            publish("weeded", "m" + i, "body " + i);
        }
        long id = browse("weeded", "message_id=m1").at("/items/0/id").asLong();

        JsonNode job = job("weeded", "{\"action\":\"delete\",\"ids\":[" + id + "]}");

        assertThat(job.path("state").asText()).isEqualTo("done");
        assertThat(job.path("done").asInt()).isEqualTo(1);
        assertThat(payloads(browse("weeded", ""))).containsExactly("body 0", "body 2");
    }

    @Test
    void whatFitsIsMoved() {
        http.put("/api/queues/%2F/left", "{}");
        http.put("/api/queues/%2F/right", "{}");
        for (int i = 0; i < 4; i++) {
            publish("left", "m" + i % 2, "body " + i);
        }

        JsonNode job =
                job(
                        "left",
                        "{\"action\":\"move\",\"filter\":{\"message_id\":\"m1\"},"
                                + "\"to\":{\"exchange\":\"\",\"routing_key\":\"right\"}}");

        assertThat(job.path("matched").asInt()).isEqualTo(2);
        assertThat(job.path("done").asInt()).isEqualTo(2);
        assertThat(payloads(browse("left", ""))).containsExactly("body 0", "body 2");
        assertThat(payloads(browse("right", ""))).containsExactly("body 1", "body 3");
    }

    @Test
    void messageIsMendedAndSentAgain() {
        http.put("/api/queues/%2F/mended", "{}");
        publish("mended", "m1", "wrong");

        job(
                "mended",
                "{\"action\":\"move\",\"to\":{\"exchange\":\"\"},\"edit\":{\"payload\":\"right\","
                        + "\"payload_encoding\":\"string\",\"properties\":{\"type\":\"t\"}}}");

        JsonNode mended = browse("mended", "").at("/items/0");
        assertThat(mended.path("payload").asText()).isEqualTo("right");
        assertThat(mended.at("/properties/type").asText()).isEqualTo("t");
        assertThat(mended.at("/properties/message_id").asText()).isEqualTo("m1");
    }

    @Test
    void copyIntoTheSameQueueEnds() {
        http.put("/api/queues/%2F/doubled", "{}");
        for (int i = 0; i < 3; i++) {
            publish("doubled", "m" + i, "body " + i);
        }

        JsonNode job =
                job(
                        "doubled",
                        "{\"action\":\"copy\",\"to\":{\"exchange\":\"\",\"routing_key\":\"doubled\"}}");

        assertThat(job.path("done").asInt()).isEqualTo(3);
        assertThat(payloads(browse("doubled", ""))).hasSize(6);
    }

    @Test
    void whatDiedIsTriedAgainWhereItDied() {
        http.put("/api/queues/%2F/graves", "{}");
        http.put(
                "/api/queues/%2F/work",
                "{\"arguments\":{\"x-dead-letter-exchange\":\"\","
                        + "\"x-dead-letter-routing-key\":\"graves\"}}");
        publish("work", "m", "body");
        http.post(
                "/api/queues/%2F/work/get",
                "{\"count\":1,\"ackmode\":\"reject_requeue_false\",\"encoding\":\"auto\"}");
        Awaitility.await().until(() -> browse("graves", "").path("items").size() == 1);

        JsonNode job = job("graves", "{\"action\":\"retry\"}");

        assertThat(job.path("done").asInt()).isEqualTo(1);
        JsonNode back = browse("work", "").at("/items/0");
        assertThat(back.path("payload").asText()).isEqualTo("body");
        assertThat(back.path("routing_key").asText()).isEqualTo("work");
        assertThat(browse("graves", "").path("items")).isEmpty();
    }

    @Test
    void whatHasNowhereToGoIsPassedOver() {
        http.put("/api/queues/%2F/stuck", "{}");
        publish("stuck", "m", "body");

        JsonNode moved = job("stuck", "{\"action\":\"move\",\"to\":{\"exchange\":\"amq.topic\"}}");
        JsonNode retried = job("stuck", "{\"action\":\"retry\"}");

        assertThat(moved.path("skipped").asInt()).isEqualTo(1);
        assertThat(retried.path("skipped").asInt()).isEqualTo(1);
        assertThat(payloads(browse("stuck", ""))).containsExactly("body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|400",
                "{\"action\":\"eat\"}|400",
                "{\"action\":\"move\"}|400",
                "{\"action\":\"move\",\"to\":{\"exchange\":\"none\"}}|404",
                "{\"action\":\"delete\",\"ids\":[]}|400",
                "{\"action\":\"delete\",\"ids\":[\"x\"]}|400",
                "{\"action\":\"delete\",\"filter\":[1]}|400",
                "{\"action\":\"delete\",\"edit\":{\"payload\":\"x\",\"payload_encoding\":\"string\"}}|400",
                "{\"action\":\"copy\",\"to\":{\"exchange\":\"\"},\"edit\":{}}|400",
            })
    void badOrdersAreRefused(String order, int status) {
        http.put("/api/queues/%2F/ordered", "{}");

        assertThat(http.post("/api/x/queues/%2F/ordered/jobs", order).status()).isEqualTo(status);
    }

    @Test
    void jobThatCannotGoOnIsCancelled() {
        http.put("/api/queues/%2F/source", "{}");
        http.put(
                "/api/queues/%2F/narrow",
                "{\"arguments\":{\"x-max-length\":1,\"x-overflow\":\"reject-publish\"}}");
        publish("source", "m1", "body 1");
        publish("source", "m2", "body 2");
        String path =
                "/api/x/jobs/"
                        + http.post(
                                        "/api/x/queues/%2F/source/jobs",
                                        "{\"action\":\"move\",\"to\":{\"exchange\":\"\","
                                                + "\"routing_key\":\"narrow\"}}")
                                .json()
                                .path("id")
                                .asLong();
        Awaitility.await().until(() -> browse("narrow", "").path("items").size() == 1);

        assertThat(http.get(path).json().path("state").asText()).isEqualTo("running");
        assertThat(http.delete(path).status()).isEqualTo(204);

        Awaitility.await()
                .until(() -> http.get(path).json().path("state").asText().equals("cancelled"));
        http.delete("/api/queues/%2F/narrow/contents");
        Awaitility.await().until(() -> browse("source", "").path("items").isEmpty());
        assertThat(payloads(browse("narrow", ""))).containsExactly("body 2");
    }

    @Test
    void jobsOfOthersAreNotSeen() {
        http.put("/api/queues/%2F/private", "{}");
        JsonNode job = job("private", "{\"action\":\"delete\"}");
        http.put("/api/users/curious", "{\"password\":\"p\",\"tags\":\"management\"}");
        Http other = http.as("curious", "p");

        assertThat(other.get("/api/x/jobs").json()).isEmpty();
        assertThat(other.get("/api/x/jobs/" + job.path("id").asLong()).status()).isEqualTo(404);
    }

    // --- what is where -------------------------------------------------------------------------

    @Test
    void routeIsTestedAndNothingPublished() {
        http.put("/api/queues/%2F/routed", "{}");
        http.post("/api/bindings/%2F/e/amq.topic/q/routed", "{\"routing_key\":\"a.#\"}");
        String test = "/api/x/route-test/%2F/amq.topic";

        JsonNode there = http.post(test, "{\"routing_key\":\"a.b\"}").json();
        JsonNode nowhere = http.post(test, "{\"routing_key\":\"b\"}").json();

        assertThat(there.path("queues").toString()).isEqualTo("[\"routed\"]");
        assertThat(there.path("routed").asBoolean()).isTrue();
        assertThat(nowhere.path("routed").asBoolean(true)).isFalse();
        assertThat(browse("routed", "").path("items")).isEmpty();
    }

    @Test
    void graphShowsWhatIsConnected() {
        http.put("/api/vhosts/drawn", "{}");
        http.put(
                "/api/queues/drawn/q",
                "{\"arguments\":{\"x-dead-letter-exchange\":\"amq.fanout\"}}");
        http.post("/api/bindings/drawn/e/amq.topic/q/q", "{\"routing_key\":\"k\"}");

        JsonNode graph = http.get("/api/x/graph/drawn").json();

        assertThat(graph.path("edges").toString())
                .contains("\"from\":\"exchange:amq.topic\",\"to\":\"queue:q\",\"kind\":\"binding\"")
                .contains(
                        "\"from\":\"queue:q\",\"to\":\"exchange:amq.fanout\",\"kind\":\"dead_letter\"");
    }

    @Test
    void delayedMessagesAreListedAndCancelled() {
        http.put(
                "/api/exchanges/%2F/later",
                "{\"type\":\"x-delayed-message\",\"arguments\":{\"x-delayed-type\":\"fanout\"}}");
        http.post(
                "/api/exchanges/%2F/later/publish",
                "{\"properties\":{\"headers\":{\"x-delay\":3600000}},\"routing_key\":\"k\","
                        + "\"payload\":\"body\",\"payload_encoding\":\"string\"}");
        String path = "/api/x/delayed/%2F/later";

        JsonNode page = http.get(path).json();
        String one = path + "/" + page.at("/items/0/id").asLong();

        assertThat(page.path("count").asInt()).isEqualTo(1);
        assertThat(payloads(page)).containsExactly("body");
        assertThat(http.delete(one).status()).isEqualTo(204);
        assertThat(http.delete(one).status()).isEqualTo(404);
        assertThat(http.get("/api/x/delayed/%2F/none").status()).isEqualTo(404);
    }

    @Test
    void delayedMessagesAreListedFromAPointInTime() {
        http.put(
                "/api/exchanges/%2F/planned",
                "{\"type\":\"x-delayed-message\",\"arguments\":{\"x-delayed-type\":\"fanout\"}}");
        for (int hours = 1; hours <= 4; hours++) {
            http.post(
                    "/api/exchanges/%2F/planned/publish",
                    "{\"properties\":{\"headers\":{\"x-delay\":"
                            + hours * 3_600_000
                            + "}},\"routing_key\":\"\",\"payload\":\"h"
                            + hours
                            + "\",\"payload_encoding\":\"string\"}");
        }
        String path = "/api/x/delayed/%2F/planned?limit=2&from=";
        JsonNode all = http.get("/api/x/delayed/%2F/planned").json();
        long second = all.at("/items/1/due_at").asLong();

        JsonNode from = http.get(path + second).json();

        assertThat(payloads(all)).containsExactly("h1", "h2", "h3", "h4");
        assertThat(payloads(from)).containsExactly("h2", "h3");
        assertThat(payloads(http.get(path + from.path("next").asText()).json()))
                .containsExactly("h4");
        assertThat(payloads(http.get(path + (second + 1)).json())).containsExactly("h3", "h4");
        assertThat(http.get(path + "tomorrow").status()).isEqualTo(400);
    }

    @Test
    void changesAreNotedWithWhoMadeThem() {
        http.put("/api/vhosts/noted", "{}");
        http.get("/api/vhosts/noted");

        JsonNode entry = http.get("/api/x/audit?page=1&name=noted").json().at("/items/0");

        assertThat(entry.path("user").asText()).isEqualTo("guest");
        assertThat(entry.path("method").asText()).isEqualTo("PUT");
        assertThat(entry.path("path").asText()).isEqualTo("/api/vhosts/noted");
        assertThat(entry.path("status").asInt()).isEqualTo(201);
        assertThat(broker.process().log())
                .contains("user 'guest' from 127.0.0.1: PUT /api/vhosts/noted: 201");
    }

    @Test
    void capabilitiesAreNamed() {
        assertThat(http.get("/api/x/capabilities").json().path("capabilities").toString())
                .contains("\"browse\"", "\"events\"");
    }

    // --- events --------------------------------------------------------------------------------

    @Test
    void eventsComeAsTheyHappen() throws IOException {
        try (Socket socket = new Socket(http.base().getHost(), http.base().getPort())) {
            socket.getOutputStream()
                    .write(
                            ("GET /api/x/events?name=queue. HTTP/1.1\r\nHost: x\r\n"
                                            + "Authorization: Basic Z3Vlc3Q6Z3Vlc3Q=\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> head = new ArrayList<>();
            for (String line = lines.readLine(); !":".equals(line); line = lines.readLine()) {
                assertThat(line).isNotNull();
                head.add(line.toLowerCase(java.util.Locale.ROOT));
            }
            http.put("/api/queues/%2F/told", "{}");
            String line = lines.readLine();
            while (line != null && !line.startsWith("data: ")) {
                assertThat(line).doesNotStartWith("event: vhost");
                line = lines.readLine();
            }

            assertThat(head.getFirst()).isEqualTo("http/1.1 200 ok");
            assertThat(head).anyMatch(h -> h.startsWith("content-type: text/event-stream"));
            assertThat(line).contains("\"name\":\"told\"").contains("timestamp_in_ms");
        }
    }

    @Test
    void eventsAreForThoseWhoWatchTheNode() {
        http.put("/api/users/unwatching", "{\"password\":\"p\",\"tags\":\"management\"}");

        assertThat(http.as("unwatching", "p").get("/api/x/events").status()).isEqualTo(401);
        assertThat(http.send("HEAD", "/api/x/events", "").status()).isEqualTo(200);
    }
}
