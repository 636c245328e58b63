package dev.warren.conformance.letters;

import static dev.warren.conformance.letters.Graveyard.deaths;
import static dev.warren.conformance.letters.Graveyard.headers;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;

/// What becomes of the `x-death` header that a client publishes: RabbitMQ 3 counts on, RabbitMQ 4
/// does not, and here it is a setting.
@Timeout(120)
final class ClientDeathsIT {

    static boolean isTargetAnother() {
        return !System.getProperty("conformance.target", "").isBlank();
    }

    /// The counts of a message's deaths when it dies, is published again with its headers, and dies
    /// again.
    private static List<Object> countsAfterTwo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of());
        Client.publish(channel, "", queue, "m");
        reject(channel, queue);
        AMQP.BasicProperties dead = graveyard.next().getProperties();

        channel.basicPublish("", queue, dead, Client.bytes("again"));
        reject(channel, queue);
        return deaths(headers(graveyard.next())).stream().map(death -> death.get("count")).toList();
    }

    private static void reject(Channel channel, String queue) throws Exception {
        var got = Client.await(channel, queue);
        channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
    }

    @Test
    void isCountedOnWhereThatIsAskedFor() throws Exception {
        try (var broker = Broker.configured(Map.of("warren.count_client_x_death", "true"));
                var client = broker.client()) {
            assertThat(countsAfterTwo(client)).containsExactly(2L);
        }
    }

    @Test
    @DisabledIf("isTargetAnother")
    void isOverwrittenOtherwise() throws Exception {
        try (var broker = Broker.configured(Map.of());
                var client = broker.client()) {
            assertThat(countsAfterTwo(client)).containsExactly(1L);
        }
    }
}
