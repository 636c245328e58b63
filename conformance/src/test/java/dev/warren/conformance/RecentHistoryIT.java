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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `x-recent-history`: new bindings get the last messages.
@Conformance
final class RecentHistoryIT {
    private static final String TYPE = "x-recent-history";

    @BeforeEach
    void needsThePlugin(Client client) throws Exception {
        Plugins.assumeExchangeType(client, TYPE);
    }

    private static String keeping(Client client, Channel channel, Object length)
            throws IOException {
        var exchange = client.name("history");
        channel.exchangeDeclare(
                exchange, TYPE, false, false, Map.of("x-recent-history-length", length));
        return exchange;
    }

    @Test
    void newBindingGetsTheLastMessagesInOrder(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = keeping(client, channel, 3);
        for (int i = 0; i < 5; i++) {
            Client.publish(channel, exchange, "key-" + i, "message-" + i);
        }

        var queue = client.boundQueue(channel, exchange, "any");

        var first = Client.get(channel, queue);
        assertThat(Client.text(first)).isEqualTo("message-2");
        assertThat(first.getEnvelope().getExchange()).isEqualTo(exchange);
        assertThat(first.getEnvelope().getRoutingKey()).isEqualTo("key-2");
        assertThat(first.getEnvelope().isRedeliver()).isFalse();
        assertThat(Client.drain(channel, queue)).containsExactly("message-3", "message-4");
    }

    @Test
    void twentyAreKeptUnlessToldOtherwise(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, TYPE);
        for (int i = 0; i < 30; i++) {
            Client.publish(channel, exchange, "", "" + i);
        }

        var queue = client.boundQueue(channel, exchange, "");

        assertThat(Client.drain(channel, queue)).hasSize(20).startsWith("10").endsWith("29");
    }

    @Test
    void boundQueueGetsEveryMessageWhateverTheKeys(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, TYPE);
        var one = client.boundQueue(channel, exchange, "a");
        var two = client.boundQueue(channel, exchange, "b");

        Client.publish(channel, exchange, "c", "live");

        assertThat(Client.drain(channel, one)).containsExactly("live");
        assertThat(Client.drain(channel, two)).containsExactly("live");
    }

    @Test
    void sameBindingAgainReplaysNothing(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, TYPE);
        Client.publish(channel, exchange, "", "once");
        var queue = client.boundQueue(channel, exchange, "a");

        channel.queueBind(queue, exchange, "a");

        assertThat(Client.drain(channel, queue)).containsExactly("once");
        channel.queueBind(queue, exchange, "b");
        assertThat(Client.drain(channel, queue)).containsExactly("once");
    }

    @Test
    void boundExchangeIsReplayedTo(Client client) throws Exception {
        assumeFalse(client.is310(), "3.10 fails with 541");
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, TYPE);
        Client.publish(channel, exchange, "logs.error", "early");
        Client.publish(channel, exchange, "news", "elsewhere");
        var topic = client.exchange(channel, "topic");
        var queue = client.boundQueue(channel, topic, "logs.*");

        channel.exchangeBind(topic, exchange, "");

        assertThat(Client.drain(channel, queue)).containsExactly("early");
    }

    @Test
    void whatComesThroughAnotherExchangeIsKeptAsItWasPublished(Client client) throws Exception {
        var channel = client.confirmChannel();
        var front = client.exchange(channel, "fanout");
        var exchange = client.exchange(channel, TYPE);
        channel.exchangeBind(exchange, front, "");
        Client.publish(channel, front, "key", "through");

        var queue = client.boundQueue(channel, exchange, "");

        var got = Client.get(channel, queue);
        assertThat(got.getEnvelope().getExchange()).isEqualTo(front);
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo("key");
    }

    static Stream<Arguments> noStore() {
        return Stream.of(
                Arguments.of(true, List.of()),
                Arguments.of(false, List.of("m")),
                Arguments.of("true", List.of("m")),
                Arguments.of(1, List.of("m")));
    }

    @ParameterizedTest
    @MethodSource("noStore")
    void messageMayAskNotToBeKept(Object value, List<String> replayed, Client client)
            throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, TYPE);
        var live = client.boundQueue(channel, exchange, "");
        var properties =
                new AMQP.BasicProperties.Builder()
                        .headers(Map.of("x-recent-history-no-store", value))
                        .build();

        Client.publish(channel, exchange, "", properties, "m");

        assertThat(Client.drain(channel, live)).containsExactly("m");
        var queue = client.boundQueue(channel, exchange, "");
        assertThat(Client.drain(channel, queue)).isEqualTo(replayed);
    }

    @Test
    void unboundExchangeReturnsMandatoryMessagesAndKeepsThem(Client client) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);
        var exchange = client.exchange(channel, TYPE);

        channel.basicPublish(exchange, "k", true, null, Client.bytes("kept"));

        assertThat(returns.next().getReplyText()).isEqualTo("NO_ROUTE");
        channel.waitForConfirmsOrDie(30_000);
        var queue = client.boundQueue(channel, exchange, "");
        assertThat(Client.drain(channel, queue)).containsExactly("kept");
    }

    @Test
    void transactionRemembersWhatItRoutes(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, TYPE);
        channel.txSelect();
        channel.basicPublish(exchange, "k", null, Client.bytes("routed"));
        channel.txRollback();

        var queue = client.boundQueue(channel, exchange, "");

        assertThat(Client.drain(channel, queue)).containsExactly("routed");
    }

    @Test
    void blindKeysAreNotReplayed(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, TYPE);
        var headers = new HashMap<String, Object>();
        headers.put("CC", List.of("k2"));
        headers.put("BCC", List.of("k3"));
        var properties = new AMQP.BasicProperties.Builder().headers(headers).build();
        Client.publish(channel, exchange, "k1", properties, "m");

        var queue = client.boundQueue(channel, exchange, "");

        var got = Client.get(channel, queue);
        assertThat(got.getProps().getHeaders()).containsOnlyKeys("CC");
        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @Test
    void historyGoesWithItsExchange(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, TYPE);
        Client.publish(channel, exchange, "k", "gone");
        channel.exchangeDelete(exchange);
        channel.exchangeDeclare(exchange, TYPE, false, false, Map.of());

        var queue = client.boundQueue(channel, exchange, "");

        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    static Stream<Arguments> badLengths() {
        return Stream.of(
                Arguments.of(0, "0"),
                Arguments.of(-1, "-1"),
                Arguments.of("5", "<<\"5\">>"),
                Arguments.of(true, "true"),
                Arguments.of(List.of(), "[]"));
    }

    @ParameterizedTest
    @MethodSource("badLengths")
    void badLengthIsRefusedAndNothingDeclared(Object length, String term, Client client)
            throws Exception {
        var channel = client.channel();
        var exchange = client.name("history");
        var arguments = Map.of("x-recent-history-length", length);

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.exchangeDeclare(
                                                exchange, TYPE, false, false, arguments)))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - Invalid argument "
                                        + term
                                        + ", 'x-recent-history-length' must be a positive integer",
                                "exchange.declare"));
        var other = client.channel();
        assertThat(client.failure(other, () -> other.exchangeDeclarePassive(exchange)).code())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(longs = {65_536, 65_537, 1L << 40})
    void hugeLengthIsTaken(long length, Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = keeping(client, channel, length);
        Client.publish(channel, exchange, "", "kept");

        var queue = client.boundQueue(channel, exchange, "");

        assertThat(Client.drain(channel, queue)).containsExactly("kept");
    }
}
