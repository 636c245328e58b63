package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `management.rates_mode = none`: what there is and what has happened is shown, how fast is not.
@Timeout(120)
class WithoutRatesIT {

    private static final String RANGES =
            "?lengths_age=60&lengths_incr=5&msg_rates_age=60&msg_rates_incr=5";

    private static boolean hasRates(JsonNode node) {
        return node.propertyStream()
                        .anyMatch(field ->
                                field.getKey().endsWith("_details") && field.getValue().has("rate"))
                || Stream.concat(
                                node.isArray() ? node.valueStream() : Stream.empty(),
                                node.propertyStream().map(Map.Entry::getValue))
                        .anyMatch(WithoutRatesIT::hasRates);
    }

    @Test
    void countsAreThereAndRatesAreNot() throws Exception {
        try (HttpBroker broker = HttpBroker.start(Map.of("management.rates_mode", "none"));
                Connection connection = broker.process().factory().newConnection()) {
            Channel channel = connection.createChannel();
            channel.queueDeclare("q", true, false, false, null);
            channel.basicPublish("", "q", null, new byte[1]);
            Http http = broker.http();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            http.get("/api/queues/%2F/q").json().path("messages").asInt() == 1);

            assertThat(http.get("/api/overview").json().path("rates_mode").asText())
                    .isEqualTo("none");
            assertThat(http.get("/api/queues/%2F/q").json().at("/message_stats/publish").asInt())
                    .isEqualTo(1);
            for (String path :
                    List.of(
                            "overview",
                            "nodes",
                            "vhosts",
                            "queues",
                            "queues/%2F/q",
                            "exchanges",
                            "exchanges/%2F/amq.default",
                            "channels",
                            "connections")) {
                Http.Answer answer = http.get("/api/" + path + RANGES);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(hasRates(answer.json())).as(path).isFalse();
            }
            assertThat(
                            http.get("/api/queues?sort=message_stats.publish_details.rate")
                                    .json()
                                    .path(0)
                                    .path("name")
                                    .asText())
                    .isEqualTo("q");
            assertThat(new Http(broker.metrics(), "", "").get("/metrics/per-object").status())
                    .isEqualTo(200);
        }
    }
}
