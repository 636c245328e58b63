package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Virtual hosts begin with the limits, operator policies and users that the configuration has for
/// their names.
@Timeout(120)
class NewVhostsIT {

    private static HttpBroker broker;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        broker =
                HttpBroker.start(
                        Map.ofEntries(
                                Map.entry("default_limits.vhosts.1.pattern", "^dev"),
                                Map.entry("default_limits.vhosts.1.max_connections", "10"),
                                Map.entry("default_limits.vhosts.1.max_queues", "1"),
                                Map.entry("default_policies.operator.short.vhost_pattern", "^dev"),
                                Map.entry("default_policies.operator.short.queue_pattern", "^t\\."),
                                Map.entry("default_policies.operator.short.expires", "1h"),
                                Map.entry("default_policies.operator.short.max_length", "5"),
                                Map.entry("default_users.dora.vhost_pattern", "^(dev|/)"),
                                Map.entry("default_users.dora.password", "s3cret"),
                                Map.entry("default_users.dora.tags", "monitoring, policymaker"),
                                Map.entry("default_users.dora.configure", "^dora"),
                                Map.entry("default_users.dora.read", ".*"),
                                Map.entry("default_users.dora.write", ""),
                                Map.entry("default_users.eve.vhost_pattern", "^dev-2$"),
                                Map.entry("default_users.eve.tags", "administrator")));
        http = broker.http();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static void create(String vhost) {
        assertThat(http.put("/api/vhosts/" + vhost, "{}").status()).isEqualTo(201);
    }

    @Test
    void firstVirtualHostHasThemToo() throws Exception {
        assertThat(http.get("/api/permissions/%2F/dora").json().path("configure").asText())
                .isEqualTo("^dora");
        assertThat(http.get("/api/users/dora").json().path("tags"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("monitoring", "policymaker");
        assertThat(http.get("/api/vhost-limits/%2F").json()).isEmpty();

        dora().newConnection().close();
    }

    @Test
    void newOneGetsWhatFitsItsName() {
        create("dev-1");

        JsonNode limits = http.get("/api/vhost-limits/dev-1").json().path(0).path("value");
        assertThat(limits.path("max-connections").asInt()).isEqualTo(10);
        assertThat(limits.path("max-queues").asInt()).isEqualTo(1);
        JsonNode policy = http.get("/api/operator-policies/dev-1/short").json();
        assertThat(policy.path("pattern").asText()).isEqualTo("^t\\.");
        assertThat(policy.at("/definition/expires").asLong()).isEqualTo(3_600_000);
        assertThat(policy.at("/definition/max-length").asLong()).isEqualTo(5);
        JsonNode rights = http.get("/api/permissions/dev-1/dora").json();
        assertThat(rights.path("configure").asText()).isEqualTo("^dora");
        assertThat(rights.path("write").asText()).isEmpty();
        assertThat(rights.path("read").asText()).isEqualTo(".*");
        assertThat(http.get("/api/permissions/dev-1/guest").json().path("write").asText())
                .isEqualTo(".*");
    }

    @Test
    void otherOneGetsNothing() {
        create("prod");

        assertThat(http.get("/api/vhost-limits/prod").json()).isEmpty();
        assertThat(http.get("/api/operator-policies/prod").json()).isEmpty();
        assertThat(http.get("/api/permissions/prod/dora").status()).isEqualTo(404);
    }

    @Test
    void whatWasThereStaysAsItIs() {
        http.put("/api/users/eve", "{\"password\":\"own\",\"tags\":\"\"}");
        create("dev-2");

        assertThat(http.get("/api/users/eve").json().path("tags")).isEmpty();
        assertThat(http.get("/api/permissions/dev-2/eve").status()).isEqualTo(200);
        http.delete("/api/operator-policies/dev-2/short");
        assertThat(http.put("/api/vhosts/dev-2", "{\"description\":\"d\"}").status())
                .isEqualTo(204);
        assertThat(http.get("/api/operator-policies/dev-2").json()).isEmpty();
    }

    @Test
    void importedOnesGetThemUnlessTheDefinitionsSayOtherwise() {
        String definitions =
                """
                {"vhosts": [{"name": "dev-3"}],
                 "permissions": [{"user": "guest", "vhost": "dev-3",
                                  "configure": ".*", "write": ".*", "read": ".*"},
                                 {"user": "dora", "vhost": "dev-3",
                                  "configure": "", "write": "", "read": "imported"}]}
                """;
        assertThat(http.post("/api/definitions", definitions).status()).isEqualTo(204);

        assertThat(http.get("/api/permissions/dev-3/dora").json().path("read").asText())
                .isEqualTo("imported");
        assertThat(http.get("/api/operator-policies/dev-3/short").status()).isEqualTo(200);
    }

    private static ConnectionFactory dora() {
        ConnectionFactory factory = broker.process().factory();
        factory.setUsername("dora");
        factory.setPassword("s3cret");
        return factory;
    }
}
