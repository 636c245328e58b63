package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.Plugins;
import dev.warren.conformance.support.Returns;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `x-delayed-message`: messages wait as long as their header `x-delay` says, and are then routed
/// as by another type.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class DelayedExchangeIT {
    private static final String TYPE = "x-delayed-message";
    private static final String HEADER = "x-delay";
    private static final int DELAY = 2_000;

    @BeforeEach
    void needsThePlugin(Client client) throws Exception {
        Plugins.assumeExchangeType(client, TYPE);
    }

    private static String delayed(Client client, Channel channel, String inner) throws IOException {
        return delayed(client, channel, inner, Map.of());
    }

    private static String delayed(
            Client client, Channel channel, String inner, Map<String, Object> more)
            throws IOException {
        var arguments = new HashMap<>(more);
        arguments.put("x-delayed-type", inner);
        var exchange = client.name("delayed");
        channel.exchangeDeclare(exchange, TYPE, false, false, arguments);
        return exchange;
    }

    private static AMQP.BasicProperties after(@Nullable Object delay) {
        var headers = new HashMap<String, @Nullable Object>();
        headers.put(HEADER, delay);
        return new AMQP.BasicProperties.Builder().headers(headers).build();
    }

    private static @Nullable Object delayOf(GetResponse got) {
        return got.getProps().getHeaders().get(HEADER);
    }

    @Test
    void messageWaitsAndComesWithItsDelayNegated(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "direct");
        var queue = client.boundQueue(channel, exchange, "key");
        var properties =
                after(DELAY).builder().messageId("m").deliveryMode(2).contentType("a/b").build();

        long start = System.nanoTime();
        Client.publish(channel, exchange, "key", properties, "text");
        assertThat(Client.ready(channel, queue)).isZero();
        var got = Client.await(channel, queue);

        // the broker's clock counts whole milliseconds
        assertThat(System.nanoTime() - start)
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(DELAY - 1));
        assertThat(Client.text(got)).isEqualTo("text");
        assertThat(got.getEnvelope().getExchange()).isEqualTo(exchange);
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo("key");
        assertThat(got.getEnvelope().isRedeliver()).isFalse();
        assertThat(got.getProps())
                .isEqualTo(properties.builder().headers(Map.of(HEADER, -DELAY)).build());
    }

    static Stream<Arguments> delays() {
        return Stream.of(
                Arguments.of((byte) 50, -50),
                Arguments.of((short) 50, -50),
                Arguments.of(50, -50),
                Arguments.of(50L, -50),
                Arguments.of(50.9f, -50),
                Arguments.of(50.9, -50),
                Arguments.of(new BigDecimal("50.9"), -50),
                Arguments.of("50", -50));
    }

    @ParameterizedTest
    @MethodSource("delays")
    void anyNumberIsADelayAndComesBackAsAnInteger(Object delay, Object negated, Client client)
            throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "");

        Client.publish(channel, exchange, "", after(delay), "text");

        assertThat(delayOf(Client.await(channel, queue))).isEqualTo(negated);
    }

    static Stream<@Nullable Object> noDelays() {
        return Stream.of(0, -1, Long.MIN_VALUE, -0.5, 0.5, "0", "-5", "5 s", "", true, List.of(5))
                .map(Object.class::cast);
    }

    @ParameterizedTest
    @MethodSource("noDelays")
    void anythingElseIsRoutedAtOnceAsItIs(Object delay, Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "");

        Client.publish(channel, exchange, "", after(delay), "text");

        var header = delayOf(Client.get(channel, queue));
        assertThat(delay instanceof String ? String.valueOf(header) : header).isEqualTo(delay);
    }

    @Test
    void withoutAHeaderItIsAnExchangeOfItsInnerType(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "topic");
        var queue = client.boundQueue(channel, exchange, "a.*");

        Client.publish(channel, exchange, "a.b", "yes");
        Client.publish(channel, exchange, "b.a", "no");
        Client.publish(channel, exchange, "a.c", after(null), "nothing is no delay");

        assertThat(Client.drain(channel, queue)).containsExactly("yes", "nothing is no delay");
    }

    @Test
    void delayMayBeLongerThan49DaysAndNotLongerThanTenYears(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "");
        long tenYears = 315_360_000_000L;

        Client.publish(channel, exchange, "", after(1L << 32), "49 days and more");
        Client.publish(channel, exchange, "", after(tenYears), "ten years");
        Client.publish(channel, exchange, "", after(100), "soon");

        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("soon");
        assertThat(Client.drain(channel, queue)).isEmpty();
        var tooLong = after(tenYears + 1);
        var closing =
                client.failure(
                        channel,
                        () -> channel.basicPublish(exchange, "", tooLong, Client.bytes("no")));
        assertThat(closing.code()).isEqualTo(406);
        assertThat(closing.text())
                .contains("invalid header 'x-delay': {value_too_big,315360000001}");
    }

    @Test
    void messagesComeInTheOrderOfTheirTime(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "");

        Client.publish(channel, exchange, "", after(4_000), "fourth");
        Client.publish(channel, exchange, "", after(1_000), "first");
        Client.publish(channel, exchange, "", after(3_000), "third");
        Client.publish(channel, exchange, "", after(2_000), "second");

        for (var expected : List.of("first", "second", "third", "fourth")) {
            assertThat(Client.text(Client.await(channel, queue))).isEqualTo(expected);
        }
    }

    @Test
    void manyThatAreDueTogetherComeInOrder(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "");
        var expected = new ArrayList<String>();
        for (int i = 0; i < 3_000; i++) {
            // later ones are never due before earlier ones: the clock does not go back
            channel.basicPublish(exchange, "", after(DELAY), Client.bytes("" + i));
            expected.add("" + i);
        }
        channel.waitForConfirmsOrDie(30_000);

        var inbox = client.consume(channel, queue, true);

        for (var text : expected) {
            assertThat(inbox.nextText()).isEqualTo(text);
        }
    }

    @Test
    void bindingsOfTheMomentCount(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "direct");
        var before = client.boundQueue(channel, exchange, "key");

        Client.publish(channel, exchange, "key", after(DELAY), "text");
        channel.queueUnbind(before, exchange, "key");
        var now = client.boundQueue(channel, exchange, "key");

        assertThat(Client.text(Client.await(channel, now))).isEqualTo("text");
        assertThat(Client.drain(channel, before)).isEmpty();
    }

    @Test
    void whatNothingIsBoundForGoesToTheAlternateExchangeWhenItIsDue(Client client)
            throws Exception {
        var channel = client.confirmChannel();
        var alternate = client.exchange(channel, "fanout");
        var rest = client.boundQueue(channel, alternate, "");
        var exchange = delayed(client, channel, "direct", Map.of("alternate-exchange", alternate));

        Client.publish(channel, exchange, "key", after(DELAY), "text");
        assertThat(Client.drain(channel, rest)).isEmpty();

        assertThat(delayOf(Client.await(channel, rest))).isEqualTo(-DELAY);
    }

    @Test
    void argumentsAndBindingsAreThoseOfTheInnerType(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange =
                delayed(client, channel, "x-consistent-hash", Map.of("hash-header", "customer"));
        var one = client.boundQueue(channel, exchange, "1");
        var two = client.boundQueue(channel, exchange, "1");
        Map<String, Object> headers = Map.of(HEADER, 50, "customer", "c");
        var properties = new AMQP.BasicProperties.Builder().headers(headers).build();
        for (int i = 0; i < 10; i++) {
            Client.publish(channel, exchange, "" + i, properties, "" + i);
        }

        var got = new ArrayList<String>();
        Awaitility.await()
                .until(() -> {
                    got.addAll(Client.drain(channel, one));
                    got.addAll(Client.drain(channel, two));
                    return got.size() == 10;
                });

        var closing = client.failure(channel, () -> channel.queueBind(one, exchange, "no weight"));
        assertThat(closing.code()).isEqualTo(406);
    }

    @Test
    void mandatoryMeansNothingForWhatWaits(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "direct");
        var returns = Returns.of(channel);

        channel.basicPublish(exchange, "k", true, after(50), Client.bytes("waits"));
        channel.basicPublish(exchange, "k", true, after(0), Client.bytes("does not"));
        channel.waitForConfirmsOrDie(30_000);

        assertThat(new String(returns.next().getBody(), StandardCharsets.UTF_8))
                .isEqualTo("does not");
        assertThat(returns.size()).isZero();
    }

    @Test
    void addedKeysAreKept(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "direct");
        var own = client.boundQueue(channel, exchange, "own");
        var copy = client.boundQueue(channel, exchange, "copy");
        var blind = client.boundQueue(channel, exchange, "blind");
        Map<String, Object> headers =
                Map.of(HEADER, 100, "CC", List.of("copy"), "BCC", List.of("blind"));
        var properties = new AMQP.BasicProperties.Builder().headers(headers).build();

        Client.publish(channel, exchange, "own", properties, "text");

        for (var queue : List.of(own, copy, blind)) {
            var got = Client.await(channel, queue);
            assertThat(got.getEnvelope().getRoutingKey()).isEqualTo("own");
            assertThat(got.getProps().getHeaders())
                    .containsOnlyKeys(HEADER, "CC")
                    .containsEntry(HEADER, -100);
        }
    }

    @Test
    void messageFromAnotherExchangeWaitsToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var first = client.exchange(channel, "fanout");
        var atOnce = client.boundQueue(channel, first, "");
        var exchange = delayed(client, channel, "fanout");
        channel.exchangeBind(exchange, first, "");
        var later = client.boundQueue(channel, exchange, "");

        Client.publish(channel, first, "", after(DELAY), "text");

        assertThat(delayOf(Client.get(channel, atOnce))).isEqualTo(DELAY);
        assertThat(Client.drain(channel, later)).isEmpty();
        var got = Client.await(channel, later);
        assertThat(delayOf(got)).isEqualTo(-DELAY);
        assertThat(got.getEnvelope().getExchange()).isEqualTo(first);
    }

    @Test
    void deadLetterWaitsToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "fanout");
        var work = client.name("work");
        channel.queueDeclare(work, false, false, false, Map.of("x-dead-letter-exchange", exchange));
        var again = client.boundQueue(channel, exchange, "");
        Client.publish(channel, "", work, after(DELAY), "text");

        channel.basicReject(Client.get(channel, work).getEnvelope().getDeliveryTag(), false);

        assertThat(Client.drain(channel, again)).isEmpty();
        var got = Client.await(channel, again);
        assertThat(delayOf(got)).isEqualTo(-DELAY);
        assertThat(got.getProps().getHeaders().get("x-death"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void expirationCountsFromTheTimeAtWhichItIsRouted(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "");
        var inbox = client.consume(channel, queue, true);

        var properties = after(DELAY).builder().expiration("60000").build();
        Client.publish(channel, exchange, "", properties, "lives");
        var mortal = after(DELAY).builder().expiration("0").build();
        Client.publish(channel, exchange, "", mortal, "may be delivered at once");

        var first = inbox.next();
        assertThat(Inbox.text(first)).isEqualTo("lives");
        assertThat(first.getProperties().getExpiration()).isEqualTo("60000");
        assertThat(inbox.nextText()).isEqualTo("may be delivered at once");
    }

    @Test
    void whatWaitsGoesWithItsExchange(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = delayed(client, channel, "fanout");
        Client.publish(channel, exchange, "", after(DELAY), "gone");
        channel.exchangeDelete(exchange);
        channel.exchangeDeclare(exchange, TYPE, false, false, Map.of("x-delayed-type", "fanout"));
        var queue = client.boundQueue(channel, exchange, "");

        Client.publish(channel, exchange, "", after(2 * DELAY), "stays");

        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("stays");
        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @Test
    void transactionDelaysWhatItCommits(Client client) throws Exception {
        var channel = client.channel();
        var exchange = delayed(client, channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "");
        channel.txSelect();
        channel.basicPublish(exchange, "", after(100), Client.bytes("rolled back"));
        channel.txRollback();
        channel.basicPublish(exchange, "", after(200), Client.bytes("committed"));
        channel.txCommit();

        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("committed");
        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    static Stream<Arguments> badArguments() {
        String missing = "Invalid argument, 'x-delayed-type' must be an existing exchange type";
        return Stream.of(
                Arguments.of(Map.of(), missing),
                Arguments.of(Map.of("x-delayed-type", 1), missing),
                Arguments.of(Map.of("x-delayed-type", "nosuch"), "unknown exchange type 'nosuch'"),
                Arguments.of(
                        Map.of("x-delayed-type", TYPE),
                        "Invalid argument, 'x-delayed-message' can't be used for"
                                + " 'x-delayed-type'"));
    }

    @ParameterizedTest
    @MethodSource("badArguments")
    void innerTypeIsOneThatIsKnown(Map<String, Object> arguments, String text, Client client)
            throws Exception {
        var channel = client.channel();

        var closing =
                client.failure(
                        channel,
                        () ->
                                channel.exchangeDeclare(
                                        client.name("bad"), TYPE, false, false, arguments));

        assertThat(closing.code()).isEqualTo(406);
        assertThat(closing.text()).contains(text);
    }
}
