package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Failed deliveries of quorum queues, and what comes back to them.
@Conformance
final class DeliveryLimitIT {

    @Test
    void rejectedDeliveriesAreCounted(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = quorum(client, channel, Map.of());
        Client.fill(channel, queue, "a");

        for (long count = 0; count < 3; count++) {
            GetResponse got = Client.await(channel, queue);
            assertThat(count(got, "x-delivery-count")).isEqualTo(count);
            assertThat(got.getEnvelope().isRedeliver()).isEqualTo(count > 0);
            channel.basicReject(got.getEnvelope().getDeliveryTag(), true);
        }
    }

    @Test
    void messageThatFailsTooOftenIsDeadLettered(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue =
                quorum(
                        client,
                        channel,
                        Map.of(
                                "x-delivery-limit",
                                2,
                                "x-dead-letter-exchange",
                                "",
                                "x-dead-letter-routing-key",
                                graves));
        Client.fill(channel, queue, "poison");

        for (int i = 0; i < 3; i++) {
            GetResponse got = Client.await(channel, queue);
            channel.basicReject(got.getEnvelope().getDeliveryTag(), true);
        }

        GetResponse dead = Client.await(channel, graves);
        assertThat(Client.text(dead)).isEqualTo("poison");
        assertThat(String.valueOf(header(dead, "x-first-death-reason")))
                .isEqualTo("delivery_limit");
        assertThat(channel.basicGet(queue, true)).isNull();
    }

    @Test
    void endOfAChannelIsAFailure(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = quorum(client, channel, Map.of());
        Client.fill(channel, queue, "a");
        var crashing = client.channel();
        Client.await(crashing, queue);
        crashing.close();

        GetResponse got = Client.await(channel, queue);

        assertThat(header(got, "x-delivery-count")).isEqualTo(1L);
    }

    @Test
    void nackIsNoFailure(Client client) throws Exception {
        assumeFalse(client.is310(), "3.10 counts it");
        var channel = client.confirmChannel();
        var queue = quorum(client, channel, Map.of("x-delivery-limit", 1));
        Client.fill(channel, queue, "a");

        for (long count = 0; count < 5; count++) {
            GetResponse got = Client.await(channel, queue);
            assertThat(count(got, "x-delivery-count")).isZero();
            assertThat(count(got, "x-acquired-count")).isEqualTo(count);
            channel.basicNack(got.getEnvelope().getDeliveryTag(), false, true);
        }
    }

    /// Without a limit, 3.10 puts it behind everything else.
    @Test
    void whatComesBackIsServedFirstInTheOrderOfItsReturn(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = quorum(client, channel, Map.of("x-delivery-limit", 5));
        Client.fill(channel, queue, "0", "1", "2", "3");
        long[] tags = new long[3];
        for (int i = 0; i < 3; i++) {
            tags[i] = Client.await(channel, queue).getEnvelope().getDeliveryTag();
        }

        channel.basicNack(tags[2], false, true);
        channel.basicNack(tags[0], false, true);
        channel.basicNack(tags[1], false, true);

        await().until(() -> Client.ready(channel, queue) == 4);
        var inbox = client.consume(channel, queue);
        assertThat(inbox.nextTexts(4)).containsExactly("2", "0", "1", "3");
    }

    @Test
    void classicQueuePutsItBackInItsPlaceAndCountsNothing(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "0", "1", "2");
        long first = Client.await(channel, queue).getEnvelope().getDeliveryTag();
        long second = Client.await(channel, queue).getEnvelope().getDeliveryTag();

        channel.basicReject(second, true);
        channel.basicReject(first, true);

        GetResponse got = Client.await(channel, queue);
        assertThat(Client.text(got)).isEqualTo("0");
        assertThat(header(got, "x-delivery-count")).isNull();
    }

    private static String quorum(Client client, Channel channel, Map<String, Object> more)
            throws Exception {
        var arguments = new HashMap<>(more);
        arguments.put("x-queue-type", "quorum");
        var queue = client.name("quorum");
        channel.queueDeclare(queue, true, false, false, arguments);
        return queue;
    }

    /// A count of 0 may be said, or left out.
    private static long count(GetResponse got, String name) {
        return header(got, name) instanceof Long count ? count : 0;
    }

    private static @Nullable Object header(GetResponse got, String name) {
        var headers = got.getProps().getHeaders();
        return headers == null ? null : headers.get(name);
    }
}
