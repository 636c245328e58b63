package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rates and samples of the HTTP API, in the shapes that RabbitMQ 3.10.8 was seen to give.
class RatesIT {

    private static final Duration SAMPLED_MAX = Duration.ofSeconds(60);

    /// Long enough that some of it is sampled as still going on.
    private static final int MESSAGES = 200;

    private static HttpBroker broker;
    private static Http http;

    private Connection connection;
    private Channel channel;

    @BeforeAll
    static void start() throws IOException {
        broker = HttpBroker.start();
        http = broker.http();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.process().port());
        connection = factory.newConnection();
        channel = connection.createChannel();
    }

    @AfterEach
    void disconnect() throws IOException {
        connection.close();
    }

    private void publish(String exchange, String key) throws IOException {
        for (int i = 0; i < MESSAGES; i++) {
            channel.basicPublish(
                    exchange,
                    key,
                    MessageProperties.BASIC,
                    "twelve bytes".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static JsonNode await(String path, Predicate<JsonNode> condition) {
        return Awaitility.await(path)
                .atMost(SAMPLED_MAX)
                .until(() -> http.get(path).json(), condition);
    }

    @Test
    void queueShowsHowFastItFills() throws Exception {
        channel.queueDeclare("fills", false, false, false, null);
        publish("", "fills");

        JsonNode queue =
                await(
                        "/api/queues/%2F/fills",
                        it -> it.at("/message_stats/publish_details/rate").asDouble() > 0);

        assertThat(queue.at("/message_stats/publish").asLong()).isEqualTo(MESSAGES);
        assertThat(queue.at("/messages_details/rate").isNumber()).isTrue();
        assertThat(queue.at("/message_stats/deliver_get_details/rate").asDouble()).isZero();
        assertThat(queue.at("/message_stats/publish_details/samples").isMissingNode()).isTrue();
    }

    @Test
    void samplesComeNewestFirstWithTheirAverages() throws Exception {
        channel.queueDeclare("sampled", false, false, false, null);
        publish("", "sampled");

        JsonNode details =
                await(
                                "/api/queues/%2F/sampled?msg_rates_age=60&msg_rates_incr=5",
                                it ->
                                        it.at("/message_stats/publish_details/samples/0/sample")
                                                        .asLong()
                                                == MESSAGES)
                        .at("/message_stats/publish_details");

        assertThat(details.get("samples")).hasSize(13);
        assertThat(details.at("/samples/0/timestamp").asLong() % 5_000).isZero();
        assertThat(
                        details.at("/samples/0/timestamp").asLong()
                                - details.at("/samples/1/timestamp").asLong())
                .isEqualTo(5_000);
        assertThat(details.at("/samples/12/sample").asLong()).isZero();
        assertThat(details.get("avg_rate").asDouble()).isPositive();
        assertThat(details.get("avg").asDouble()).isPositive();
    }

    @Test
    void overviewShowsTheNodeAsAWhole() throws Exception {
        channel.queueDeclare("whole", false, false, false, null);
        publish("", "whole");
        channel.basicGet("whole", true);

        JsonNode overview =
                await(
                        "/api/overview?lengths_age=60&lengths_incr=5"
                                + "&msg_rates_age=60&msg_rates_incr=5",
                        it -> it.at("/message_stats/get_no_ack_details/rate").asDouble() > 0);

        assertThat(overview.at("/message_stats/publish").asLong()).isGreaterThanOrEqualTo(MESSAGES);
        assertThat(overview.at("/queue_totals/messages_details/samples")).hasSize(13);
        assertThat(overview.at("/message_stats/disk_reads_details/samples")).hasSize(13);
        assertThat(overview.at("/churn_rates/connection_created").asLong()).isPositive();
        assertThat(overview.at("/churn_rates/queue_declared_details/rate").isNumber()).isTrue();
        assertThat(overview.at("/rates_mode").asText()).isEqualTo("basic");
        assertThat(overview.at("/sample_retention_policies/global/0").asInt()).isEqualTo(600);
    }

    @Test
    void exchangeShowsWhatComesInAndGoesOut() throws Exception {
        channel.exchangeDeclare("spreads", "fanout");
        channel.queueDeclare("left", false, false, false, null);
        channel.queueDeclare("right", false, false, false, null);
        channel.queueBind("left", "spreads", "");
        channel.queueBind("right", "spreads", "");
        publish("spreads", "");

        JsonNode stats =
                await(
                                "/api/exchanges/%2F/spreads",
                                it ->
                                        it.at("/message_stats/publish_out_details/rate").asDouble()
                                                > 0)
                        .get("message_stats");

        assertThat(stats.get("publish_in").asLong()).isEqualTo(MESSAGES);
        assertThat(stats.get("publish_out").asLong()).isEqualTo(2 * MESSAGES);
    }

    @Test
    void exchangeThatIsDeclaredAnewCountsAnew() throws Exception {
        channel.exchangeDeclare("anew", "fanout");
        publish("anew", "");
        await("/api/exchanges/%2F/anew", it -> it.at("/message_stats/publish_in").asLong() > 0);
        channel.exchangeDelete("anew");
        channel.exchangeDeclare("anew", "fanout");

        channel.basicPublish("anew", "", null, new byte[0]);

        JsonNode exchange =
                await("/api/exchanges/%2F/anew", it -> !it.at("/message_stats").isMissingNode());
        assertThat(exchange.at("/message_stats/publish_in").asLong()).isEqualTo(1);
        assertThat(exchange.at("/message_stats/publish_out").asLong()).isZero();
    }

    @Test
    void channelAndConnectionShowWhatTheirClientDoes() throws Exception {
        channel.confirmSelect();
        channel.basicQos(7);
        channel.queueDeclare("busy", false, false, false, null);
        publish("", "busy");
        publish("", "nowhere");
        channel.waitForConfirmsOrDie();
        channel.basicGet("busy", false);

        JsonNode shown =
                await(
                                "/api/channels",
                                it -> it.at("/0/message_stats/get_details/rate").asDouble() > 0)
                        .get(0);
        JsonNode sent = http.get("/api/connections").json().get(0);

        assertThat(shown.get("confirm").asBoolean()).isTrue();
        assertThat(shown.get("prefetch_count").asInt()).isEqualTo(7);
        assertThat(shown.get("messages_unacknowledged").asInt()).isEqualTo(1);
        assertThat(shown.get("messages_unconfirmed").asInt()).isZero();
        assertThat(shown.at("/message_stats/publish").asLong()).isEqualTo(2 * MESSAGES);
        assertThat(shown.at("/message_stats/confirm").asLong()).isEqualTo(2 * MESSAGES);
        assertThat(shown.at("/message_stats/drop_unroutable").asLong()).isEqualTo(MESSAGES);
        assertThat(sent.get("recv_oct").asLong()).isGreaterThan(2 * MESSAGES * 12);
        assertThat(sent.get("send_oct").asLong()).isPositive();
        assertThat(sent.at("/recv_oct_details/rate").isNumber()).isTrue();
    }

    @Test
    void nodeHasRatesOfItsOwn() {
        JsonNode node = http.get("/api/nodes?node_stats_age=10&node_stats_incr=5").json().get(0);

        assertThat(node.at("/mem_used_details/samples")).hasSize(3);
        assertThat(node.get("proc_used").asLong()).isBetween(1L, node.get("proc_total").asLong());
        assertThat(node.get("fd_used").asLong()).isPositive();
        assertThat(node.get("disk_free").asLong()).isPositive();
    }

    @Test
    void rangeWithTooManySamplesIsRefused() {
        Http.Answer answer = http.get("/api/queues?lengths_age=3000&lengths_incr=5");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("Invalid range parameters: age 3000, incr 5");
    }
}
