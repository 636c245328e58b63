package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Routes that RabbitMQ has since version 4, and those of plugins that are not here. No recording
/// of them is at hand: what they answer is what RabbitMQ's documentation says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpNewerRoutesIT {

    private static final String QUORUM = "/api/queues/quorum/%2F/";
    private static final String HERE = "{\"node\":\"rabbit@suite\"}";
    private static final String ELSEWHERE = "{\"node\":\"rabbit@elsewhere\"}";

    private HttpBroker broker;
    private Http http;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
        http = broker.http();
        for (String type : List.of("classic", "quorum", "stream")) {
            http.put(
                    "/api/queues/%2F/n-" + type,
                    "{\"durable\":true,\"arguments\":{\"x-queue-type\":\"" + type + "\"}}");
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    // --- virtual hosts -------------------------------------------------------------------------

    @Test
    void protectedVirtualHostIsNotDeleted() {
        http.put("/api/vhosts/kept", "{\"description\":\"stays\"}");

        assertThat(http.post("/api/vhosts/kept/deletion/protection", "").status()).isEqualTo(204);
        JsonNode kept = http.get("/api/vhosts/kept").json();
        assertThat(kept.path("protected_from_deletion").asBoolean()).isTrue();
        assertThat(kept.path("description").asText()).isEqualTo("stays");
        Answer refused = http.delete("/api/vhosts/kept");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.json().path("error").asText()).isEqualTo("precondition_failed");
        assertThat(refused.reason())
                .isEqualTo(
                        "Refusing to delete virtual host 'kept' because it is protected from deletion");

        assertThat(http.delete("/api/vhosts/kept/deletion/protection").status()).isEqualTo(204);
        assertThat(http.delete("/api/vhosts/kept").status()).isEqualTo(204);
        assertThat(http.post("/api/vhosts/kept/deletion/protection", "").status()).isEqualTo(404);
        assertThat(http.delete("/api/vhosts/kept/deletion/protection").status()).isEqualTo(404);
    }

    // --- settings ------------------------------------------------------------------------------

    @Test
    void settingsInEffectAreShownWithoutSecrets() throws IOException {
        var request =
                http.request("/api/config/effective")
                        .header("Authorization", "Basic Z3Vlc3Q6Z3Vlc3Q=")
                        .header("Accept", "text/plain");

        Answer answer = http.send(request, "GET", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(answer.response().body().lines())
                .isSorted()
                .contains(
                        "warren.node_name = rabbit@suite",
                        "default_pass = ********",
                        "heartbeat = 60",
                        "vm_memory_high_watermark.relative = 0.6")
                .allMatch(setting -> setting.matches("\\S+ = .*"));
    }

    // --- features ------------------------------------------------------------------------------

    @Test
    void allFeaturesAreEnabledAndNoneThatIsDeprecatedIsUsed() {
        JsonNode features = http.get("/api/feature-flags").json();

        assertThat(features)
                .isNotEmpty()
                .allSatisfy(feature -> {
                    assertThat(keys(feature))
                            .containsExactlyInAnyOrder(
                                    "name", "desc", "doc_url", "state", "stability", "provided_by");
                    assertThat(feature.path("state").asText()).isEqualTo("enabled");
                });
        assertThat(http.put("/api/feature-flags/quorum_queue/enable", "{}").status())
                .isEqualTo(204);
        assertThat(http.put("/api/feature-flags/none/enable", "{}").status()).isEqualTo(400);
        assertThat(http.get("/api/deprecated-features").json())
                .isNotEmpty()
                .allSatisfy(feature ->
                        assertThat(keys(feature))
                                .contains("name", "desc", "deprecation_phase", "state"));
        assertThat(http.get("/api/deprecated-features/used").json()).isEmpty();
    }

    @Test
    void versionIsThatOfTheOverview() {
        assertThat(http.get("/api/version").json().asText())
                .isEqualTo(http.get("/api/overview").json().path("rabbitmq_version").asText())
                .isNotEmpty();
    }

    // --- users ---------------------------------------------------------------------------------

    @Test
    void hashOfAPasswordLetsIn() {
        String hash = http.get("/api/auth/hash_password/a%20secret").json().path("ok").asText();

        http.put(
                "/api/users/hashed",
                "{\"password_hash\":\"" + hash + "\",\"tags\":\"management\"}");

        assertThat(http.as("hashed", "a secret").get("/api/whoami").status()).isEqualTo(200);
        assertThat(http.get("/api/users/hashed/queues").json().isArray()).isTrue();
        assertThat(http.get("/api/users/no-such/queues").status()).isEqualTo(404);
    }

    // --- queues --------------------------------------------------------------------------------

    @Test
    void detailedQueuesAreTheQueues() {
        JsonNode detailed = http.get("/api/queues/detailed?sort=name").json();

        assertThat(detailed.findValuesAsText("name")).contains("n-classic", "n-quorum", "n-stream");
        assertThat(keys(detailed.get(0))).contains("messages", "consumers", "message_bytes");
    }

    @Test
    void quorumQueueHasOneCopyWhichLeads() {
        JsonNode copies = http.get(QUORUM + "n-quorum/status").json();

        assertThat(copies).hasSize(1);
        assertThat(copies.get(0).path("Node Name").asText()).isEqualTo("rabbit@suite");
        assertThat(copies.get(0).path("Raft State").asText()).isEqualTo("leader");
        assertThat(copies.get(0).path("Membership").asText()).isEqualTo("voter");
        assertThat(keys(copies.get(0)))
                .contains("Last Applied", "Commit Index", "Term", "Machine Version");
        Answer classic = http.get(QUORUM + "n-classic/status");
        assertThat(classic.status()).isEqualTo(503);
        assertThat(classic.reason()).isEqualTo("classic_queue_not_supported");
        assertThat(http.get(QUORUM + "none/status").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, n-quorum, add, HERE, 204, ''",
        "POST, n-quorum, add, ELSEWHERE, 503, node_not_running",
        "POST, n-quorum, add, {}, 400, '[{key_missing,node}]'",
        "POST, n-classic, add, HERE, 503, classic_queue_not_supported",
        "POST, none, add, HERE, 404, Not Found",
        "DELETE, n-quorum, delete, HERE, 503, last_node",
        "DELETE, n-quorum, delete, ELSEWHERE, 202, ''",
        "DELETE, n-stream, delete, HERE, 503, stream_queue_not_supported",
    })
    void copiesStayAsTheyAre(
            String method, String queue, String what, String body, int status, String reason) {
        String sent =
                switch (body) {
                    case "HERE" -> HERE;
                    case "ELSEWHERE" -> ELSEWHERE;
                    default -> body;
                };

        Answer answer = http.send(method, QUORUM + queue + "/replicas/" + what, sent);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(status < 300 ? answer.response().body() : answer.reason()).isEqualTo(reason);
    }

    @Test
    void nodeHasACopyOfEachQueueAndKeepsIt() {
        String on = "/api/queues/quorum/replicas/on/";
        String all = "{\"vhost_pattern\":\".*\",\"queue_pattern\":\".*\",\"strategy\":\"all\"}";

        assertThat(http.post(on + "rabbit@suite/grow", all).status()).isEqualTo(204);
        assertThat(http.post(on + "rabbit@suite/grow", "{}").status()).isEqualTo(400);
        assertThat(http.post(on + "rabbit@suite/grow", all.replace("all", "some")).status())
                .isEqualTo(400);
        assertThat(http.post(on + "rabbit@elsewhere/grow", all).status()).isEqualTo(404);
        assertThat(http.delete(on + "rabbit@suite/shrink").status()).isEqualTo(202);
        assertThat(http.get(QUORUM + "n-quorum/status").json()).hasSize(1);
    }

    // --- the node ------------------------------------------------------------------------------

    @Test
    void memoryIsToldInBytesAndInShares() {
        JsonNode bytes = http.get("/api/nodes/rabbit@suite/memory").json().path("memory");
        JsonNode shares = http.get("/api/nodes/rabbit@suite/memory/relative").json().path("memory");

        List<String> parts = new ArrayList<>(keys(bytes));
        parts.remove("strategy");
        assertThat(keys(shares)).containsExactlyInAnyOrderElementsOf(parts);
        assertThat(shares.path("total").asInt()).isEqualTo(100);
        assertThat(shares.path("code").asInt()).isBetween(1, 100);
        assertThat(bytes.path("code").asLong()).isPositive();
        assertThat(bytes.path("total").path("rss").asLong()).isPositive();
        assertThat(http.get("/api/nodes/none/memory/relative").status()).isEqualTo(404);
    }

    @Test
    void nodeTellsWhatItWasStartedWith() {
        JsonNode node = http.get("/api/nodes/rabbit@suite").json();

        assertThat(node.path("db_dir").asText()).isEqualTo(broker.process().data().toString());
        assertThat(node.path("log_files"))
                .extracting(JsonNode::asText)
                .isEqualTo(List.of("<stdout>"));
        assertThat(node.path("auth_mechanisms").findValuesAsText("name")).contains("PLAIN");
        assertThat(node.path("contexts").findValuesAsText("port"))
                .contains(String.valueOf(http.base().getPort()));
        assertThat(node.path("enabled_plugins"))
                .extracting(JsonNode::asText)
                .contains("rabbitmq_management", "rabbitmq_shovel");
    }

    // --- streams -------------------------------------------------------------------------------

    @Test
    void nobodySpeaksTheStreamProtocol() {
        for (String kind : List.of("connections", "publishers", "consumers")) {
            assertThat(http.get("/api/stream/" + kind).json()).as(kind).isEmpty();
            assertThat(http.get("/api/stream/" + kind + "/%2F").json()).as(kind).isEmpty();
            assertThat(http.get("/api/stream/" + kind + "/no-such").status()).isEqualTo(404);
        }
        assertThat(http.get("/api/stream/publishers/%2F/n-stream").json()).isEmpty();
        String tracking = "/api/stream/%2F/n-stream/tracking";
        assertThat(http.get(tracking).json()).hasToString("{\"offsets\":{},\"writers\":{}}");
        assertThat(http.get(tracking + "?type=offset").json()).hasToString("{\"offsets\":{}}");
        assertThat(http.get(tracking + "?type=writer").json()).hasToString("{\"writers\":{}}");
        assertThat(http.get("/api/stream/%2F/n-classic/tracking").status()).isEqualTo(503);
        assertThat(http.get("/api/stream/%2F/none/tracking").status()).isEqualTo(404);
    }

    // --- what is not here ----------------------------------------------------------------------

    /// As in RabbitMQ while the plugin is off.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/traces",
                "/api/traces/%2F",
                "/api/trace-files",
                "/api/top/rabbit@suite",
                "/api/top/ets/rabbit@suite",
                "/api/process/1",
                "/api/nodes/rabbit@suite/memory/ets",
                "/api/stream/super-streams/%2F/s",
                "/api/js/oidc-oauth/bootstrap.js",
                "/api/mqtt/subscriptions"
            })
    void pluginsThatAreNotHereAreNotFound(String path) {
        Answer answer = http.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("error").asText()).isEqualTo("Object Not Found");
    }
}
