package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which queues a message reaches by its key, and by those of its headers.
@Conformance
final class RoutingIT {

    // ---- Default and direct ----

    @Test
    void defaultExchangeRoutesToTheQueueOfThatName(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);

        Client.publish(channel, "", queue, "hello");

        var got = Client.get(channel, queue);
        assertThat(got.getEnvelope().getExchange()).isEmpty();
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo(queue);
    }

    @Test
    void unroutableMessageIsLostWithoutAnError(Client client) throws Exception {
        var channel = client.confirmChannel();

        Client.publish(channel, "", client.name("queue"), "lost");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void directComparesTheWholeKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.boundQueue(channel, exchange, "Key");

        for (var key : List.of("Key", "key", "Ke", "Keys", "", "*", "#")) {
            Client.publish(channel, exchange, key, key);
        }

        assertThat(Client.drain(channel, queue)).containsExactly("Key");
    }

    @Test
    void directReachesEveryQueueOfTheKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var one = client.boundQueue(channel, exchange, "k");
        var two = client.boundQueue(channel, exchange, "k");

        Client.publish(channel, exchange, "k", "both");

        assertThat(Client.drain(channel, one)).containsExactly("both");
        assertThat(Client.drain(channel, two)).containsExactly("both");
    }

    @Test
    void queueMayBeBoundByManyKeys(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.boundQueue(channel, exchange, "ERROR");
        channel.queueBind(queue, exchange, "WARNING");

        Client.publish(channel, exchange, "ERROR", "1");
        Client.publish(channel, exchange, "INFO", "2");
        Client.publish(channel, exchange, "WARNING", "3");

        assertThat(Client.drain(channel, queue)).containsExactly("1", "3");
    }

    @Test
    void emptyKeyIsAKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.queue(channel);
        var other = client.queue(channel);
        channel.queueBind(other, exchange, "x");
        channel.queueBind(queue, exchange, "");

        Client.publish(channel, exchange, "", "empty");

        assertThat(Client.drain(channel, queue)).containsExactly("empty");
    }

    // ---- Fanout ----

    @Test
    void fanoutIgnoresTheKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "fanout");
        var one = client.boundQueue(channel, exchange, "a");
        var two = client.boundQueue(channel, exchange, "b");

        Client.publish(channel, exchange, "c", "all");

        assertThat(Client.drain(channel, one)).containsExactly("all");
        assertThat(Client.drain(channel, two)).containsExactly("all");
    }

    @Test
    void fanoutDeliversOnceHoweverOftenBound(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "a");
        channel.queueBind(queue, exchange, "b");

        Client.publish(channel, exchange, "", "once");

        assertThat(Client.drain(channel, queue)).containsExactly("once");
    }

    // ---- Extra keys ----

    @Test
    void ccAndBccRouteToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var to = client.boundQueue(channel, exchange, "to");
        var cc = client.boundQueue(channel, exchange, "cc");
        var bcc = client.boundQueue(channel, exchange, "bcc");

        Client.publish(
                channel,
                exchange,
                "to",
                headers(Map.of("CC", List.of("cc"), "BCC", List.of("bcc"))),
                "m");

        for (var queue : List.of(to, cc, bcc)) {
            var got = Client.get(channel, queue);
            assertThat(got.getEnvelope().getRoutingKey()).isEqualTo("to");
            assertThat(got.getProps().getHeaders()).containsKey("CC").doesNotContainKey("BCC");
        }
    }

    @Test
    void ccThatIsNoArrayIsRefused(Client client) throws Exception {
        var channel = client.channel();

        var closing =
                client.failure(
                        channel,
                        () ->
                                Client.publish(
                                        channel, "amq.direct", "k", headers(Map.of("CC", 5)), "m"));

        assertThat(closing.code()).isEqualTo(406);
        assertThat(closing.text())
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid message:"
                                + " {unacceptable_type_in_header,\"CC\",signedint}");
    }

    private static AMQP.BasicProperties headers(Map<String, Object> headers) {
        return new AMQP.BasicProperties.Builder().headers(headers).build();
    }
}
