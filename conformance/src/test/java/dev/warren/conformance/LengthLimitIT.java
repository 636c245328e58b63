package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `x-max-length`, `x-max-length-bytes` and `x-overflow`.
@Conformance
final class LengthLimitIT {

    @Test
    void headMakesRoom(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = declare(client, channel, Map.of("x-max-length", 2));

        Client.fill(channel, queue, "1", "2", "3");

        assertThat(Client.drain(channel, queue)).containsExactly("2", "3");
    }

    @Test
    void bytesOfBodiesCount(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = declare(client, channel, Map.of("x-max-length-bytes", 5));

        Client.fill(channel, queue, "123", "45", "6");

        assertThat(Client.drain(channel, queue)).containsExactly("45", "6");
    }

    @Test
    void fullQueueRefuses(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("limited");
        channel.queueDeclare(
                queue,
                false,
                false,
                false,
                Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        Client.fill(channel, queue, "1");

        assertThatThrownBy(() -> Client.fill(channel, queue, "2")).isInstanceOf(IOException.class);

        assertThat(Client.drain(client.channel(), queue)).containsExactly("1");
    }

    @Test
    void whatIsDeliveredAtOnceTakesNoRoom(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = declare(client, channel, Map.of("x-max-length", 0));
        var inbox = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2");

        assertThat(inbox.nextTexts(2)).containsExactly("1", "2");
    }

    @Test
    void requeueAboveTheLimitDropsTheHead(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = declare(client, channel, Map.of("x-max-length", 1));
        Client.fill(channel, queue, "1");
        var got = Client.get(channel, queue);
        Client.fill(channel, queue, "2");

        channel.basicReject(got.getEnvelope().getDeliveryTag(), true);

        assertThat(Client.drain(channel, queue)).containsExactly("2");
    }

    private static String declare(Client client, Channel channel, Map<String, Object> arguments)
            throws IOException {
        var queue = client.name("limited");
        channel.queueDeclare(queue, false, true, false, arguments);
        return queue;
    }
}
