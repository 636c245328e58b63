package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `x-max-priority` of classic queues.
@Conformance
final class PriorityIT {

    @Test
    void higherOnesComeFirstAndEqualOnesInOrder(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("by-priority");
        channel.queueDeclare(queue, false, true, false, Map.of("x-max-priority", 10));

        publish(channel, queue, 0, "a");
        publish(channel, queue, 5, "b");
        Client.fill(channel, queue, "c");
        publish(channel, queue, 10, "d");
        publish(channel, queue, 200, "e");
        publish(channel, queue, 5, "f");

        assertThat(Client.drain(channel, queue)).containsExactly("d", "e", "b", "f", "a", "c");
    }

    @Test
    void requeuedMessageGoesBackToItsPlace(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("by-priority");
        channel.queueDeclare(queue, false, true, false, Map.of("x-max-priority", 10));
        publish(channel, queue, 5, "a");
        publish(channel, queue, 5, "b");
        var got = Client.get(channel, queue);
        publish(channel, queue, 6, "c");

        channel.basicReject(got.getEnvelope().getDeliveryTag(), true);

        assertThat(Client.drain(channel, queue)).containsExactly("c", "a", "b");
    }

    private static void publish(Channel channel, String queue, int priority, String text)
            throws Exception {
        Client.publish(
                channel, "", queue, new BasicProperties.Builder().priority(priority).build(), text);
        channel.waitForConfirmsOrDie(30_000);
    }
}
