package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The metrics of a node, as Prometheus reads them.
class MetricsIT {

    /// A line of the text format: a comment, nothing, or a name, perhaps labels, and a number.
    private static final Pattern LINE =
            Pattern.compile(
                    "(# (TYPE|HELP) [a-zA-Z_:][a-zA-Z0-9_:]* .+)?"
                            + "|[a-zA-Z_:][a-zA-Z0-9_:]*"
                            + "(\\{([a-z_]+=\"([^\"\\\\]|\\\\.)*\",?)*})?"
                            + " ([-+]?[0-9.]+(E[-+]?[0-9]+)?|[-+]Inf|NaN)");

    private static HttpBroker broker;
    private static Http metrics;

    @BeforeAll
    static void startAndUse() throws Exception {
        broker = HttpBroker.start();
        metrics = new Http(broker.metrics(), "", "");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.process().port());
        try (Connection connection = factory.newConnection()) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            channel.queueDeclare("a \"quoted\" queue", true, false, false, null);
            channel.basicPublish("", "a \"quoted\" queue", null, new byte[250]);
            channel.basicPublish("", "nowhere", null, new byte[10]);
            channel.waitForConfirmsOrDie();
            channel.basicGet("a \"quoted\" queue", true);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Http.Answer get(String path) {
        return metrics.send(metrics.request(path), "GET", "");
    }

    @Test
    void nobodyHasToLogIn() {
        Http.Answer answer = get("/metrics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/plain; version=0.0.4");
    }

    @Test
    void everyLineIsOneThatPrometheusReads() {
        for (String path :
                new String[] {
                    "/metrics",
                    "/metrics/per-object",
                    "/metrics/detailed?family=queue_metrics&family=exchange_bindings"
                }) {
            assertThat(get(path).response().body().lines())
                    .as(path)
                    .allMatch(line -> LINE.matcher(line).matches());
        }
    }

    @Test
    void clientsThatHaveGoneStillCount() {
        assertThat(get("/metrics").response().body())
                .contains("rabbitmq_global_messages_received_total{protocol=\"amqp091\"} 2\n")
                .contains("rabbitmq_global_messages_confirmed_total{protocol=\"amqp091\"} 2\n")
                .contains(
                        "rabbitmq_global_messages_unroutable_dropped_total{protocol=\"amqp091\"} 1\n")
                .contains("rabbitmq_channel_messages_published_total 2\n")
                .contains("rabbitmq_channel_get_total 1\n")
                .contains("rabbitmq_message_size_bytes_sum{protocol=\"amqp091\"} 260\n")
                .contains("rabbitmq_connections_opened_total ")
                .contains("rabbitmq_queues_created_total 1\n")
                .contains("rabbitmq_queues 1\n");
    }

    @Test
    void nodeSaysWhoItIs() {
        assertThat(get("/metrics").response().body())
                .contains("rabbitmq_identity_info{rabbitmq_node=\"rabbit@suite\"")
                .contains("rabbitmq_cluster_permanent_id=\"rabbitmq-cluster-id-")
                .contains("rabbitmq_build_info{rabbitmq_version=\"")
                .contains("jvm_memory_used_bytes{area=\"heap\"}");
    }

    @Test
    void queuesStandByThemselvesOnlyWhereTheyAreAskedFor() {
        String name = "{vhost=\"/\",queue=\"a \\\"quoted\\\" queue\"}";

        assertThat(get("/metrics").response().body()).doesNotContain(name);
        assertThat(get("/metrics/per-object").response().body())
                .contains("rabbitmq_queue_messages" + name + " 0\n")
                .contains("rabbitmq_queue_messages_published_total" + name + " 1\n")
                .contains("warren_queue_oldest_message_age_seconds" + name);
        assertThat(get("/metrics/detailed?family=queue_coarse_metrics").response().body())
                .contains("rabbitmq_detailed_queue_messages_ready" + name + " 0\n");
        assertThat(
                        get("/metrics/detailed?family=queue_coarse_metrics&vhost=other")
                                .response()
                                .body())
                .doesNotContain(name);
    }

    @Test
    void detailedPageWithoutAFamilySaysWhoseItIs() {
        assertThat(get("/metrics/detailed").response().body())
                .contains("rabbitmq_identity_info{")
                .doesNotContain("rabbitmq_detailed_");
    }

    @Test
    void pageIsCompressedForWhoAsks() {
        Http.Answer answer =
                metrics.send(
                        metrics.request("/metrics").header("Accept-Encoding", "gzip"), "GET", "");

        assertThat(answer.header("content-encoding")).isEqualTo("gzip");
    }

    @Test
    void otherPathsAreNotThere() {
        assertThat(get("/").status()).isEqualTo(404);
        assertThat(get("/metrics/other").status()).isEqualTo(404);
        assertThat(get("/api/overview").status()).isEqualTo(404);
    }

    @Test
    void listenerIsShown() {
        URI own = broker.metrics();

        assertThat(broker.http().get("/api/health/checks/port-listener/" + own.getPort()).status())
                .isEqualTo(200);
    }
}
