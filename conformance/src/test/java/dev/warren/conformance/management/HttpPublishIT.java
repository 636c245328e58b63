package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages published over HTTP, and what else is done to a node by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpPublishIT {

    private static final String GET =
            "{\"count\":9,\"ackmode\":\"ack_requeue_false\",\"encoding\":\"auto\"}";

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

    private Answer publish(String exchange, String body) {
        return http.post("/api/exchanges/%2F/" + exchange + "/publish", body);
    }

    private static String body(String key, String payload) {
        return ("{\"properties\":{},\"routing_key\":\"%s\",\"payload\":\"%s\","
                        + "\"payload_encoding\":\"string\"}")
                .formatted(key, payload);
    }

    @Test
    void messageArrivesWithItsProperties() {
        http.put("/api/queues/%2F/props", "{}");

        Answer answer =
                publish(
                        "amq.default",
                        """
                        {"properties": {"delivery_mode": 2, "content_type": "text/plain",
                           "priority": 3, "message_id": "m", "timestamp": 5,
                           "headers": {"h": "v", "n": 1, "b": true, "l": [1, "a"], "t": {"x": 1}}},
                         "routing_key": "props", "payload": "你好 🐇", "payload_encoding": "string"}
                        """);
        JsonNode got = http.post("/api/queues/%2F/props/get", GET).json().path(0);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("routed").asBoolean()).isTrue();
        assertThat(got.path("payload").asText()).isEqualTo("你好 🐇");
        assertThat(got.path("properties").toString())
                .isEqualTo(
                        "{\"timestamp\":5,\"message_id\":\"m\",\"priority\":3,\"delivery_mode\":2,"
                                + "\"headers\":{\"h\":\"v\",\"n\":1,\"b\":true,\"l\":[1,\"a\"],"
                                + "\"t\":{\"x\":1}},\"content_type\":\"text/plain\"}");
    }

    @Test
    void bytesComeInBase64() {
        http.put("/api/queues/%2F/bytes", "{}");

        publish(
                "amq.default",
                "{\"properties\":{},\"routing_key\":\"bytes\",\"payload\":\"/wBiaW4=\","
                        + "\"payload_encoding\":\"base64\"}");
        JsonNode got = http.post("/api/queues/%2F/bytes/get", GET).json().path(0);

        assertThat(got.path("payload").asText()).isEqualTo("/wBiaW4=");
        assertThat(got.path("payload_bytes").asInt()).isEqualTo(5);
    }

    @Test
    void whatGoesNowhereIsNotRouted() {
        assertThat(publish("amq.topic", body("none", "x")).json().path("routed").asBoolean(true))
                .isFalse();
    }

    @Test
    void fullQueueThatRefusesIsToldAsNotRouted() {
        http.put(
                "/api/queues/%2F/full",
                "{\"arguments\":{\"x-max-length\":1,\"x-overflow\":\"reject-publish\"}}");

        assertThat(publish("amq.default", body("full", "1")).json().path("routed").asBoolean())
                .isTrue();
        assertThat(publish("amq.default", body("full", "2")).json().path("routed").asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"routing_key\":\"q\",\"payload\":\"x\",\"payload_encoding\":\"string\"}|[{key_missing,properties}]",
                "{\"properties\":{},\"payload\":\"x\",\"payload_encoding\":\"string\"}|[{key_missing,routing_key}]",
                "{\"properties\":{},\"routing_key\":\"q\",\"payload\":\"x\",\"payload_encoding\":\"rot13\"}|[\"unsupported_encoding\",\"rot13\"]",
                "{\"properties\":{},\"routing_key\":\"q\",\"payload\":\"***\",\"payload_encoding\":\"base64\"}|[\"not_base64\",\"***\"]",
                "{\"properties\":{\"delivery_mode\":\"abc\"},\"routing_key\":\"q\",\"payload\":\"x\",\"payload_encoding\":\"string\"}|[\"not_int\",\"delivery_mode\"]",
                "{\"properties\":{},\"routing_key\":\"q\",\"payload\":{\"a\":1},\"payload_encoding\":\"string\"}|payload_not_string",
                "{\"properties\":{\"user_id\":\"other\"},\"routing_key\":\"q\",\"payload\":\"x\",\"payload_encoding\":\"string\"}|406 PRECONDITION_FAILED - user_id property set to 'other' but authenticated user was 'guest'",
                "{\"properties\":{\"expiration\":\"soon\"},\"routing_key\":\"q\",\"payload\":\"x\",\"payload_encoding\":\"string\"}|406 PRECONDITION_FAILED - invalid expiration 'soon': no_integer",
            })
    void badMessagesAreRefusedInRabbitMqsWords(String body, String reason) {
        Answer answer = publish("amq.default", body);

        assertThat(answer.status()).isEqualTo(400);
        JsonNode given = answer.json().path("reason");
        assertThat(given.isArray() ? given.toString() : given.asText()).isEqualTo(reason);
    }

    @Test
    void missingExchangeIsABadRequest() {
        Answer answer = publish("none", body("q", "x"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("404 NOT_FOUND - no exchange 'none' in vhost '/'");
    }

    @Test
    void rightToWriteIsAskedFor() {
        http.put("/api/users/reader", "{\"password\":\"p\",\"tags\":\"management\"}");
        http.put(
                "/api/permissions/%2F/reader",
                "{\"configure\":\".*\",\"write\":\"^$\",\"read\":\".*\"}");

        Answer answer =
                http.as("reader", "p").post("/api/exchanges/%2F/amq.topic/publish", body("q", "x"));

        assertThat(answer.status()).isIn(400, 401);
    }

    // --- the node ------------------------------------------------------------------------------

    @Test
    void virtualHostIsAlive() {
        assertThat(http.get("/api/aliveness-test/%2F").json().toString())
                .isEqualTo("{\"status\":\"ok\"}");
        assertThat(http.get("/api/queues/%2F/aliveness-test").json().path("messages").asInt())
                .isZero();
        assertThat(http.get("/api/aliveness-test/none").status()).isEqualTo(404);
    }

    @Test
    void clusterGetsAName() {
        assertThat(http.put("/api/cluster-name", "{}").reason()).isEqualTo("[{key_missing,name}]");

        assertThat(http.put("/api/cluster-name", "{\"name\":\"east\"}").status()).isEqualTo(204);

        assertThat(http.get("/api/cluster-name").json().path("name").asText()).isEqualTo("east");
        assertThat(http.get("/api/overview").json().path("cluster_name").asText())
                .isEqualTo("east");
    }

    @Test
    void triedLoginsAreCountedAndForgotten() {
        String attempts = "/api/auth/attempts/rabbit%40suite";
        http.as("guest", "wrong").get("/api/whoami");

        JsonNode counted = http.get(attempts).json();
        assertThat(counted.at("/0/protocol").asText()).isEqualTo("http");
        assertThat(counted.at("/0/auth_attempts_failed").asInt()).isPositive();
        assertThat(counted.at("/0/auth_attempts").asInt())
                .isEqualTo(
                        counted.at("/0/auth_attempts_failed").asInt()
                                + counted.at("/0/auth_attempts_succeeded").asInt());
        assertThat(http.delete(attempts).status()).isEqualTo(204);
        assertThat(http.get(attempts).json().at("/0/auth_attempts_failed").asInt()).isZero();
        assertThat(http.get(attempts + "/source").json()).isEmpty();
    }

    @Test
    void hashedPasswordIsOneThatAUserCanHave() {
        String hash = http.get("/api/auth/hash_password/s3cret%2F").json().path("ok").asText();
        http.put(
                "/api/users/hashed",
                "{\"password_hash\":\"" + hash + "\",\"tags\":\"management\"}");

        assertThat(http.as("hashed", "s3cret/").get("/api/whoami").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/feature-flags,                                    200",
        "PUT,    /api/feature-flags/quorum_queue/enable,                204",
        "PUT,    /api/feature-flags/none/enable,                        400",
        "GET,    /api/deprecated-features/used,                         200",
        "GET,    /api/stream/connections,                               200",
        "GET,    /api/stream/publishers/%2F,                            200",
        "GET,    /api/shovels,                                          200",
        "GET,    /api/federation-links/%2F,                             200",
        "GET,    /api/nodes/rabbit%40suite/memory,                  200",
        "POST,   /api/rebalance/queues,                                 204",
        "DELETE, /api/reset,                                            204",
        "DELETE, /api/reset/none@x,                                     404",
        "POST,   /api/vhosts/%2F/start/rabbit%40suite,              204",
        "POST,   /api/vhosts/%2F/start/none@x,                          400",
        "GET,    /api/health/checks/below-node-connection-limit,        200",
        "GET,    /api/health/checks/metadata-store/initialized,         200",
        "GET,    /api/health/checks/quorum-queues-without-elected-leaders/all-vhosts/, 200",
        "GET,    /api/exchanges/%2F/amq.topic/publish,                  405",
    })
    void whatASingleNodeHasLittleToSayAbout(String method, String path, int status) {
        assertThat(http.send(method, path, "").status()).isEqualTo(status);
    }

    @Test
    void queueActionsAreKnown() {
        http.put("/api/queues/%2F/acted", "{}");
        String actions = "/api/queues/%2F/acted/actions";

        assertThat(http.post(actions, "{\"action\":\"sync\"}").status()).isEqualTo(204);
        assertThat(http.post(actions, "{\"action\":\"bogus\"}").json().path("reason").toString())
                .isEqualTo("[\"unknown\",\"bogus\"]");
    }
}
