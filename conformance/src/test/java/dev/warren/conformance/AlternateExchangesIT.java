package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Returns;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where a message goes when its exchange finds no queue.
@Conformance
final class AlternateExchangesIT {
    @Test
    void unroutableMessageGoesToTheAlternate(Client client) throws Exception {
        var channel = client.confirmChannel();
        var alternate = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, alternate, "");
        var exchange = withAlternate(client, channel, "direct", alternate);

        Client.publish(channel, exchange, "nowhere", "rescued");

        var got = Client.get(channel, queue);
        assertThat(Client.text(got)).isEqualTo("rescued");
        assertThat(got.getEnvelope().getExchange()).isEqualTo(exchange);
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo("nowhere");
    }

    @Test
    void routedMessageDoesNotGoToTheAlternate(Client client) throws Exception {
        var channel = client.confirmChannel();
        var alternate = client.exchange(channel, "fanout");
        var rescue = client.boundQueue(channel, alternate, "");
        var exchange = withAlternate(client, channel, "direct", alternate);
        var queue = client.boundQueue(channel, exchange, "key");

        Client.publish(channel, exchange, "key", "routed");

        assertThat(Client.drain(channel, queue)).containsExactly("routed");
        assertThat(Client.drain(channel, rescue)).isEmpty();
    }

    @Test
    void alternatesAreFollowedInAChain(Client client) throws Exception {
        var channel = client.confirmChannel();
        var last = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, last, "");
        var middle = withAlternate(client, channel, "direct", last);
        var first = withAlternate(client, channel, "direct", middle);

        Client.publish(channel, first, "nowhere", "far");

        assertThat(Client.drain(channel, queue)).containsExactly("far");
    }

    @Test
    void loopOfAlternatesEnds(Client client) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);
        var one = client.name("exchange");
        var two = client.name("exchange");
        channel.exchangeDeclare(one, "direct", false, false, Map.of("alternate-exchange", two));
        channel.exchangeDeclare(two, "direct", false, false, Map.of("alternate-exchange", one));

        channel.basicPublish(one, "nowhere", true, null, new byte[1]);

        assertThat(returns.next().getReplyCode()).isEqualTo(312);
        assertThat(channel.waitForConfirms(30_000)).isTrue();
    }

    @Test
    void missingAlternateLosesTheMessageQuietly(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = withAlternate(client, channel, "direct", client.name("exchange"));

        Client.publish(channel, exchange, "nowhere", "lost");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void mandatoryMessageThatTheAlternateRoutesIsNotReturned(Client client) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);
        var alternate = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, alternate, "");
        var exchange = withAlternate(client, channel, "direct", alternate);

        channel.basicPublish(exchange, "nowhere", true, null, new byte[1]);
        channel.waitForConfirmsOrDie(30_000);

        assertThat(returns.size()).isZero();
        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void mandatoryMessageThatNobodyRoutesIsReturned(Client client) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);
        var alternate = client.exchange(channel, "fanout");
        var exchange = withAlternate(client, channel, "direct", alternate);

        channel.basicPublish(exchange, "nowhere", true, null, new byte[1]);

        var returned = returns.next();
        assertThat(returned.getExchange()).isEqualTo(exchange);
        assertThat(returned.getReplyText()).isEqualTo("NO_ROUTE");
    }

    @Test
    void alternateMayBeInternal(Client client) throws Exception {
        var channel = client.confirmChannel();
        var alternate = client.name("exchange");
        channel.exchangeDeclare(alternate, "fanout", false, false, true, Map.of());
        var queue = client.boundQueue(channel, alternate, "");
        var exchange = withAlternate(client, channel, "direct", alternate);

        Client.publish(channel, exchange, "nowhere", "in");

        assertThat(Client.drain(channel, queue)).containsExactly("in");
    }

    @Test
    void alternateIsAskedByTheKeyOfTheMessage(Client client) throws Exception {
        var channel = client.confirmChannel();
        var alternate = client.exchange(channel, "topic");
        var queue = client.boundQueue(channel, alternate, "logs.#");
        var exchange = withAlternate(client, channel, "direct", alternate);

        Client.publish(channel, exchange, "logs.error", "yes");
        Client.publish(channel, exchange, "news", "no");

        assertThat(Client.drain(channel, queue)).containsExactly("yes");
    }

    @Test
    void alternateOfABoundExchangeIsAsked(Client client) throws Exception {
        var channel = client.confirmChannel();
        var alternate = client.exchange(channel, "fanout");
        var rescue = client.boundQueue(channel, alternate, "");
        var inner = withAlternate(client, channel, "direct", alternate);
        var outer = client.exchange(channel, "fanout");
        channel.exchangeBind(inner, outer, "");

        Client.publish(channel, outer, "nowhere", "deep");

        assertThat(Client.drain(channel, rescue)).containsExactly("deep");
    }

    @Test
    void otherAlternateIsInequivalent(Client client) throws Exception {
        var channel = client.channel();
        var exchange = withAlternate(client, channel, "direct", "one");

        assertThat(client.exchangeRefusal(channel, exchange, Map.of("alternate-exchange", "two")))
                .isEqualTo(inequivalent(exchange, "received 'two' but current is 'one'"));
    }

    @Test
    void bytesOfTheAlternateAreItsName(Client client) throws Exception {
        var channel = client.channel();
        var exchange = withAlternate(client, channel, "direct", "one");
        var bytes = Map.<String, Object>of("alternate-exchange", Client.bytes("one"));

        channel.exchangeDeclare(exchange, "direct", false, false, bytes);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void missingAlternateIsInequivalentToOne(Client client) throws Exception {
        var channel = client.channel();
        var exchange = withAlternate(client, channel, "direct", "one");

        assertThat(client.exchangeRefusal(channel, exchange, Map.of()))
                .isEqualTo(
                        inequivalent(
                                exchange,
                                "received none but current is the value 'one' of type 'longstr'"));
    }

    @Test
    void newAlternateIsInequivalentToNone(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");

        assertThat(client.exchangeRefusal(channel, exchange, Map.of("alternate-exchange", "two")))
                .isEqualTo(
                        inequivalent(
                                exchange,
                                "received the value 'two' of type 'longstr' but current is none"));
    }

    @Test
    void alternateThatIsNoStringIsInvalid(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.name("exchange");

        assertThat(client.exchangeRefusal(channel, exchange, Map.of("alternate-exchange", 5)))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - invalid type 'signedint' for arg"
                                        + " 'alternate-exchange' in exchange '"
                                        + exchange
                                        + "' in vhost '/'",
                                "exchange.declare"));
    }

    private static String withAlternate(
            Client client, Channel channel, String type, String alternate) throws Exception {
        var exchange = client.name("exchange");
        channel.exchangeDeclare(
                exchange, type, false, false, Map.of("alternate-exchange", alternate));
        return exchange;
    }

    private static Closing inequivalent(String exchange, String what) {
        return Closing.channel(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'alternate-exchange' for exchange '%s' in vhost '/': %s"
                        .formatted(exchange, what),
                "exchange.declare");
    }
}
