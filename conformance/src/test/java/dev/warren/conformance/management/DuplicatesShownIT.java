package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Where one sees that messages came twice and were taken once.
class DuplicatesShownIT {

    private static final int HOUR_MILLIS = 3_600_000;
    private static final Map<String, Object> WINDOW = Map.of("x-dedup-window", HOUR_MILLIS);

    private static HttpBroker broker;

    @BeforeAll
    static void startAndRepeat() throws Exception {
        broker = HttpBroker.start();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.process().port());
        try (Connection connection = factory.newConnection()) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            channel.queueDeclare("once", true, false, false, WINDOW);
            channel.exchangeDeclare(
                    "later",
                    "x-delayed-message",
                    true,
                    false,
                    Map.of("x-delayed-type", "fanout", "x-dedup-window", HOUR_MILLIS));
            publish(channel, "", "once", 2);
            publish(channel, "later", "key", 3);
            channel.waitForConfirmsOrDie();
        }
    }

    private static void publish(Channel channel, String exchange, String key, int times)
            throws Exception {
        var same =
                new AMQP.BasicProperties.Builder()
                        .messageId("one")
                        .headers(Map.of("x-delay", HOUR_MILLIS))
                        .build();
        for (int i = 0; i < times; i++) {
            channel.basicPublish(exchange, key, same, new byte[1]);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static String metrics(String path) {
        Http metrics = new Http(broker.metrics(), "", "");
        return metrics.send(metrics.request(path), "GET", "").response().body();
    }

    @Test
    void metricsHaveThoseOfAQueue() {
        String text = metrics("/metrics/per-object");

        String labels = "{vhost=\"/\",queue=\"once\"}";
        assertThat(text)
                .contains("warren_queue_messages_deduplicated_total" + labels + " 1\n")
                .contains("warren_queue_deduplication_keys_forgotten_total" + labels + " 0\n");
    }

    @Test
    void metricsHaveThoseOfAnExchangeThatDelays() {
        String labels = "{vhost=\"/\",exchange=\"later\"}";

        assertThat(metrics("/metrics/per-object"))
                .contains("warren_exchange_messages_deduplicated_total" + labels + " 2\n")
                .contains("warren_exchange_messages_waiting" + labels + " 1\n")
                .contains("warren_exchange_deduplication_keys_forgotten_total" + labels + " 0\n");
        assertThat(metrics("/metrics/detailed?family=warren_exchange_metrics&vhost=%2F"))
                .contains("warren_exchange_messages_deduplicated_total" + labels + " 2\n")
                .doesNotContain("warren_queue_");
        assertThat(metrics("/metrics")).doesNotContain(labels);
    }

    @Test
    void listOfWhatWaitsAtAnExchangeHasItsOwn() {
        JsonNode page = broker.http().get("/api/x/delayed/%2F/later").json();

        assertThat(page.path("count").asInt()).isOne();
        assertThat(page.path("duplicates").asInt()).isEqualTo(2);
    }
}
