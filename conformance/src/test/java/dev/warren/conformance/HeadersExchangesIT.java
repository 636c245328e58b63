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

/// Which queues a headers exchange finds: what is compared, and what is equal.
@Conformance
@SuppressWarnings("JavaUtilDate") // the Java client's type for a timestamp
final class HeadersExchangesIT {

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
