package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Health checks that fail, and what they say then: nodes that lack something.
@Timeout(120)
class HttpHealthIT {

    private static final String CHECKS = "/api/health/checks/";
    private static final Duration ALARM_MAX = Duration.ofSeconds(30);

    @TempDir private Path work;

    private static JsonNode failed(HttpBroker broker, String check) {
        Answer answer = broker.http().get(CHECKS + check);
        assertThat(answer.status()).as(check).isEqualTo(503);
        assertThat(answer.json().path("status").asText()).isEqualTo("failed");
        return answer.json();
    }

    private static Answer asNobody(HttpBroker broker, String check) {
        return broker.http().send(broker.http().request(CHECKS + check), "GET", "");
    }

    @Test
    void alarmsAreNamedWithTheirNode() throws IOException {
        try (HttpBroker broker = HttpBroker.start(Map.of("disk_free_limit.absolute", "900TB"))) {
            JsonNode everywhere = failed(broker, "alarms");
            JsonNode here = failed(broker, "local-alarms");

            assertThat(everywhere.path("reason").asText())
                    .isEqualTo("There are alarms in effect in the cluster");
            assertThat(here.path("reason").asText())
                    .isEqualTo("There are alarms in effect on the node");
            assertThat(here.path("alarms").findValuesAsText("resource")).containsExactly("disk");
            assertThat(here.path("alarms").findValuesAsText("node"))
                    .containsExactly("rabbit@suite");
            assertThat(broker.http().get("/api/healthchecks/node").status()).isEqualTo(503);

            new CommandLine(broker.process().data(), work)
                    .ctl("set_vm_memory_high_watermark", "absolute", "1");
            broker.http().put("/api/queues/%2F/filler", "{}");
            broker.http()
                    .post(
                            "/api/exchanges/%2F/amq.default/publish",
                            """
                            {"properties":{},"routing_key":"filler","payload":"more than a byte",
                             "payload_encoding":"string"}\
                            """);

            Awaitility.await("both alarms")
                    .atMost(ALARM_MAX)
                    .untilAsserted(() ->
                            assertThat(
                                            failed(broker, "alarms")
                                                    .path("alarms")
                                                    .findValuesAsText("resource"))
                                    .containsExactlyInAnyOrder("disk", "memory"));
        }
    }

    @Test
    void fullNodeSaysSoToWhoeverAsks() throws Exception {
        try (HttpBroker broker = HttpBroker.start(Map.of("connection_max", "1"))) {
            JsonNode before = asNobody(broker, "below-node-connection-limit").json();
            assertThat(before.path("status").asText()).isEqualTo("ok");
            assertThat(before.path("limit").asInt()).isEqualTo(1);
            assertThat(before.path("connections").asInt()).isZero();
            assertThat(asNobody(broker, "ready-to-serve-clients").status()).isEqualTo(200);

            try (Connection connection = broker.process().factory().newConnection()) {
                assertThat(connection.isOpen()).isTrue();
                JsonNode full = failed(broker, "below-node-connection-limit");

                assertThat(full.path("reason").asText())
                        .isEqualTo("node connection limit is reached");
                assertThat(full.path("limit").asInt()).isEqualTo(1);
                assertThat(full.path("connections").asInt()).isEqualTo(1);
                assertThat(asNobody(broker, "ready-to-serve-clients").reason())
                        .isEqualTo("node connection limit is reached");
                assertThat(asNobody(broker, "is-in-service").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void stoppedNodeListensForNobodyButTheHttpApi() throws IOException {
        try (HttpBroker broker = HttpBroker.start()) {
            int port = broker.process().port();
            assertThat(broker.http().get(CHECKS + "port-listener/" + port).json())
                    .hasToString("{\"status\":\"ok\",\"port\":" + port + "}");
            assertThat(broker.http().get(CHECKS + "protocol-listener/amqp091").json())
                    .hasToString("{\"status\":\"ok\",\"protocol\":\"amqp\"}");
            assertThat(
                            broker.http()
                                    .get(CHECKS + "protocol-listener/amqp,management")
                                    .json()
                                    .path("protocols"))
                    .extracting(JsonNode::asText)
                    .contains("amqp", "http");

            new CommandLine(broker.process().data(), work).ctl("stop_app");

            JsonNode closed = failed(broker, "port-listener/" + port);
            assertThat(closed.path("reason").asText()).isEqualTo("No active listener");
            assertThat(closed.path("missing").asInt()).isEqualTo(port);
            assertThat(closed.path("ports"))
                    .extracting(JsonNode::asInt)
                    .contains(broker.http().base().getPort())
                    .doesNotContain(port);
            JsonNode silent = failed(broker, "protocol-listener/amqp");
            assertThat(silent.path("missing").asText()).isEqualTo("amqp");
            assertThat(silent.path("protocols"))
                    .extracting(JsonNode::asText)
                    .contains("http")
                    .doesNotContain("amqp");
            assertThat(failed(broker, "protocol-listener/http,mqtt").path("missing"))
                    .extracting(JsonNode::asText)
                    .isEqualTo(List.of("mqtt"));
            for (String check : List.of("is-in-service", "ready-to-serve-clients")) {
                assertThat(asNobody(broker, check).status()).isEqualTo(503);
                assertThat(asNobody(broker, check).reason())
                        .isEqualTo("this node is not currently available to serve");
            }
        }
    }
}
