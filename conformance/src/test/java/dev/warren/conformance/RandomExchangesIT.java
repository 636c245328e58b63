package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Plugins;
import dev.warren.conformance.support.Returns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `x-random` and `x-local-random`. Bounds on chance are so wide that no run in a lifetime leaves
/// them: 600 messages, two queues, 13 standard deviations.
@Conformance
final class RandomExchangesIT {
    private static final int MESSAGES = 600;

    @ParameterizedTest
    @ValueSource(strings = {"x-random", "x-local-random"})
    void everyMessageGoesToOneQueueByChance(String type, Client client) throws Exception {
        Plugins.assumeExchangeType(client, type);
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, type);
        var one = client.boundQueue(channel, exchange, "");
        var two = client.boundQueue(channel, exchange, "");

        for (int i = 0; i < MESSAGES; i++) {
            channel.basicPublish(exchange, "always the same", null, new byte[1]);
        }
        channel.waitForConfirmsOrDie(30_000);

        int first = Client.ready(channel, one);
        assertThat(first).isBetween(140, 460);
        assertThat(Client.ready(channel, two)).isEqualTo(MESSAGES - first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-random", "x-local-random"})
    void nothingBoundReturnsMandatoryMessages(String type, Client client) throws Exception {
        Plugins.assumeExchangeType(client, type);
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);
        var exchange = client.exchange(channel, type);

        channel.basicPublish(exchange, "k", true, null, new byte[1]);

        assertThat(returns.next().getReplyText()).isEqualTo("NO_ROUTE");
    }

    @Test
    void addedKeysAreNoFurtherChances(Client client) throws Exception {
        Plugins.assumeExchangeType(client, "x-random");
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "x-random");
        var one = client.boundQueue(channel, exchange, "");
        var two = client.boundQueue(channel, exchange, "");
        var properties =
                new AMQP.BasicProperties.Builder()
                        .headers(Map.of("CC", List.of("a", "b", "c", "d", "e", "f", "g", "h")))
                        .build();

        for (int i = 0; i < 20; i++) {
            Client.publish(channel, exchange, "own", properties, "once");
        }

        assertThat(Client.ready(channel, one) + Client.ready(channel, two)).isEqualTo(20);
    }

    /// What a fanout before it has learned about its queues may not hide that chance decides.
    @Test
    void chanceDecidesBehindAnotherExchangeToo(Client client) throws Exception {
        Plugins.assumeExchangeType(client, "x-random");
        var channel = client.confirmChannel();
        var front = client.exchange(channel, "fanout");
        var random = client.exchange(channel, "x-random");
        channel.exchangeBind(random, front, "");
        var one = client.boundQueue(channel, random, "");
        var two = client.boundQueue(channel, random, "");

        for (int i = 0; i < MESSAGES; i++) {
            channel.basicPublish(front, "", null, new byte[1]);
        }
        channel.waitForConfirmsOrDie(30_000);

        int first = Client.ready(channel, one);
        assertThat(first).isBetween(140, 460);
        assertThat(Client.ready(channel, two)).isEqualTo(MESSAGES - first);
    }

    @Test
    void localRandomIsBoundWithoutAKey(Client client) throws Exception {
        Plugins.assumeExchangeType(client, "x-local-random");
        var channel = client.channel();
        var exchange = client.exchange(channel, "x-local-random");
        var queue = client.queue(channel);

        assertThat(client.failure(channel, () -> channel.queueBind(queue, exchange, "k")))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - Non empty binding 'k' key not permitted",
                                "queue.bind"));
    }

    @Test
    void localRandomLeadsToNoExchange(Client client) throws Exception {
        Plugins.assumeExchangeType(client, "x-local-random");
        var channel = client.channel();
        var exchange = client.exchange(channel, "x-local-random");
        var other = client.exchange(channel, "fanout");

        assertThat(client.failure(channel, () -> channel.exchangeBind(other, exchange, "")))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - Destination not found",
                                "exchange.bind"));
    }
}
