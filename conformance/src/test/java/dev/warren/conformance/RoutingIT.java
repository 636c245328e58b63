package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which queues a message reaches, type by type.
@Conformance
@SuppressWarnings("JavaUtilDate") // the Java client's type for a timestamp
final class RoutingIT {
    // ---- Default and direct ----

    @Test
    void defaultExchangeRoutesToTheQueueOfThatName(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);

        Client.publish(channel, "", queue, "hello");

        var got = Client.get(channel, queue);
        assertThat(got.getEnvelope().getExchange()).isEmpty();
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo(queue);
    }

    @Test
    void unroutableMessageIsLostWithoutAnError(Client client) throws Exception {
        var channel = client.confirmChannel();

        Client.publish(channel, "", client.name("queue"), "lost");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void directComparesTheWholeKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.boundQueue(channel, exchange, "Key");

        for (var key : List.of("Key", "key", "Ke", "Keys", "", "*", "#")) {
            Client.publish(channel, exchange, key, key);
        }

        assertThat(Client.drain(channel, queue)).containsExactly("Key");
    }

    @Test
    void directReachesEveryQueueOfTheKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var one = client.boundQueue(channel, exchange, "k");
        var two = client.boundQueue(channel, exchange, "k");

        Client.publish(channel, exchange, "k", "both");

        assertThat(Client.drain(channel, one)).containsExactly("both");
        assertThat(Client.drain(channel, two)).containsExactly("both");
    }

    @Test
    void queueMayBeBoundByManyKeys(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.boundQueue(channel, exchange, "ERROR");
        channel.queueBind(queue, exchange, "WARNING");

        Client.publish(channel, exchange, "ERROR", "1");
        Client.publish(channel, exchange, "INFO", "2");
        Client.publish(channel, exchange, "WARNING", "3");

        assertThat(Client.drain(channel, queue)).containsExactly("1", "3");
    }

    @Test
    void emptyKeyIsAKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.queue(channel);
        var other = client.queue(channel);
        channel.queueBind(other, exchange, "x");
        channel.queueBind(queue, exchange, "");

        Client.publish(channel, exchange, "", "empty");

        assertThat(Client.drain(channel, queue)).containsExactly("empty");
    }

    // ---- Fanout ----

    @Test
    void fanoutIgnoresTheKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "fanout");
        var one = client.boundQueue(channel, exchange, "a");
        var two = client.boundQueue(channel, exchange, "b");

        Client.publish(channel, exchange, "c", "all");

        assertThat(Client.drain(channel, one)).containsExactly("all");
        assertThat(Client.drain(channel, two)).containsExactly("all");
    }

    @Test
    void fanoutDeliversOnceHoweverOftenBound(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "a");
        channel.queueBind(queue, exchange, "b");

        Client.publish(channel, exchange, "", "once");

        assertThat(Client.drain(channel, queue)).containsExactly("once");
    }

    // ---- Topic ----

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "a.b.c,    a.b.c,        true",
                "a.b.c,    a.b,          false",
                "a.b.c,    a.b.c.d,      false",
                "'',       '',           true",
                "'',       a,            false",
                "*,        a,            true",
                "*,        '',           false",
                "*,        a.b,          false",
                "*.*,      a.b,          true",
                "*.*,      .,            true",
                "*.*,      a,            false",
                "a.*.c,    a.b.c,        true",
                "a.*.c,    a..c,         true",
                "a.*.c,    a.c,          false",
                "a.*,      a.,           true",
                "#,        '',           true",
                "#,        a,            true",
                "#,        a.b.c,        true",
                "#,        ...,          true",
                "a.#,      a,            true",
                "a.#,      a.b.c,        true",
                "a.#,      ab,           false",
                "a.#,      b.a,          false",
                "#.a,      a,            true",
                "#.a,      b.c.a,        true",
                "#.a,      a.b,          false",
                "#.*,      '',           false",
                "#.*,      a,            true",
                "#.*,      a.b.c,        true",
                "*.#,      '',           false",
                "*.#,      a,            true",
                "*.#,      a.b.c,        true",
                "*.#.*,    a,            false",
                "*.#.*,    a.b,          true",
                "#.#,      '',           true",
                "#.#,      a.b,          true",
                "#.b.#,    b,            true",
                "#.b.#,    a.b.c,        true",
                "#.b.#,    a.c,          false",
                "#.b.#.b,  b,            false",
                "#.b.#.b,  b.b,          true",
                "#.b.#.b,  a.b.c.d.b,    true",
                "a.#.b.#,  a.b,          true",
                "a.#.b.#,  a.x.b.y.z,    true",
                "a.#.b.#,  a.x.y,        false",
                "a..b,     a..b,         true",
                "a..b,     a.b,          false",
                "a.*b,     a.xb,         false",
                "a.*b,     a.*b,         true",
                "a.##,     a.b,          false",
                "a.##,     a.##,         true",
            })
    void topicMatches(String pattern, String key, boolean isMatch, Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "topic");
        var queue = client.queue(channel);
        channel.rpc(
                new AMQP.Queue.Bind.Builder()
                        .queue(queue)
                        .exchange(exchange)
                        .routingKey(pattern)
                        .build());

        Client.publish(channel, exchange, key, "message");

        assertThat(Client.drain(channel, queue)).hasSize(isMatch ? 1 : 0);
    }

    @Test
    void topicDeliversOnceWhenManyPatternsMatch(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "topic");
        var queue = client.boundQueue(channel, exchange, "#");
        channel.queueBind(queue, exchange, "a.*");
        channel.queueBind(queue, exchange, "*.b");
        channel.queueBind(queue, exchange, "a.b");

        Client.publish(channel, exchange, "a.b", "once");

        assertThat(Client.drain(channel, queue)).containsExactly("once");
    }

    @Test
    void removedPatternNoLongerMatchesAndTheOthersDo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "topic");
        var queue = client.boundQueue(channel, exchange, "a.#");
        channel.queueBind(queue, exchange, "*.b");
        Client.publish(channel, exchange, "a.c", "1");

        channel.queueUnbind(queue, exchange, "a.#");
        Client.publish(channel, exchange, "a.c", "2");
        Client.publish(channel, exchange, "a.b", "3");

        assertThat(Client.drain(channel, queue)).containsExactly("1", "3");
    }

    // ---- Headers ----

    @Test
    void allWantsEveryHeader(Client client) throws Exception {
        assertThat(matches(client, Map.of("x-match", "all", "a", "1", "b", 2), Map.of("a", "1")))
                .isFalse();
        assertThat(
                        matches(
                                client,
                                Map.of("x-match", "all", "a", "1", "b", 2),
                                Map.of("a", "1", "b", 2, "c", 3)))
                .isTrue();
    }

    @Test
    void allIsWhatNoMatchMeans(Client client) throws Exception {
        assertThat(matches(client, Map.of("a", "1", "b", 2), Map.of("a", "1"))).isFalse();
        assertThat(matches(client, Map.of("a", "1", "b", 2), Map.of("a", "1", "b", 2))).isTrue();
    }

    @Test
    void anyWantsOneHeader(Client client) throws Exception {
        var binding = Map.<String, Object>of("x-match", "any", "a", "1", "b", 2);

        assertThat(matches(client, binding, Map.of("b", 2))).isTrue();
        assertThat(matches(client, binding, Map.of("a", "2", "b", 1))).isFalse();
        assertThat(matches(client, binding, Map.of())).isFalse();
    }

    @Test
    void emptyBindingMatchesAllAndNeverAny(Client client) throws Exception {
        assertThat(matches(client, Map.of(), Map.of("a", 1))).isTrue();
        assertThat(matches(client, Map.of("x-match", "all"), Map.of())).isTrue();
        assertThat(matches(client, Map.of("x-match", "any"), Map.of("a", 1))).isFalse();
    }

    @Test
    void messageWithoutHeadersIsMatchedByAnEmptyBinding(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "headers");
        var queue = client.boundQueue(channel, exchange, "");

        Client.publish(channel, exchange, "", "bare");

        assertThat(Client.drain(channel, queue)).containsExactly("bare");
    }

    @Test
    void headersIgnoreTheRoutingKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "headers");
        var queue = client.queue(channel);
        channel.queueBind(queue, exchange, "some key", Map.of("a", 1));

        Client.publish(channel, exchange, "another", headers(Map.of("a", 1)), "m");

        assertThat(Client.drain(channel, queue)).containsExactly("m");
    }

    @Test
    void bytesOfATextMatchIt(Client client) throws Exception {
        assertThat(matches(client, Map.of("a", "10"), Map.of("a", Client.bytes("10")))).isTrue();
        assertThat(matches(client, Map.of("a", Client.bytes("10")), Map.of("a", "10"))).isTrue();
        assertThat(matches(client, Map.of("a", "10"), Map.of("a", Client.bytes("11")))).isFalse();
    }

    @Test
    void plainMatchesIgnoreHeadersThatBeginWithX(Client client) throws Exception {
        assertThat(matches(client, Map.of("x-match", "all", "a", 1, "x-b", 2), Map.of("a", 1)))
                .isTrue();
        assertThat(matches(client, Map.of("x-match", "any", "a", 1, "x-b", 2), Map.of("x-b", 2)))
                .isFalse();
    }

    @Test
    void matchesWithXCountHeadersThatBeginWithX(Client client) throws Exception {
        assertThat(
                        matches(
                                client,
                                Map.of("x-match", "all-with-x", "a", 1, "x-b", 2),
                                Map.of("a", 1)))
                .isFalse();
        assertThat(
                        matches(
                                client,
                                Map.of("x-match", "all-with-x", "a", 1, "x-b", 2),
                                Map.of("a", 1, "x-b", 2)))
                .isTrue();
        assertThat(
                        matches(
                                client,
                                Map.of("x-match", "any-with-x", "a", 1, "x-b", 2),
                                Map.of("x-b", 2)))
                .isTrue();
    }

    @Test
    void voidInABindingMeansPresent(Client client) throws Exception {
        assertThat(matches(client, nullValue("a"), Map.of("a", "anything"))).isTrue();
        assertThat(matches(client, nullValue("a"), Map.of("a", 7))).isTrue();
        assertThat(matches(client, nullValue("a"), nullValue("a"))).isTrue();
        assertThat(matches(client, nullValue("a"), Map.of("b", 7))).isFalse();
    }

    @Test
    void integersOfAnyWidthCompareByValue(Client client) throws Exception {
        assertThat(matches(client, Map.of("a", 5), Map.of("a", 5L))).isTrue();
        assertThat(matches(client, Map.of("a", 5L), Map.of("a", (short) 5))).isTrue();
        assertThat(matches(client, Map.of("a", 5), Map.of("a", (byte) 5))).isTrue();
        assertThat(matches(client, Map.of("a", 5), Map.of("a", 6))).isFalse();
    }

    @Test
    void typesOfDifferentKindsNeverMatch(Client client) throws Exception {
        assertThat(matches(client, Map.of("a", "5"), Map.of("a", 5))).isFalse();
        assertThat(matches(client, Map.of("a", true), Map.of("a", 1))).isFalse();
        assertThat(matches(client, Map.of("a", true), Map.of("a", "true"))).isFalse();
    }

    @Test
    void floatingPointMatchesTheIntegerOfItsValue(Client client) throws Exception {
        assertThat(matches(client, Map.of("a", 5), Map.of("a", 5.0))).isTrue();
        assertThat(matches(client, Map.of("a", 5), Map.of("a", 5.5))).isFalse();
    }

    @Test
    void equalValuesOfOtherTypesMatch(Client client) throws Exception {
        assertThat(matches(client, Map.of("a", true), Map.of("a", true))).isTrue();
        assertThat(matches(client, Map.of("a", 1.5), Map.of("a", 1.5))).isTrue();
        assertThat(matches(client, Map.of("a", new Date(0)), Map.of("a", new Date(0)))).isTrue();
        assertThat(
                        matches(
                                client,
                                Map.of("a", new BigDecimal("1.5")),
                                Map.of("a", new BigDecimal("1.5"))))
                .isTrue();
        assertThat(matches(client, Map.of("a", List.of("x")), Map.of("a", List.of("x")))).isTrue();
        assertThat(matches(client, Map.of("a", Map.of("k", "v")), Map.of("a", Map.of("k", "v"))))
                .isTrue();
    }

    @Test
    void floatAndDoubleOfOneValueMatch(Client client) throws Exception {
        assertThat(matches(client, Map.of("a", 1.5f), Map.of("a", 1.5d))).isTrue();
    }

    @Test
    void timestampMatchesTheIntegerOfItsSeconds(Client client) throws Exception {
        assertThat(matches(client, Map.of("a", new Date(5000)), Map.of("a", 5L))).isTrue();
        assertThat(matches(client, Map.of("a", new Date(5000)), Map.of("a", 6L))).isFalse();
    }

    // ---- Extra keys ----

    @Test
    void ccAndBccRouteToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var to = client.boundQueue(channel, exchange, "to");
        var cc = client.boundQueue(channel, exchange, "cc");
        var bcc = client.boundQueue(channel, exchange, "bcc");

        Client.publish(
                channel,
                exchange,
                "to",
                headers(Map.of("CC", List.of("cc"), "BCC", List.of("bcc"))),
                "m");

        for (var queue : List.of(to, cc, bcc)) {
            var got = Client.get(channel, queue);
            assertThat(got.getEnvelope().getRoutingKey()).isEqualTo("to");
            assertThat(got.getProps().getHeaders()).containsKey("CC").doesNotContainKey("BCC");
        }
    }

    @Test
    void ccThatIsNoArrayIsRefused(Client client) throws Exception {
        var channel = client.channel();

        var closing =
                client.failure(
                        channel,
                        () ->
                                Client.publish(
                                        channel, "amq.direct", "k", headers(Map.of("CC", 5)), "m"));

        assertThat(closing.code()).isEqualTo(406);
        assertThat(closing.text())
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid message:"
                                + " {unacceptable_type_in_header,\"CC\",signedint}");
    }

    private static AMQP.BasicProperties headers(Map<String, Object> headers) {
        return new AMQP.BasicProperties.Builder().headers(headers).build();
    }

    private static Map<String, Object> nullValue(String key) {
        var map = new HashMap<String, Object>();
        map.put(key, null);
        return map;
    }

    /// Whether a message with these headers reaches a queue bound with those arguments.
    private static boolean matches(
            Client client, Map<String, Object> binding, Map<String, Object> headers)
            throws Exception {
        Channel channel = client.confirmChannel();
        var exchange = client.exchange(channel, "headers");
        var queue = client.queue(channel);
        channel.queueBind(queue, exchange, "", binding);
        Client.publish(channel, exchange, "", headers(headers), "m");
        return !Client.drain(channel, queue).isEmpty();
    }
}
