package dev.warren.conformance.letters;

import static dev.warren.conformance.letters.Graveyard.deaths;
import static dev.warren.conformance.letters.Graveyard.headers;
import static dev.warren.conformance.letters.Graveyard.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What dies in a queue, where it goes, and what its headers say of it.
@Conformance
final class DeadLetteringIT {
    @Test
    void rejectedMessageGoesToTheExchange(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of());

        Client.publish(channel, "", queue, "bad");
        reject(channel, queue);

        var letter = graveyard.next();
        assertThat(text(letter)).isEqualTo("bad");
        assertThat(letter.getEnvelope().getExchange()).isEqualTo(graveyard.exchange);
        assertThat(letter.getEnvelope().getRoutingKey()).isEqualTo(queue);
        assertThat(letter.getEnvelope().isRedeliver()).isFalse();
        var death = deaths(headers(letter)).getFirst();
        assertThat(death.remove("time")).isInstanceOf(Date.class);
        assertThat(death)
                .isEqualTo(
                        Map.of(
                                "count",
                                1L,
                                "reason",
                                "rejected",
                                "queue",
                                queue,
                                "exchange",
                                "",
                                "routing-keys",
                                List.of(queue)));
    }

    @Test
    void nackOfManyKeepsTheirOrder(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of());
        Client.fill(channel, queue, "1", "2", "3");

        Client.get(channel, queue);
        Client.get(channel, queue);
        var last = Client.get(channel, queue);
        channel.basicNack(last.getEnvelope().getDeliveryTag(), true, false);

        assertThat(text(graveyard.next())).isEqualTo("1");
        assertThat(text(graveyard.next())).isEqualTo("2");
        assertThat(text(graveyard.next())).isEqualTo("3");
    }

    @Test
    void requeuedMessageDoesNotDie(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of());
        Client.publish(channel, "", queue, "again");

        var got = Client.get(channel, queue);
        channel.basicReject(got.getEnvelope().getDeliveryTag(), true);

        assertThat(Client.text(Client.get(channel, queue))).isEqualTo("again");
        assertThat(text(graveyard.nextAfter("mark"))).isEqualTo("mark");
    }

    @Test
    void queueTtlKillsByTime(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of("x-message-ttl", 50));

        Client.publish(channel, "", queue, "late");

        var death = deaths(headers(graveyard.next())).getFirst();
        assertThat(death).containsEntry("reason", "expired").containsEntry("queue", queue);
        assertThat(death).doesNotContainKey("original-expiration");
    }

    @Test
    void expirationIsTakenAwayAndRemembered(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of());

        Client.publish(
                channel,
                "",
                queue,
                new AMQP.BasicProperties.Builder()
                        .expiration("40")
                        .contentType("text/plain")
                        .deliveryMode(2)
                        .messageId("id-1")
                        .build(),
                "late");

        var letter = graveyard.next();
        assertThat(letter.getProperties().getExpiration()).isNull();
        assertThat(letter.getProperties().getContentType()).isEqualTo("text/plain");
        assertThat(letter.getProperties().getDeliveryMode()).isEqualTo(2);
        assertThat(letter.getProperties().getMessageId()).isEqualTo("id-1");
        assertThat(deaths(headers(letter)).getFirst()).containsEntry("original-expiration", "40");
    }

    @Test
    void headOfAFullQueueDies(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of("x-max-length", 1));

        Client.fill(channel, queue, "old", "new");

        var letter = graveyard.next();
        assertThat(text(letter)).isEqualTo("old");
        assertThat(deaths(headers(letter)).getFirst()).containsEntry("reason", "maxlen");
        assertThat(Client.drain(channel, queue)).containsExactly("new");
    }

    @Test
    void refusedPublishMayDieToo(Client client) throws Exception {
        var channel = client.channel();
        channel.confirmSelect();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of("x-max-length", 1, "x-overflow", "reject-publish-dlx"));
        channel.basicPublish("", queue, null, Client.bytes("first"));
        assertThat(channel.waitForConfirms(30_000)).isTrue();

        channel.basicPublish("", queue, null, Client.bytes("second"));

        assertThat(channel.waitForConfirms(30_000)).isFalse();
        var letter = graveyard.next();
        assertThat(text(letter)).isEqualTo("second");
        assertThat(deaths(headers(letter)).getFirst()).containsEntry("reason", "maxlen");
        assertThat(Client.drain(channel, queue)).containsExactly("first");
    }

    @Test
    void purgedAndDeletedMessagesDoNotDie(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of());
        Client.fill(channel, queue, "purged");
        channel.queuePurge(queue);
        Client.fill(channel, queue, "deleted");
        channel.queueDelete(queue);

        assertThat(text(graveyard.nextAfter("mark"))).isEqualTo("mark");
    }

    @Test
    void firstDeathStaysWhenAMessageDiesAgain(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var second = graveyard.mortal(Map.of());
        var first = toQueue(client, channel, second);

        Client.publish(channel, "", first, "twice");
        reject(channel, first);
        reject(channel, second);

        Map<String, Object> headers = headers(graveyard.next());
        assertThat(deaths(headers))
                .extracting(death -> death.get("queue"))
                .containsExactly(second, first);
        assertThat(headers.get("x-first-death-queue")).hasToString(first);
        assertThat(headers.get("x-first-death-reason")).hasToString("rejected");
        assertThat(headers.get("x-first-death-exchange")).hasToString("");
        if (!client.is310()) {
            assertThat(headers.get("x-last-death-queue")).hasToString(second);
            assertThat(headers.get("x-last-death-reason")).hasToString("rejected");
        }
    }

    /// The pattern of retries with a delay: rejected, waits in a queue nobody reads, comes back.
    @Test
    void roundsThroughARetryQueueAreCounted(Client client) throws Exception {
        var channel = client.confirmChannel();
        var work = client.name("work");
        var retry =
                Graveyard.mortal(
                        client,
                        channel,
                        Map.of(
                                "x-message-ttl",
                                20,
                                "x-dead-letter-exchange",
                                "",
                                "x-dead-letter-routing-key",
                                work));
        channel.queueDeclare(
                work,
                false,
                false,
                false,
                Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", retry));
        var inbox = client.consume(channel, work);
        Client.publish(channel, "", work, "stubborn");

        for (var round = 0; round < 3; round++) {
            channel.basicReject(inbox.next().getEnvelope().getDeliveryTag(), false);
        }

        var deaths = deaths(headers(inbox.next()));
        assertThat(deaths).hasSize(2);
        assertThat(deaths.get(0))
                .containsEntry("queue", retry)
                .containsEntry("reason", "expired")
                .containsEntry("count", 3L);
        assertThat(deaths.get(1))
                .containsEntry("queue", work)
                .containsEntry("reason", "rejected")
                .containsEntry("count", 3L);
    }

    @Test
    void xDeathOfAClientCountsForNothing(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graveyard = new Graveyard(client, channel);
        var queue = graveyard.mortal(Map.of());
        Client.publish(channel, "", queue, "copied");
        reject(channel, queue);
        var copied = graveyard.next().getProperties();

        Client.publish(channel, "", queue, copied, "copied");
        assertThat(deaths(headers(Client.get(channel, queue).getProps()))).hasSize(1);
        channel.basicRecover(true);
        reject(channel, queue);

        assertThat(deaths(headers(graveyard.next())))
                .singleElement()
                .extracting(death -> death.get("count"))
                .isEqualTo(client.is310() ? 2L : 1L);
    }

    private static void reject(Channel channel, String queue) throws Exception {
        var got = Client.await(channel, queue);
        channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
    }

    /// A queue whose dead letters go to another.
    private static String toQueue(Client client, Channel channel, String to) throws Exception {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("x-dead-letter-exchange", "");
        arguments.put("x-dead-letter-routing-key", to);
        return Graveyard.mortal(client, channel, arguments);
    }
}
