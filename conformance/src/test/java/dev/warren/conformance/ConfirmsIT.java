package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Returns;
import dev.warren.conformance.support.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Publisher confirms, and returns of mandatory messages.
@Conformance
final class ConfirmsIT {
    @Test
    void numbersCountFromOne(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var acks = new LinkedBlockingQueue<Long>();
        channel.addConfirmListener((tag, _) -> acks.add(tag), (_, _) -> {});

        Client.fill(channel, queue, "1");
        assertThat(acks.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        Client.fill(channel, queue, "2");
        assertThat(acks.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void onlyPublishesAfterTheSelectCount(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        publish(raw, "nowhere", 0);
        publish(raw, "nowhere", 0);

        raw.method(1, "confirm.select", Wire.bytes().octet(0));
        raw.expect(1, "confirm.select-ok");
        publish(raw, "nowhere", 0);

        assertThat(raw.expect(1, "basic.ack").longLong()).isEqualTo(1);
    }

    @Test
    void everyPublishIsConfirmedOnceAndUpwards(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var confirmed = new LinkedBlockingQueue<Long>();
        confirmsOf(channel, confirmed);

        for (var i = 0; i < 1000; i++) {
            channel.basicPublish("", queue, null, new byte[10]);
        }

        var numbers = new ArrayList<Long>();
        for (var i = 0; i < 1000; i++) {
            numbers.add(confirmed.poll(30, TimeUnit.SECONDS));
        }
        assertThat(numbers).containsExactlyElementsOf(oneTo(1000));
    }

    @Test
    void unroutableMessageIsConfirmed(Client client) throws Exception {
        var channel = client.confirmChannel();

        channel.basicPublish("", client.name("queue"), null, new byte[1]);

        assertThat(channel.waitForConfirms(30_000)).isTrue();
    }

    @Test
    void messageForSeveralQueuesIsConfirmedOnce(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "fanout");
        client.boundQueue(channel, exchange, "");
        client.boundQueue(channel, exchange, "");
        var confirmed = new LinkedBlockingQueue<Long>();
        confirmsOf(channel, confirmed);

        channel.basicPublish(exchange, "", null, new byte[1]);
        channel.basicPublish(exchange, "", null, new byte[1]);

        assertThat(confirmed.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(confirmed.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(confirmed).isEmpty();
    }

    @Test
    void persistentMessageInADurableQueueIsConfirmed(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("queue");
        channel.queueDeclare(queue, true, false, false, null);

        channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, new byte[1]);

        assertThat(channel.waitForConfirms(30_000)).isTrue();
        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void messageThatIsConsumedAtOnceIsConfirmed(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var inbox = client.consume(channel, queue, true);

        channel.basicPublish("", queue, null, Client.bytes("m"));

        assertThat(channel.waitForConfirms(30_000)).isTrue();
        assertThat(inbox.nextText()).isEqualTo("m");
    }

    @Test
    void confirmedMessageIsThere(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var other = client.foreignChannel();

        Client.fill(channel, queue, "visible");

        assertThat(Client.drain(other, queue)).containsExactly("visible");
    }

    // ---- Returns ----

    @Test
    void returnComesBeforeItsConfirm(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        raw.method(1, "confirm.select", Wire.bytes().octet(0));
        raw.expect(1, "confirm.select-ok");

        publish(raw, "nowhere", 1);

        raw.expect(1, "basic.return");
        assertThat(raw.read().method()).isEqualTo("content header");
        assertThat(raw.expect(1, "basic.ack").longLong()).isEqualTo(1);
    }

    @Test
    void returnCarriesTheWholeMessage(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");
        var returns = Returns.of(channel);
        var properties = new AMQP.BasicProperties.Builder().messageId("id").deliveryMode(2).build();

        channel.basicPublish(exchange, "nowhere", true, properties, new byte[] {1, 2, 3});

        var returned = returns.next();
        assertThat(returned.getReplyCode()).isEqualTo(312);
        assertThat(returned.getReplyText()).isEqualTo("NO_ROUTE");
        assertThat(returned.getExchange()).isEqualTo(exchange);
        assertThat(returned.getRoutingKey()).isEqualTo("nowhere");
        assertThat(returned.getProperties()).isEqualTo(properties);
        assertThat(returned.getBody()).containsExactly(1, 2, 3);
    }

    @Test
    void routedMandatoryMessageIsNotReturned(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var returns = Returns.of(channel);

        channel.basicPublish("", queue, true, null, new byte[1]);
        channel.waitForConfirmsOrDie(30_000);

        assertThat(returns.size()).isZero();
    }

    @Test
    void unroutableMessageThatIsNotMandatoryIsNotReturned(Client client) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);

        channel.basicPublish("", client.name("queue"), false, null, new byte[1]);
        channel.waitForConfirmsOrDie(30_000);

        assertThat(returns.size()).isZero();
    }

    // ---- Modes ----

    @Test
    void secondSelectChangesNothing(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        raw.method(1, "confirm.select", Wire.bytes().octet(0));
        raw.expect(1, "confirm.select-ok");
        publish(raw, "nowhere", 0);
        raw.expect(1, "basic.ack");

        raw.method(1, "confirm.select", Wire.bytes().octet(0));
        raw.expect(1, "confirm.select-ok");
        publish(raw, "nowhere", 0);

        assertThat(raw.expect(1, "basic.ack").longLong()).isEqualTo(2);
    }

    @Test
    void noWaitSelectIsNotAnswered(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.method(1, "confirm.select", Wire.bytes().octet(1));
        publish(raw, "nowhere", 0);

        assertThat(raw.expect(1, "basic.ack").longLong()).isEqualTo(1);
    }

    @Test
    void confirmChannelCannotBecomeTransactional(Client client) throws Exception {
        var channel = client.confirmChannel();

        assertThat(client.failure(channel, channel::txSelect))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - cannot switch from confirm to tx mode",
                                "tx.select"));
    }

    @Test
    void transactionalChannelCannotConfirm(Client client) throws Exception {
        var channel = client.channel();
        channel.txSelect();

        assertThat(client.failure(channel, channel::confirmSelect))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - cannot switch from tx to confirm mode",
                                "confirm.select"));
    }

    @Test
    void numbersAreOfTheChannel(Client client) throws Exception {
        var one = client.confirmChannel();
        Client.fill(one, client.queue(one), "1", "2");
        var two = client.confirmChannel();
        var confirmed = new LinkedBlockingQueue<Long>();
        confirmsOf(two, confirmed);

        Client.fill(two, client.queue(two), "1");

        assertThat(confirmed.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /// Every number that is confirmed, in the order of confirming, cumulative acks spelt out.
    private static void confirmsOf(Channel channel, BlockingQueue<Long> numbers) {
        var open = new TreeSet<Long>(oneTo(1000));
        channel.addConfirmListener(
                (tag, multiple) -> {
                    var settled = multiple ? List.copyOf(open.headSet(tag, true)) : List.of(tag);
                    settled.forEach(open::remove);
                    numbers.addAll(settled);
                },
                (tag, _) -> numbers.add(-tag));
    }

    /// A message without a body, through the default exchange.
    private static void publish(RawAmqp raw, String key, int bits) throws Exception {
        raw.method(
                1,
                "basic.publish",
                Wire.bytes().shortInt(0).shortstr("").shortstr(key).octet(bits));
        raw.contentHeader(1, 60, 0);
    }
}
