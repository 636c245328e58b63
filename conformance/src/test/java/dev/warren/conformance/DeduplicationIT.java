package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages that come once more and are not taken twice. RabbitMQ has this in streams only, and as
/// a plugin of its community.
@Conformance
final class DeduplicationIT {
    private static final String HEADER = "x-deduplication-header";
    private static final int HOUR = 3_600_000;

    @BeforeEach
    void needsDeduplication(Client client) {
        assumeFalse(client.is310(), "RabbitMQ knows no such argument");
    }

    private static String queue(Client client, Channel channel, Map<String, Object> arguments)
            throws IOException {
        var queue = client.name("dedup");
        channel.queueDeclare(queue, true, false, false, arguments);
        return queue;
    }

    private static String window(Client client, Channel channel, Object... more)
            throws IOException {
        var arguments = new HashMap<String, Object>(Map.of("x-dedup-window", HOUR));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put((String) more[i], more[i + 1]);
        }
        return queue(client, channel, arguments);
    }

    private static AMQP.BasicProperties id(String id) {
        return new AMQP.BasicProperties.Builder().deliveryMode(2).messageId(id).build();
    }

    private static AMQP.BasicProperties header(String name, Object value) {
        return new AMQP.BasicProperties.Builder()
                .deliveryMode(2)
                .headers(Map.of(name, value))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void secondMessageWithAnIdIsConfirmedAndNotEnqueued(String type, Client client)
            throws Exception {
        var channel = client.confirmChannel();
        var queue = window(client, channel, "x-queue-type", type);

        Client.publish(channel, "", queue, id("a"), "first");
        Client.publish(channel, "", queue, id("a"), "again");
        Client.publish(channel, "", queue, id("b"), "other");

        assertThat(Client.drain(channel, queue)).containsExactly("first", "other");
        Client.publish(channel, "", queue, id("a"), "after it was consumed");
        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @Test
    void duplicateIsNotReturned(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = window(client, channel);
        channel.addReturnListener(_ -> {
            throw new AssertionError("returned");
        });

        for (int i = 0; i < 2; i++) {
            channel.basicPublish("", queue, true, id("a"), new byte[0]);
        }
        channel.waitForConfirmsOrDie(30_000);

        assertThat(Client.drain(channel, queue)).hasSize(1);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void keyIsFreeWhenTheWindowIsOver(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = queue(client, channel, Map.of("x-dedup-window", 300));
        Client.publish(channel, "", queue, id("a"), "first");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    Client.publish(channel, "", queue, id("a"), "again");
                    return Client.drain(channel, queue).contains("again");
                });
    }

    @Test
    void headerOfThePluginComesBeforeTheMessageId(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = window(client, channel);
        for (var id : List.of("a", "b")) {
            Client.publish(
                    channel, "", queue, header(HEADER, "same").builder().messageId(id).build(), id);
        }

        assertThat(Client.drain(channel, queue)).containsExactly("a");
    }

    @Test
    void messageWithoutAKeyPasses(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = window(client, channel);

        Client.fill(channel, queue, "same", "same");

        assertThat(Client.drain(channel, queue)).containsExactly("same", "same");
    }

    @Test
    void keyMayBeTheBody(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = window(client, channel, "x-dedup-key", "body");

        Client.fill(channel, queue, "same", "same", "other", "same");

        assertThat(Client.drain(channel, queue)).containsExactly("same", "other");
    }

    @Test
    void keyMayBeAnyHeader(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = window(client, channel, "x-dedup-key", "header:order");

        Client.publish(channel, "", queue, header("order", 5), "int");
        Client.publish(channel, "", queue, header("order", 5L), "long");
        Client.publish(channel, "", queue, header("order", "5"), "text");

        assertThat(Client.drain(channel, queue)).containsExactly("int", "text");
    }

    @Test
    void oldestKeyGoesBeyondTheLimit(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = window(client, channel, "x-dedup-max-keys", 2);

        for (var id : List.of("a", "b", "c", "c", "a")) {
            Client.publish(channel, "", queue, id(id), id);
        }

        assertThat(Client.drain(channel, queue)).containsExactly("a", "b", "c", "a");
    }

    @Test
    void keyIsTakenAsLongAsItsMessageIsInTheQueue(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = queue(client, channel, Map.of("x-message-deduplication", true));
        Client.publish(channel, "", queue, header(HEADER, "a"), "first");
        Client.publish(channel, "", queue, header(HEADER, "a"), "second");

        var first = channel.basicGet(queue, false);
        Client.publish(channel, "", queue, header(HEADER, "a"), "third");
        assertThat(channel.basicGet(queue, false)).isNull();
        channel.basicAck(first.getEnvelope().getDeliveryTag(), false);
        Client.publish(channel, "", queue, header(HEADER, "a"), "fourth");

        assertThat(Client.drain(channel, queue)).containsExactly("fourth");
    }

    @Test
    void deadLetterComesBackToBeTriedAgain(Client client) throws Exception {
        var channel = client.confirmChannel();
        var work = client.name("work");
        var pause = client.name("pause");
        channel.queueDeclare(
                work,
                true,
                false,
                false,
                Map.of(
                        "x-dedup-window",
                        HOUR,
                        "x-dead-letter-exchange",
                        "",
                        "x-dead-letter-routing-key",
                        pause));
        channel.queueDeclare(
                pause,
                true,
                false,
                false,
                Map.of(
                        "x-message-ttl",
                        1,
                        "x-dead-letter-exchange",
                        "",
                        "x-dead-letter-routing-key",
                        work));
        Client.publish(channel, "", work, id("a"), "job");

        channel.basicReject(Client.get(channel, work).getEnvelope().getDeliveryTag(), false);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Client.drain(channel, work), List.of("job")::equals);
    }

    // --- exchanges -----------------------------------------------------------------------------

    @Test
    void exchangeOfThePluginsTypeIsAFanoutThatKnowsDuplicates(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.name("dedup");
        channel.exchangeDeclare(
                exchange,
                "x-message-deduplication",
                true,
                false,
                Map.of("x-cache-size", 10, "x-cache-ttl", HOUR, "x-cache-persistence", "disk"));
        var one = client.boundQueue(channel, exchange, "any");
        var two = client.boundQueue(channel, exchange, "");

        Client.publish(channel, exchange, "k", header(HEADER, "a"), "first");
        Client.publish(channel, exchange, "k", header(HEADER, "a"), "again");
        Client.publish(channel, exchange, "k", id("no header"), "plain");
        Client.publish(channel, "", one, header(HEADER, "a"), "not through the exchange");

        assertThat(Client.drain(channel, one))
                .containsExactly("first", "plain", "not through the exchange");
        assertThat(Client.drain(channel, two)).containsExactly("first", "plain");
    }

    @Test
    void messageMayNameItsOwnTime(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.name("dedup");
        channel.exchangeDeclare(
                exchange, "x-message-deduplication", false, false, Map.of("x-cache-size", 10));
        var queue = client.boundQueue(channel, exchange, "");
        var brief =
                new AMQP.BasicProperties.Builder()
                        .headers(Map.of(HEADER, "a", "x-cache-ttl", 200))
                        .build();
        Client.publish(channel, exchange, "", brief, "first");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    Client.publish(channel, exchange, "", brief, "again");
                    return Client.drain(channel, queue).contains("again");
                });
    }

    @Test
    void exchangeOfAnyTypeMayKnowDuplicates(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.name("topic");
        channel.exchangeDeclare(exchange, "topic", false, false, Map.of("x-dedup-window", HOUR));
        var queue = client.boundQueue(channel, exchange, "a.*");
        var late = client.name("queue");

        Client.publish(channel, exchange, "a.b", id("1"), "first");
        Client.publish(channel, exchange, "a.c", id("1"), "again");
        channel.queueDeclare(late, false, false, false, Map.of());
        channel.queueBind(late, exchange, "#");
        Client.publish(channel, exchange, "a.b", id("1"), "new to the other queue");

        assertThat(Client.drain(channel, queue)).containsExactly("first");
        assertThat(Client.drain(channel, late)).containsExactly("new to the other queue");
    }

    @Test
    void exchangeBehindAnotherCountsForWhatItReaches(Client client) throws Exception {
        var channel = client.confirmChannel();
        var front = client.exchange(channel, "fanout");
        var guarded = client.name("fanout");
        channel.exchangeDeclare(guarded, "fanout", false, false, Map.of("x-dedup-window", HOUR));
        channel.exchangeBind(guarded, front, "");
        var behind = client.boundQueue(channel, guarded, "");
        var beside = client.boundQueue(channel, front, "");

        Client.publish(channel, front, "", id("1"), "first");
        Client.publish(channel, front, "", id("1"), "again");

        assertThat(Client.drain(channel, behind)).containsExactly("first");
        assertThat(Client.drain(channel, beside)).containsExactly("first", "again");
    }

    // --- arguments -----------------------------------------------------------------------------

    private static List<Arguments> wrong() {
        return List.of(
                Arguments.of("x-dedup-window", 0, "{value_zero,0}"),
                Arguments.of("x-dedup-window", -1, "{value_negative,-1}"),
                Arguments.of("x-dedup-window", "1", "\"expected integer, got longstr\""),
                Arguments.of("x-dedup-window", 315_360_000_001L, "{value_too_large,315360000001}"),
                Arguments.of("x-dedup-key", "subject", "invalid_dedup_key"),
                Arguments.of("x-dedup-key", "header:", "invalid_dedup_key"),
                Arguments.of("x-dedup-key", 1, "{unacceptable_type,signedint}"),
                Arguments.of("x-dedup-max-keys", 0, "{value_zero,0}"),
                Arguments.of("x-dedup-max-keys", 1_000_001, "{max_value_exceeded,1000001}"),
                Arguments.of("x-dedup-max-keys", true, "\"expected integer, got bool\""));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongArgumentOfAQueueIsRefused(String argument, Object value, String fault, Client client)
            throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");

        var failure =
                client.failure(
                        channel,
                        () ->
                                channel.queueDeclare(
                                        queue, false, false, false, Map.of(argument, value)));

        assertThat(failure.text())
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg '%s' for queue '%s' in vhost '/': %s"
                                .formatted(argument, queue, fault));
        var other = client.channel();
        assertThat(client.failure(other, () -> other.queueDeclarePassive(queue)).code())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongArgumentOfAnExchangeIsRefused(
            String argument, Object value, String fault, Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.name("exchange");

        var failure =
                client.failure(
                        channel,
                        () ->
                                channel.exchangeDeclare(
                                        exchange, "direct", false, false, Map.of(argument, value)));

        assertThat(failure.code()).isEqualTo(406);
        assertThat(failure.text())
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg '%s' for exchange '%s' in vhost '/': %s"
                                .formatted(argument, exchange, fault));
    }

    private static List<Arguments> wrongForThePlugin() {
        var size = "Missing or invalid argument, 'x-cache-size' must be an integer greater than 0";
        var ttl = "Invalid argument, 'x-cache-ttl' must be an integer greater than 0";
        var persistence =
                "Invalid argument, 'x-cache-persistence' must be either 'disk' or 'memory'";
        return List.of(
                Arguments.of(Map.of(), size),
                Arguments.of(Map.of("x-cache-size", 0), size),
                Arguments.of(Map.of("x-cache-size", "many"), size),
                Arguments.of(Map.of("x-cache-size", "5", "x-cache-ttl", -1), ttl),
                Arguments.of(
                        Map.of("x-cache-size", 5, "x-cache-persistence", "tape"), persistence));
    }

    @ParameterizedTest
    @MethodSource("wrongForThePlugin")
    void wrongArgumentOfThePluginsTypeIsRefused(
            Map<String, Object> arguments, String fault, Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.name("exchange");

        var failure =
                client.failure(
                        channel,
                        () ->
                                channel.exchangeDeclare(
                                        exchange,
                                        "x-message-deduplication",
                                        false,
                                        false,
                                        arguments));

        assertThat(failure.text()).isEqualTo("PRECONDITION_FAILED - " + fault);
    }
}
