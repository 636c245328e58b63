package dev.warren.conformance.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// What a collector is told of messages whose publishers trace them.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class TracingIT {
    private static final String PUBLISHER = "00f067aa0ba902b7";
    private static final int CONFIRM_MILLIS_MAX = 60_000;

    private static SpanCollector collector;
    private static HttpBroker broker;
    private static WarrenProcess warren;

    /// Of one test.
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    private Connection connection;
    private Channel channel;
    private String queue;

    static boolean isWarrenOurs() {
        return System.getProperty("conformance.target", "").isBlank()
                && Files.isExecutable(Broker.root().resolve("bin/warren"));
    }

    @BeforeAll
    static void start() throws IOException {
        collector = SpanCollector.start();
        var settings = settings(collector.address());
        settings.put("warren.tracing.enabled", "true");
        settings.put("warren.tracing.service_name", "the broker");
        settings.put("warren.tracing.headers.api-key", "hunter2");
        settings.put("warren.tracing.delay", "50");
        broker = HttpBroker.start(settings);
        warren = broker.process();
    }

    private static Map<String, String> settings(String endpoint) {
        var settings = new HashMap<>(Broker.settings());
        settings.put("warren.tracing.endpoint", endpoint);
        return settings;
    }

    @AfterAll
    static void stop() {
        broker.close();
        collector.close();
    }

    @BeforeEach
    void connect() throws Exception {
        connection = warren.factory().newConnection();
        channel = Client.channelOf(connection);
        channel.confirmSelect();
        queue = channel.queueDeclare().getQueue();
    }

    @AfterEach
    void disconnect() {
        connection.abort();
    }

    private String parent(String flags) {
        return "00-" + trace + "-" + PUBLISHER + "-" + flags;
    }

    private static AMQP.BasicProperties with(Object traceparent) {
        return new AMQP.BasicProperties.Builder()
                .headers(Map.of("traceparent", traceparent))
                .build();
    }

    private void publish(String exchange, String key, Object traceparent) throws Exception {
        channel.basicPublish(exchange, key, with(traceparent), Client.bytes("body"));
        channel.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);
    }

    private CollectedSpan span(String operation) {
        return collector.await(
                span -> span.trace().equals(trace) && span.operation().equals(operation));
    }

    private Inbox consume(boolean autoAck) throws IOException {
        var inbox = new Inbox(channel);
        channel.basicConsume(queue, autoAck, inbox);
        return inbox;
    }

    @Test
    void publishAndRouteGoOnFromThePublishersSpan() throws Exception {
        channel.exchangeDeclare("spread", BuiltinExchangeType.FANOUT);
        channel.queueBind(queue, "spread", "");
        var other = channel.queueDeclare().getQueue();
        channel.queueBind(other, "spread", "");

        publish("spread", "key", parent("01"));

        var publish = span("publish");
        assertThat(publish.service()).isEqualTo("the broker");
        assertThat(publish.name()).isEqualTo("publish spread:key");
        assertThat(publish.parent()).isEqualTo(PUBLISHER);
        assertThat(publish.attributes())
                .containsEntry("messaging.system", "rabbitmq")
                .containsEntry("messaging.destination.name", "spread:key")
                .containsEntry("messaging.rabbitmq.destination.routing_key", "key")
                .containsEntry("messaging.operation.type", "send")
                .containsEntry("messaging.message.body.size", 4L)
                .containsEntry("warren.vhost", "/")
                .containsEntry("warren.outcome", "confirmed");
        var route = span("route");
        assertThat(route.parent()).isEqualTo(publish.id());
        assertThat(route.attributes()).containsEntry("warren.queue_count", 2L);
        assertThat((List<?>) route.attributes().get("warren.queues"))
                .hasSize(2)
                .allMatch(name -> name.equals(queue) || name.equals(other));
        assertThat(collector.keys()).containsOnly("hunter2");
    }

    @Test
    void deliveryAndAckGoOnFromItTooAndTheMessageIsAsItWas() throws Exception {
        var inbox = consume(false);

        publish("", queue, parent("01"));
        var delivery = inbox.next();
        channel.basicAck(Inbox.tag(delivery), false);

        var ack = span("ack");
        var deliver = span("deliver");
        assertThat(deliver.parent()).isEqualTo(PUBLISHER);
        assertThat(deliver.attributes())
                .containsEntry("messaging.destination.name", queue)
                .containsEntry("messaging.operation.type", "receive")
                .containsEntry("messaging.rabbitmq.message.delivery_tag", 1L)
                .containsEntry("warren.queue", queue)
                .containsEntry("warren.redelivered", false);
        assertThat(ack.name()).isEqualTo("ack " + queue);
        assertThat(ack.parent()).isEqualTo(deliver.id());
        assertThat(ack.attributes())
                .containsEntry("messaging.operation.type", "settle")
                .containsEntry("warren.outcome", "ack");
        assertThat(delivery.getProperties().getHeaders()).containsOnlyKeys("traceparent");
        assertThat(delivery.getProperties().getHeaders().get("traceparent"))
                .hasToString(parent("01"));
    }

    @Test
    void contextMayBeBytes() throws Exception {
        publish("", queue, parent("01").getBytes(StandardCharsets.US_ASCII));

        assertThat(span("publish").parent()).isEqualTo(PUBLISHER);
    }

    @Test
    void rejectedMessageSaysWhatBecameOfIt() throws Exception {
        publish("", queue, parent("01"));
        var got = Client.await(channel, queue);
        channel.basicNack(got.getEnvelope().getDeliveryTag(), false, true);
        var again = Client.await(channel, queue);
        channel.basicReject(again.getEnvelope().getDeliveryTag(), false);

        assertThat(span("nack").attributes()).containsEntry("warren.outcome", "requeue");
        assertThat(span("reject").attributes()).containsEntry("warren.outcome", "discard");
        collector.await(span ->
                span.trace().equals(trace)
                        && Boolean.TRUE.equals(span.attributes().get("warren.redelivered")));
    }

    @Test
    void whatIsHeldWhenTheChannelEndsIsReleased() throws Exception {
        publish("", queue, parent("01"));
        var other = Client.channelOf(connection);
        Client.await(other, queue);

        other.close();

        assertThat(span("settle").attributes()).containsEntry("warren.outcome", "release");
    }

    @Test
    void multipleAckSettlesAllThatAreTraced() throws Exception {
        var inbox = consume(false);
        for (var i = 0; i < 3; i++) {
            publish("", queue, parent("01"));
        }
        inbox.nextTexts(2);
        channel.basicAck(Inbox.tag(inbox.next()), true);

        Awaitility.await()
                .until(() ->
                        collector.spans().stream()
                                        .filter(span -> span.trace().equals(trace))
                                        .filter(span -> span.operation().equals("ack"))
                                        .count()
                                == 3);
    }

    @Test
    void whatIsNotSampledOrCannotBeReadIsNotTraced() throws Exception {
        var inbox = consume(true);

        publish("", queue, parent("00"));
        publish("", queue, "nonsense");
        publish("", queue, 42);
        publish("", queue, parent("01"));
        assertThat(inbox.nextTexts(4)).hasSize(4);

        // spans of a channel come in the order in which they end
        var last = span("deliver");
        assertThat(collector.spans())
                .filteredOn(span ->
                        queue.equals(
                                span.attributes()
                                        .get("messaging.rabbitmq.destination.routing_key")))
                .extracting(CollectedSpan::operation)
                .containsOnlyOnce("publish", "deliver");
        assertThat(last.trace()).isEqualTo(trace);
    }

    private static long metric(HttpBroker node, String what) {
        String name = "warren_tracing_spans_" + what + "_total ";
        return new Http(node.metrics(), "", "")
                .get("/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length())))
                .sum();
    }

    @Test
    void whatTheCollectorTakesIsCounted() throws Exception {
        long before = metric(broker, "sent");

        publish("", queue, parent("01"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> metric(broker, "sent") >= before + 2);
        assertThat(metric(broker, "dropped")).isZero();
    }

    @Test
    void nothingIsSentUnlessAskedFor() throws Exception {
        try (var away = SpanCollector.start();
                var quiet = WarrenProcess.start(Broker.root(), settings(away.address()))) {
            var own = quiet.factory().newConnection();
            var publishing = Client.channelOf(own);
            publishing.confirmSelect();
            publishing.basicPublish(
                    "", publishing.queueDeclare().getQueue(), with(parent("01")), new byte[1]);
            publishing.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);
            own.abort();

            assertThat(quiet.stop()).isZero();

            assertThat(away.requests()).isZero();
        }
    }

    @Test
    void collectorThatDoesNotAnswerStopsNobody() throws Exception {
        try (var deaf = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = settings("http://127.0.0.1:" + deaf.getLocalPort() + "/v1/traces");
            settings.put("warren.tracing.enabled", "true");
            settings.put("warren.tracing.queue_size", "64");
            settings.put("warren.tracing.batch_size", "16");
            settings.put("warren.tracing.delay", "10");
            settings.put("warren.tracing.timeout", "500");
            try (var node = HttpBroker.start(settings)) {
                var busy = node.process();
                var own = busy.factory().newConnection();
                var publishing = Client.channelOf(own);
                publishing.confirmSelect();
                var to = publishing.queueDeclare().getQueue();
                for (var i = 0; i < 2_000; i++) {
                    publishing.basicPublish("", to, with(parent("01")), new byte[1]);
                }
                publishing.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);

                assertThat(Client.ready(publishing, to)).isEqualTo(2_000);
                Awaitility.await("the log to say so")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> busy.log().contains("the collector of traces does not take"));
                assertThat(metric(node, "dropped")).isPositive();
                assertThat(metric(node, "sent")).isZero();
                own.abort();
                assertThat(busy.stop()).isZero();
            }
        }
    }
}
