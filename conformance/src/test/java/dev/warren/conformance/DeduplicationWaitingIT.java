package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages that come once more while the first one waits, or after it has: known when they are
/// published. RabbitMQ knows none of these arguments.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class DeduplicationWaitingIT {
    private static final String HEADER = "x-deduplication-header";
    private static final int HOUR = 3_600_000;
    private static final int DELAY = 1_500;

    @BeforeEach
    void needsDeduplication(Client client) {
        assumeFalse(client.is310(), "RabbitMQ knows no such argument");
    }

    private static String delayed(Client client, Channel channel, Map<String, Object> arguments)
            throws IOException {
        var exchange = client.name("delayed");
        channel.exchangeDeclare(exchange, "x-delayed-message", true, false, arguments);
        return exchange;
    }

    private static AMQP.BasicProperties keyed(String key, int delay) {
        return new AMQP.BasicProperties.Builder()
                .deliveryMode(2)
                .headers(Map.of(HEADER, key, "x-delay", delay))
                .build();
    }

    @Test
    void delayingExchangeHoldsNoDuplicate(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange =
                delayed(client, channel, Map.of("x-delayed-type", "topic", "x-dedup-window", HOUR));
        var queue = client.boundQueue(channel, exchange, "#");

        Client.publish(channel, exchange, "k", keyed("a", DELAY), "first");
        Client.publish(channel, exchange, "k", keyed("a", DELAY), "again");
        Client.publish(channel, exchange, "k", keyed("b", DELAY), "other");

        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("first");
        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("other");
        Client.publish(channel, exchange, "k", keyed("a", 1), "when it has come");
        Client.publish(channel, exchange, "k", keyed("c", 1), "last");
        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("last");
    }

    @Test
    void delayingExchangeMayRouteAsOneOfThePluginsType(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange =
                delayed(
                        client,
                        channel,
                        Map.of("x-delayed-type", "x-message-deduplication", "x-cache-size", 10));
        var queue = client.boundQueue(channel, exchange, "");

        Client.publish(channel, exchange, "", keyed("a", DELAY), "first");
        Client.publish(channel, exchange, "", keyed("a", DELAY), "again");
        Client.publish(channel, exchange, "", keyed("b", DELAY), "last");

        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("first");
        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void windowOfAnExchangeHoldsForQueuesThatDelay(String type, Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.name("fanout");
        channel.exchangeDeclare(exchange, "fanout", false, false, Map.of("x-dedup-window", HOUR));
        var queue = client.name("queue");
        channel.queueDeclare(
                queue, true, false, false, Map.of("x-queue-type", type, "x-delivery-delay", DELAY));
        channel.queueBind(queue, exchange, "");

        Client.publish(channel, exchange, "", keyed("a", 0), "first");
        Client.publish(channel, exchange, "", keyed("a", 0), "again");
        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("first");
        Client.publish(channel, exchange, "", keyed("a", 0), "when it has come");
        Client.publish(channel, exchange, "", keyed("b", 0), "last");

        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("last");
    }
}
