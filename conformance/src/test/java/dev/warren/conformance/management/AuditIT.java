package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What came and went, by whose wish, whichever way it was wished.
@Timeout(120)
class AuditIT {

    @Test
    void changesOverAmqpAreNotedWithTheirUser() throws Exception {
        try (HttpBroker broker = HttpBroker.start()) {
            Http http = broker.http();
            http.put("/api/users/ann", "{\"password\":\"secret\",\"tags\":\"\"}");
            http.put(
                    "/api/permissions/%2F/ann",
                    "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
            ConnectionFactory factory = broker.process().factory();
            factory.setUsername("ann");
            factory.setPassword("secret");
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.exchangeDeclare("audited-e", "topic");
                channel.queueDeclare("audited-q", true, false, false, null);
                channel.queueBind("audited-q", "audited-e", "a.#");
                channel.queueDeclare("audited-own", false, true, false, null);
                channel.queueDelete("audited-q");
            }
            http.delete("/api/exchanges/%2F/audited-e");

            JsonNode noted = http.get("/api/x/audit/topology?page=1&name=audited").json();

            assertThat(
                            StreamSupport.stream(noted.path("items").spliterator(), false)
                                    .map(AuditIT::text))
                    .containsExactly(
                            "guest exchange.deleted audited-e",
                            "ann queue.deleted audited-q",
                            "ann binding.deleted audited-e audited-q a.#",
                            "ann binding.created audited-e audited-q a.#",
                            "ann queue.created audited-q",
                            "ann exchange.created audited-e");
        }
    }

    private static String text(JsonNode entry) {
        String what = entry.path("user").asText() + " " + entry.path("event").asText() + " ";
        return entry.has("name")
                ? what + entry.path("name").asText()
                : what
                        + String.join(
                                " ",
                                entry.path("source").asText(),
                                entry.path("destination").asText(),
                                entry.path("routing_key").asText());
    }
}
