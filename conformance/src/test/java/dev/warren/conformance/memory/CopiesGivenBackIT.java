package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many queues have a copy each of messages on the disk, and what they remember of them has raised
/// the alarm: however the messages go, memory is given back, and publishers go on.
@Timeout(180)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class CopiesGivenBackIT {

    private static final int QUEUES = 100;
    private static final int LIMIT_BYTES = 8_000_000;

    /// What the node may still hold when all queues are empty.
    private static final int LITTLE_BYTES = LIMIT_BYTES / 8;

    private static final int UNCONFIRMED_MAX = 100;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final String TTL_MILLIS = "6000";

    private static HttpBroker broker;

    private final List<String> names =
            IntStream.range(0, QUEUES).mapToObj("copies-%03d"::formatted).toList();

    enum Way {
        ACKS,
        PURGE,
        DELETION,
        AGE,
        LENGTH
    }

    @BeforeAll
    static void start() throws IOException {
        var settings = Broker.settings();
        settings.put("vm_memory_high_watermark.absolute", Integer.toString(LIMIT_BYTES));
        settings.put("warren.store", "log");
        broker = HttpBroker.start(settings);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest(name = "by {0}, persistent: {1}")
    @CsvSource({
        "ACKS, true", "PURGE, true", "DELETION, true", "AGE, true", "LENGTH, true",
        "ACKS, false", "PURGE, false", "DELETION, false", "AGE, false", "LENGTH, false"
    })
    void memoryIsGivenBack(Way way, boolean isPersistent) throws Exception {
        var factory = broker.process().factory();
        try (var connection = factory.newConnection();
                var publishing = factory.newConnection()) {
            var channel = Client.channelOf(connection);
            declare(channel, way, isPersistent);
            var blocked = new CompletableFuture<String>();
            var unblocked = new CompletableFuture<Boolean>();
            publishing.addBlockedListener(blocked::complete, () -> unblocked.complete(true));
            var publisher = publisher(publishing, isPersistent, blocked);
            assertThat(blocked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .isEqualTo("low on memory");

            drain(connection, way, names.subList(0, QUEUES / 2));
            assertThat(unblocked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            publisher.join();
            drain(connection, way, names);

            Awaitility.await("memory is given back").until(() -> heldBytes() < LITTLE_BYTES);
            for (var name : names) {
                channel.queueDelete(name);
            }
        } finally {
            broker.http().delete("/api/policies/%2F/short");
        }
    }

    private void declare(Channel channel, Way way, boolean isDurable) throws IOException {
        Map<String, Object> arguments =
                way == Way.AGE ? Map.of("x-message-ttl", Long.valueOf(TTL_MILLIS)) : Map.of();
        channel.exchangeDeclare("copies", BuiltinExchangeType.FANOUT);
        for (var name : names) {
            channel.queueDeclare(name, isDurable, false, false, arguments);
            channel.queueBind(name, "copies", "");
        }
    }

    /// Publishes until it is blocked, and ends when it goes on.
    private static Thread publisher(
            Connection connection, boolean isPersistent, CompletableFuture<String> blocked)
            throws IOException {
        var channel = Client.channelOf(connection);
        var properties =
                isPersistent
                        ? MessageProperties.MINIMAL_PERSISTENT_BASIC
                        : MessageProperties.MINIMAL_BASIC;
        return Thread.startVirtualThread(() -> publish(channel, properties, blocked));
    }

    private static void publish(
            Channel channel, BasicProperties properties, CompletableFuture<String> blocked) {
        try {
            channel.confirmSelect();
            while (!blocked.isDone()) {
                for (var i = 0; i < UNCONFIRMED_MAX; i++) {
                    channel.basicPublish("copies", "", properties, new byte[0]);
                }
                channel.waitForConfirms();
            }
        } catch (IOException | InterruptedException e) {
            blocked.completeExceptionally(e);
        }
    }

    private static void drain(Connection connection, Way way, List<String> queues)
            throws Exception {
        var channel = Client.channelOf(connection);
        switch (way) {
            case ACKS -> consume(channel, queues);
            case PURGE -> {
                for (var queue : queues) {
                    channel.queuePurge(queue);
                }
            }
            case DELETION -> {
                for (var queue : queues) {
                    channel.queueDelete(queue);
                }
            }
            case AGE -> {} // they go by themselves
            case LENGTH -> shorten(queues);
        }
    }

    private static void consume(Channel channel, List<String> queues) throws IOException {
        channel.basicQos(200);
        var consumer =
                new DefaultConsumer(channel) {
                    @Override
                    public void handleDelivery(
                            String tag, Envelope envelope, BasicProperties properties, byte[] body)
                            throws IOException {
                        channel.basicAck(envelope.getDeliveryTag(), false);
                    }
                };
        for (var queue : queues) {
            channel.basicConsume(queue, false, consumer);
        }
    }

    private static void shorten(List<String> queues) {
        var pattern = String.join("|", queues);
        var definition = "{\"max-length\":0}";
        var policy =
                "{\"pattern\":\"%s\",\"apply-to\":\"queues\",\"definition\":%s}"
                        .formatted(pattern, definition);
        assertThat(broker.http().put("/api/policies/%2F/short", policy).status()).isIn(201, 204);
    }

    private static long heldBytes() {
        return broker.http().get("/api/nodes").json().get(0).get("mem_used").asLong();
    }
}
