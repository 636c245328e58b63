package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What clients of the HTTP API do not do without: those that read an answer into a type and fail
/// when a part is missing, and those whose own tests look for it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class StrictClientsIT {

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

    @Test
    void tagsOfAUserStayInTheirOrder() {
        http.put("/api/users/tagged", "{\"password\":\"p\",\"tags\":\"policymaker,management\"}");

        assertThat(http.get("/api/users/tagged").json().path("tags").toString())
                .isEqualTo("[\"policymaker\",\"management\"]");
        assertThat(http.as("tagged", "p").get("/api/whoami").json().path("tags").toString())
                .isEqualTo("[\"policymaker\",\"management\"]");
    }

    /// Nagios' check of a node takes 0 for no answer, and raises the alarm.
    @Test
    void nodeWithoutLoadUsesSomeMemory() {
        assertThat(http.get("/api/nodes").json().path(0).path("mem_used").asLong()).isPositive();
    }

    @Test
    void consumersSayWhetherTheyAreServedAndHowLongTheyMayHoldAMessage() throws Exception {
        try (Connection connection = broker.process().factory().newConnection()) {
            Channel channel = connection.createChannel();
            channel.queueDeclare("served", false, true, false, Map.of());
            channel.basicConsume("served", false, "plain", (_, _) -> {}, _ -> {});
            channel.basicConsume(
                    "served",
                    false,
                    "hasty",
                    false,
                    false,
                    Map.of("x-consumer-timeout", 60_000),
                    (_, _) -> {},
                    _ -> {});

            JsonNode plain = consumer("plain");
            assertThat(plain.path("active").asBoolean()).isTrue();
            assertThat(plain.path("activity_status").asText()).isEqualTo("up");
            assertThat(plain.path("consumer_timeout").asLong()).isEqualTo(1_800_000);
            assertThat(consumer("hasty").path("consumer_timeout").asLong()).isEqualTo(60_000);
            assertThat(http.get("/api/queues/%2F/served").json().at("/consumer_details/0/active"))
                    .isEqualTo(plain.path("active"));
        }
    }

    @Test
    void singleActiveConsumerIsToldFromThoseThatWait() throws Exception {
        try (Connection connection = broker.process().factory().newConnection()) {
            Channel channel = connection.createChannel();
            channel.queueDeclare(
                    "single", false, true, false, Map.of("x-single-active-consumer", true));
            channel.basicConsume("single", false, "z-first", (_, _) -> {}, _ -> {});
            channel.basicConsume("single", false, "a-second", (_, _) -> {}, _ -> {});

            assertThat(consumer("z-first").path("activity_status").asText())
                    .isEqualTo("single_active");
            assertThat(consumer("a-second").path("activity_status").asText()).isEqualTo("waiting");
            assertThat(consumer("a-second").path("active").asBoolean(true)).isFalse();
            channel.basicCancel("z-first");

            Awaitility.await().until(() -> consumer("a-second").path("active").asBoolean());
        }
    }

    private JsonNode consumer(String tag) {
        return Awaitility.await()
                .until(() -> ofName("/api/consumers", "consumer_tag", tag), one -> one.size() == 1)
                .getFirst();
    }

    private List<JsonNode> ofName(String path, String key, String name) {
        return StreamSupport.stream(http.get(path).json().spliterator(), false)
                .filter(one -> one.path(key).asText().equals(name))
                .toList();
    }

    @Test
    void featureFlagsOfNewerVersionsAreThere() {
        for (String flag : List.of("rabbitmq_4.0.0", "detailed_queues_endpoint")) {
            assertThat(ofName("/api/feature-flags", "name", flag)).hasSize(1);
            assertThat(http.put("/api/feature-flags/" + flag + "/enable", "{}").status())
                    .isEqualTo(204);
        }
    }

    @Test
    void transientQueuesAreADeprecatedFeatureInUse() {
        String used = "/api/deprecated-features/used";
        assertThat(ofName("/api/deprecated-features", "name", "transient_nonexcl_queues"))
                .singleElement()
                .satisfies(feature -> {
                    assertThat(feature.path("deprecation_phase").asText())
                            .isEqualTo("permitted_by_default");
                    assertThat(feature.path("desc").asText()).isNotEmpty();
                    assertThat(feature.has("doc_url")).isTrue();
                    assertThat(feature.path("provided_by").asText()).isEqualTo("rabbit");
                });
        assertThat(http.get(used).json().isEmpty()).isTrue();
        http.put("/api/queues/%2F/passing", "{\"durable\":false}");

        assertThat(ofName(used, "name", "transient_nonexcl_queues")).hasSize(1);
        http.delete("/api/queues/%2F/passing");
    }

    /// Each part is read into a field of its own; one that is missing fails them all.
    @Test
    void memoryOfTheNodeHasThePartsOfNewerVersions() {
        String node = http.get("/api/nodes").json().at("/0/name").asText();

        JsonNode memory = http.get("/api/nodes/" + node + "/memory").json().path("memory");

        assertThat(memory.fieldNames())
                .toIterable()
                .contains("connection_readers", "metadata_store", "metadata_store_ets", "mnesia");
    }

    @Test
    void defaultExchangeCanBeNamedByNothing() {
        http.put("/api/queues/%2F/direct", "{\"durable\":true}");

        String message =
                "{\"routing_key\":\"direct\",\"payload\":\"x\","
                        + "\"payload_encoding\":\"string\",\"properties\":{}}";
        assertThat(
                        http.post("/api/exchanges/%2F//publish", message)
                                .json()
                                .path("routed")
                                .asBoolean())
                .isTrue();
        assertThat(http.get("/api/queues/%2F//bindings").status()).isEqualTo(404);
    }

    @Test
    void protectedVirtualHostIsNotDeleted() {
        http.put("/api/vhosts/kept", "{}");
        http.post("/api/vhosts/kept/deletion/protection", "");

        assertThat(http.delete("/api/vhosts/kept").status()).isEqualTo(412);
        http.delete("/api/vhosts/kept/deletion/protection");
        assertThat(http.delete("/api/vhosts/kept").status()).isEqualTo(204);
    }

    @Test
    void virtualHostThatLostItsLimitsIsListedWithoutAny() {
        http.put("/api/vhosts/limited", "{}");
        http.put("/api/vhost-limits/limited/max-queues", "{\"value\":5}");
        http.delete("/api/vhost-limits/limited/max-queues");

        assertThat(http.get("/api/vhost-limits/limited").json().isEmpty()).isTrue();
        assertThat(ofName("/api/vhost-limits", "vhost", "limited"))
                .singleElement()
                .matches(one -> one.path("value").isEmpty());
    }

    @Test
    void clusterHasAnIdentity() {
        String id =
                http.get("/api/global-parameters/internal_cluster_id")
                        .json()
                        .path("value")
                        .asText();

        assertThat(id).startsWith("rabbitmq-cluster-id-").hasSizeGreaterThan(30);
        assertThat(http.get("/api/auth").json().path("oauth_enabled").asBoolean(true)).isFalse();
    }
}
