package dev.warren.conformance.letters;

import static dev.warren.conformance.letters.Graveyard.deaths;
import static dev.warren.conformance.letters.Graveyard.headers;
import static dev.warren.conformance.letters.Graveyard.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The keys that dead letters go by, and where they do not go.
@Conformance
final class DeadLetterRoutesIT {
    @Test
    void keyOfTheQueueReplacesThatOfTheMessage(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of("x-dead-letter-routing-key", "dead"));

        Client.publish(channel, "", queue, copies("cc", null), "m");
        reject(channel, queue);

        var letter = graveyard.next();
        assertThat(letter.getEnvelope().getRoutingKey()).isEqualTo("dead");
        assertThat(headers(letter)).doesNotContainKey("CC");
        assertThat(deaths(headers(letter)).getFirst())
                .containsEntry("routing-keys", List.of(queue, "cc"));
    }

    @Test
    void withoutAKeyOfTheQueueAllKeysCount(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var byCopy = client.boundQueue(channel, exchange, "cc");
        var byBlindCopy = client.boundQueue(channel, exchange, "bcc");
        var queue = Graveyard.mortal(client, channel, Map.of("x-dead-letter-exchange", exchange));
        var byKey = client.boundQueue(channel, exchange, queue);

        Client.publish(channel, "", queue, copies("cc", "bcc"), "m");
        reject(channel, queue);

        for (var reached : List.of(byKey, byCopy, byBlindCopy)) {
            Map<String, Object> headers = headers(Client.await(channel, reached).getProps());
            assertThat(headers.get("CC"))
                    .asInstanceOf(LIST)
                    .extracting(Object::toString)
                    .containsExactly("cc");
            assertThat(headers).doesNotContainKey("BCC");
            assertThat(deaths(headers).getFirst())
                    .containsEntry("routing-keys", List.of(queue, "cc"));
        }
    }

    @Test
    void letterFindsAQueueThatIsBoundLater(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "topic");
        var queue = Graveyard.mortal(client, channel, Map.of("x-dead-letter-exchange", exchange));
        Client.publish(channel, "", queue, "m");
        var found = client.boundQueue(channel, exchange, "#");

        reject(channel, queue);

        assertThat(Client.text(Client.await(channel, found))).isEqualTo("m");
    }

    @Test
    void exchangeMayBeMissing(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.name("exchange");
        var queue = Graveyard.mortal(client, channel, Map.of("x-dead-letter-exchange", exchange));
        Client.fill(channel, queue, "lost", "found");
        reject(channel, queue);
        assertThat(Client.ready(channel, queue)).isEqualTo(1);

        channel.exchangeDeclare(exchange, "fanout", false, false, Map.of());
        var graveyard = client.boundQueue(channel, exchange, "");
        reject(channel, queue);

        assertThat(Client.text(Client.await(channel, graveyard))).isEqualTo("found");
        assertThat(Client.drain(channel, graveyard)).isEmpty();
    }

    @Test
    void unroutableLetterGoesToTheAlternate(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var exchange = client.name("exchange");
        channel.exchangeDeclare(
                exchange, "direct", false, false, Map.of("alternate-exchange", graveyard.exchange));
        var queue = Graveyard.mortal(client, channel, Map.of("x-dead-letter-exchange", exchange));

        Client.publish(channel, "", queue, "m");
        reject(channel, queue);

        var letter = graveyard.next();
        assertThat(text(letter)).isEqualTo("m");
        assertThat(letter.getEnvelope().getExchange()).isEqualTo(exchange);
    }

    @Test
    void internalExchangeTakesDeadLetters(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.name("exchange");
        channel.exchangeDeclare(exchange, "fanout", false, false, true, Map.of());
        var graveyard = client.boundQueue(channel, exchange, "");
        var queue = Graveyard.mortal(client, channel, Map.of("x-dead-letter-exchange", exchange));

        Client.publish(channel, "", queue, "m");
        reject(channel, queue);

        assertThat(Client.text(Client.await(channel, graveyard))).isEqualTo("m");
    }

    @Test
    void circleOfExpiryAloneEnds(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of("x-message-ttl", 20));
        channel.queueBind(queue, graveyard.exchange, "");

        Client.publish(channel, "", queue, "round");

        assertThat(text(graveyard.next())).isEqualTo("round");
        assertThat(text(graveyard.nextAfter("mark"))).isEqualTo("mark");
    }

    @Test
    void rejectedMessageMayGoRoundForEver(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("mortal");
        channel.queueDeclare(
                queue,
                false,
                false,
                false,
                Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", queue));
        var inbox = client.consume(channel, queue);
        Client.publish(channel, "", queue, "round");

        for (var i = 0; i < 5; i++) {
            channel.basicReject(inbox.next().getEnvelope().getDeliveryTag(), false);
        }

        assertThat(deaths(headers(inbox.next())))
                .singleElement()
                .extracting(death -> death.get("count"))
                .isEqualTo(5L);
    }

    private static AMQP.BasicProperties copies(String cc, @Nullable String bcc) {
        Map<String, Object> headers = new java.util.HashMap<>();
        headers.put("CC", List.of(cc));
        if (bcc != null) {
            headers.put("BCC", List.of(bcc));
        }
        return new AMQP.BasicProperties.Builder().headers(headers).build();
    }

    private static void reject(Channel channel, String queue) throws Exception {
        var got = Client.await(channel, queue);
        channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
    }
}
