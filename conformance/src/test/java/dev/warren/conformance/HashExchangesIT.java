package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Plugins;
import dev.warren.conformance.support.Returns;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `x-consistent-hash` and `x-modulus-hash`. Keys are fixed, so that each broker shares them out
/// the same in every run; the bounds leave room for each one's own hash.
@Conformance
final class HashExchangesIT {
    private static final String CONSISTENT = "x-consistent-hash";
    private static final String MODULUS = "x-modulus-hash";
    private static final int KEYS = 600;

    @BeforeEach
    void needsThePlugins(Client client) throws Exception {
        Plugins.assumeExchangeType(client, CONSISTENT);
        Plugins.assumeExchangeType(client, MODULUS);
    }

    private static String declare(Client client, Channel channel, Map<String, Object> arguments)
            throws IOException {
        var exchange = client.name("hash");
        channel.exchangeDeclare(exchange, CONSISTENT, false, false, arguments);
        return exchange;
    }

    private static void publishKeys(Channel channel, String exchange) throws Exception {
        for (int i = 0; i < KEYS; i++) {
            channel.basicPublish(exchange, "key-" + i, null, Client.bytes("key-" + i));
        }
        channel.waitForConfirmsOrDie(30_000);
    }

    // ---- Sharing ----

    @Test
    void weightsShareTheKeys(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, CONSISTENT);
        var light = client.boundQueue(channel, exchange, "1");
        var heavy = client.boundQueue(channel, exchange, "3");

        publishKeys(channel, exchange);

        int few = Client.ready(channel, light);
        assertThat(few).isBetween(KEYS / 8, KEYS * 3 / 8);
        assertThat(Client.ready(channel, heavy)).isEqualTo(KEYS - few);
    }

    @Test
    void oneKeyGoesToOneQueue(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, CONSISTENT);
        var one = client.boundQueue(channel, exchange, "1");
        var two = client.boundQueue(channel, exchange, "1");

        for (int i = 0; i < 10; i++) {
            Client.publish(channel, exchange, "the same", "" + i);
        }

        assertThat(List.of(Client.ready(channel, one), Client.ready(channel, two)))
                .containsExactlyInAnyOrder(0, 10);
    }

    @Test
    void newQueueTakesNoMoreThanItsShare(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, CONSISTENT);
        var one = client.boundQueue(channel, exchange, "1");
        var two = client.boundQueue(channel, exchange, "1");
        publishKeys(channel, exchange);
        var before = Client.drain(channel, one);
        Client.drain(channel, two);

        client.boundQueue(channel, exchange, "1");
        publishKeys(channel, exchange);

        var after = Client.drain(channel, one);
        assertThat(before).containsAll(after);
        assertThat(after).hasSizeGreaterThan(before.size() / 2);
    }

    @Test
    void furtherWeightsOfAQueueDoNotCount(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, CONSISTENT);
        var twice = client.boundQueue(channel, exchange, "1");
        channel.queueBind(twice, exchange, "9");
        var once = client.boundQueue(channel, exchange, "1");

        publishKeys(channel, exchange);

        assertThat(Client.ready(channel, once)).isBetween(KEYS * 3 / 8, KEYS * 5 / 8);
    }

    @Test
    void nothingBoundReturnsMandatoryMessages(Client client) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);
        var exchange = client.exchange(channel, CONSISTENT);

        channel.basicPublish(exchange, "k", true, null, new byte[1]);

        assertThat(returns.next().getReplyText()).isEqualTo("NO_ROUTE");
    }

    @Test
    void alternateTakesWhatNobodyIsBoundFor(Client client) throws Exception {
        var channel = client.confirmChannel();
        var alternate = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, alternate, "");
        var exchange = declare(client, channel, Map.of("alternate-exchange", alternate));

        Client.publish(channel, exchange, "k", "rescued");

        assertThat(Client.drain(channel, queue)).containsExactly("rescued");
    }

    @Test
    void exchangesCanBeSourcesAndDestinations(Client client) throws Exception {
        var channel = client.confirmChannel();
        var front = client.exchange(channel, "fanout");
        var hash = client.exchange(channel, CONSISTENT);
        var back = client.exchange(channel, "topic");
        channel.exchangeBind(hash, front, "");
        channel.exchangeBind(back, hash, "1");
        var queue = client.boundQueue(channel, back, "logs.*");

        Client.publish(channel, front, "logs.error", "through");

        assertThat(Client.drain(channel, queue)).containsExactly("through");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONSISTENT, MODULUS})
    void addedKeysDoNotCount(String type, Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, type);
        var one = client.boundQueue(channel, exchange, "1");
        var two = client.boundQueue(channel, exchange, "1");
        var keys = Stream.iterate(0, i -> i < 40, i -> i + 1).map(i -> "key-" + i).toList();
        var properties = new AMQP.BasicProperties.Builder().headers(Map.of("CC", keys)).build();

        Client.publish(channel, exchange, "own", properties, "once");

        assertThat(Client.ready(channel, one) + Client.ready(channel, two)).isEqualTo(1);
    }

    @Test
    void modulusSharesKeysByBindings(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, MODULUS);
        var twice = client.boundQueue(channel, exchange, "a");
        channel.queueBind(twice, exchange, "b");
        var once = client.boundQueue(channel, exchange, "");

        publishKeys(channel, exchange);

        assertThat(Client.ready(channel, once)).isBetween(KEYS / 4, KEYS * 5 / 12);
        assertThat(Client.ready(channel, twice) + Client.ready(channel, once)).isEqualTo(KEYS);
    }

    // ---- Headers and properties ----

    @Test
    void headerDecidesInsteadOfTheKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = declare(client, channel, Map.of("hash-header", "customer"));
        var one = client.boundQueue(channel, exchange, "1");
        var two = client.boundQueue(channel, exchange, "1");

        for (int i = 0; i < 100; i++) {
            var properties =
                    new AMQP.BasicProperties.Builder().headers(Map.of("customer", "c" + i)).build();
            channel.basicPublish(exchange, "one key", properties, new byte[1]);
        }
        channel.waitForConfirmsOrDie(30_000);

        int first = Client.ready(channel, one);
        assertThat(first).isBetween(20, 80);
        assertThat(Client.ready(channel, two)).isEqualTo(100 - first);
    }

    @Test
    void messagesWithoutTheHeaderGoOneWay(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = declare(client, channel, Map.of("hash-header", "customer"));
        var one = client.boundQueue(channel, exchange, "1");
        var two = client.boundQueue(channel, exchange, "1");

        publishKeys(channel, exchange);

        assertThat(List.of(Client.ready(channel, one), Client.ready(channel, two)))
                .containsExactlyInAnyOrder(0, KEYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_id", "correlation_id", "timestamp"})
    void propertyDecidesInsteadOfTheKey(String property, Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = declare(client, channel, Map.of("hash-property", property));
        var one = client.boundQueue(channel, exchange, "1");
        var two = client.boundQueue(channel, exchange, "1");

        for (int i = 0; i < 200; i++) {
            channel.basicPublish(exchange, "one key", having(property, i), new byte[1]);
        }
        channel.waitForConfirmsOrDie(30_000);

        int first = Client.ready(channel, one);
        assertThat(first).isBetween(50, 150);
        assertThat(Client.ready(channel, two)).isEqualTo(200 - first);
    }

    private static AMQP.BasicProperties having(String property, int number) {
        var builder = new AMQP.BasicProperties.Builder();
        return switch (property) {
            case "message_id" -> builder.messageId("id" + number).build();
            case "correlation_id" -> builder.correlationId("id" + number).build();
            default -> builder.timestamp(new Date(number * 1000L)).build();
        };
    }

    // ---- Refusals ----

    @ParameterizedTest
    @CsvSource({
        "0, The binding key must be greater than 0",
        "-1, The binding key must be greater than 0",
        "'', The binding key must be an integer: <<>>",
        "abc, The binding key must be an integer: <<\"abc\">>",
        "1.5, The binding key must be an integer: <<\"1.5\">>"
    })
    void weightThatIsNoneIsRefused(String key, String text, Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, CONSISTENT);
        var queue = client.queue(channel);

        assertThat(client.failure(channel, () -> channel.queueBind(queue, exchange, key)))
                .isEqualTo(Closing.channel(406, "PRECONDITION_FAILED - " + text, "queue.bind"));
        assertNothingBound(client, exchange);
    }

    @Test
    void weightHasALimit(Client client) throws Exception {
        assumeFalse(client.is310(), "takes memory for each unit");
        var channel = client.channel();
        var exchange = client.exchange(channel, CONSISTENT);
        var queue = client.queue(channel);

        assertThat(client.failure(channel, () -> channel.queueBind(queue, exchange, "2147483648")))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - The binding key must not be greater than"
                                        + " 2147483647",
                                "queue.bind"));
        assertNothingBound(client, exchange);
        var other = client.confirmChannel();
        other.queueBind(queue, exchange, "2147483647");
        Client.publish(other, exchange, "k", "routed");
        assertThat(Client.drain(other, queue)).containsExactly("routed");
    }

    private static void assertNothingBound(Client client, String exchange) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);
        channel.basicPublish(exchange, "k", true, null, new byte[1]);
        assertThat(returns.next().getReplyText()).isEqualTo("NO_ROUTE");
    }

    static Stream<Arguments> badArguments() {
        return Stream.of(
                Arguments.of(Map.of("hash-property", "foo"), "Unsupported property: foo"),
                Arguments.of(Map.of("hash-property", ""), "Unsupported property: "),
                Arguments.of(
                        Map.of("hash-header", "h", "hash-property", "message_id"),
                        "hash-header and hash-property are mutually exclusive"),
                Arguments.of(
                        Map.of("hash-header", "h", "hash-property", "foo"),
                        "hash-header and hash-property are mutually exclusive"));
    }

    @ParameterizedTest
    @MethodSource("badArguments")
    void badArgumentIsRefusedAndNothingDeclared(
            Map<String, Object> arguments, String text, Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.name("hash");

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.exchangeDeclare(
                                                exchange, CONSISTENT, false, false, arguments)))
                .isEqualTo(
                        Closing.channel(406, "PRECONDITION_FAILED - " + text, "exchange.declare"));
        requireMissing(client, exchange);
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of("hash-header", "hash-property")
                .flatMap(name ->
                        Stream.of(
                                Arguments.of(name, 5, "5"),
                                Arguments.of(name, true, "true"),
                                Arguments.of(name, List.of(), "[]")));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void argumentThatIsNoTextIsRefused(String name, Object value, String term, Client client)
            throws Exception {
        var connection = client.connect();
        var channel = Client.channelOf(connection);
        var exchange = client.name("hash");
        Client.Attempt declare =
                () ->
                        channel.exchangeDeclare(
                                exchange, CONSISTENT, false, false, Map.of(name, value));

        if (client.is310()) {
            assertThat(client.failure(connection, declare).code()).isEqualTo(541);
        } else {
            assertThat(client.failure(channel, declare))
                    .isEqualTo(
                            Closing.channel(
                                    406,
                                    "PRECONDITION_FAILED - Invalid argument "
                                            + term
                                            + ", '"
                                            + name
                                            + "' must be a string",
                                    "exchange.declare"));
        }
        requireMissing(client, exchange);
    }

    private static void requireMissing(Client client, String exchange) throws Exception {
        var other = client.channel();
        assertThat(client.failure(other, () -> other.exchangeDeclarePassive(exchange)).code())
                .isEqualTo(404);
    }
}
