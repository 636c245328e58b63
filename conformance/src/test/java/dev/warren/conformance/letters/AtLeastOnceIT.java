package dev.warren.conformance.letters;

import static dev.warren.conformance.letters.Graveyard.deaths;
import static dev.warren.conformance.letters.Graveyard.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Dead letters that are kept until somebody has them. RabbitMQ tries again after three minutes
/// only.
@Conformance
final class AtLeastOnceIT {

    @Test
    void letterWaitsForARoute(Client client) throws Exception {
        assumeFalse(client.is310(), "tries again after three minutes");
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "fanout");
        var queue = safe(client, channel, exchange);

        reject(channel, queue);
        var found = client.boundQueue(channel, exchange, "");

        assertDied(Client.await(channel, found), queue);
    }

    @Test
    void letterWaitsForRoomInItsTarget(Client client) throws Exception {
        assumeFalse(client.is310(), "tries again after three minutes");
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "fanout");
        var full = client.name("full");
        channel.queueDeclare(
                full,
                false,
                false,
                false,
                Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        channel.queueBind(full, exchange, "");
        Client.fill(channel, full, "first");
        var queue = safe(client, channel, exchange);

        reject(channel, queue);
        assertThat(Client.await(channel, full).getBody()).isEqualTo(Client.bytes("first"));

        assertDied(Client.await(channel, full), queue);
    }

    private static String safe(Client client, Channel channel, String exchange) throws IOException {
        var queue = client.name("safe");
        channel.queueDeclare(
                queue,
                true,
                false,
                false,
                Map.of(
                        "x-queue-type",
                        "quorum",
                        "x-dead-letter-exchange",
                        exchange,
                        "x-dead-letter-strategy",
                        "at-least-once",
                        "x-overflow",
                        "reject-publish"));
        return queue;
    }

    private static void reject(Channel channel, String queue) throws Exception {
        Client.fill(channel, queue, "letter");
        var got = Client.await(channel, queue);
        channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
    }

    private static void assertDied(GetResponse letter, String queue) {
        assertThat(letter.getBody()).isEqualTo(Client.bytes("letter"));
        assertThat(deaths(headers(letter.getProps())).getFirst())
                .containsEntry("reason", "rejected")
                .containsEntry("queue", queue);
    }
}
