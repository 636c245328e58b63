package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Consuming and cancelling, from both sides, and who gets what.
@Conformance
final class ConsumersIT {
    // ---- Consume ----

    @Test
    void deliveryCarriesWhereItComesFrom(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "topic");
        var queue = client.boundQueue(channel, exchange, "#");
        var inbox = client.consume(channel, queue);

        Client.publish(channel, exchange, "some.key", "hello");

        var delivery = inbox.next();
        assertThat(Inbox.text(delivery)).isEqualTo("hello");
        assertThat(delivery.getEnvelope().getExchange()).isEqualTo(exchange);
        assertThat(delivery.getEnvelope().getRoutingKey()).isEqualTo("some.key");
        assertThat(delivery.getEnvelope().isRedeliver()).isFalse();
        assertThat(delivery.getEnvelope().getDeliveryTag()).isEqualTo(1);
    }

    @Test
    void messagesComeInOrderWithTagsFromOne(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var inbox = client.consume(channel, queue);

        Client.fill(channel, queue, "a", "b", "c");

        for (var tag = 1L; tag <= 3; tag++) {
            assertThat(Inbox.tag(inbox.next())).isEqualTo(tag);
        }
    }

    @Test
    void waitingMessagesComeFirst(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "old");

        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "new");

        assertThat(inbox.nextTexts(2)).containsExactly("old", "new");
    }

    @Test
    void serverNamesAConsumerThatHasNoTag(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        var one = channel.basicConsume(queue, new Inbox(channel));
        var two = channel.basicConsume(queue, new Inbox(channel));

        assertThat(one).matches("amq\\.ctag-[A-Za-z0-9_-]{22}");
        assertThat(two).isNotEqualTo(one);
    }

    @Test
    void chosenTagComesBack(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(channel.basicConsume(queue, true, "my tag", new Inbox(channel)))
                .isEqualTo("my tag");
    }

    @Test
    void tagMayBeginWithTheReservedPrefix(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(channel.basicConsume(queue, true, "amq.mine", new Inbox(channel)))
                .isEqualTo("amq.mine");
    }

    @Test
    void tagInUseIsNotAllowed(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        channel.basicConsume(queue, true, "twice", new Inbox(channel));

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.basicConsume(
                                                queue, true, "twice", new Inbox(channel))))
                .isEqualTo(
                        Closing.connection(
                                530,
                                "NOT_ALLOWED - attempt to reuse consumer tag 'twice'",
                                "basic.consume"));
    }

    @Test
    void tagIsOfTheChannel(Client client) throws Exception {
        var one = client.channel();
        var two = client.channel();
        var queue = client.queue(one);

        one.basicConsume(queue, true, "same", new Inbox(one));
        two.basicConsume(queue, true, "same", new Inbox(two));

        assertThat(one.consumerCount(queue)).isEqualTo(2);
    }

    @Test
    void tagCanBeUsedAgainAfterCancel(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        channel.basicConsume(queue, true, "again", new Inbox(channel));
        channel.basicCancel("again");

        channel.basicConsume(queue, true, "again", new Inbox(channel));

        assertThat(channel.consumerCount(queue)).isEqualTo(1);
    }

    @Test
    void consumingAMissingQueueIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var missing = client.name("queue");

        assertThat(client.failure(channel, () -> channel.basicConsume(missing, new Inbox(channel))))
                .isEqualTo(
                        Closing.channel(
                                404,
                                "NOT_FOUND - no queue '" + missing + "' in vhost '/'",
                                "basic.consume"));
    }

    @Test
    void noLocalIsIgnored(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var inbox = new Inbox(channel);
        channel.basicConsume(queue, true, "", true, false, Map.of(), inbox);

        Client.fill(channel, queue, "from myself");

        assertThat(inbox.nextText()).isEqualTo("from myself");
    }

    @Test
    void autoAckLeavesNothingBehind(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var inbox = client.consume(channel, queue, true);
        Client.fill(channel, queue, "a", "b");
        inbox.nextTexts(2);

        inbox.cancel();
        channel.close();

        assertThat(Client.ready(client.channel(), queue)).isZero();
    }

    @Test
    void noWaitConsumeIsNotAnswered(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.method(1, "basic.consume", consume(queue, "quiet", 0b1010));
        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.contentHeader(1, 60, 0);

        assertThat(raw.expect(1, "basic.deliver").shortstr()).isEqualTo("quiet");
    }

    @Test
    void consumeOkComesBeforeTheFirstDelivery(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "waiting");
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.method(1, "basic.consume", consume(queue, "c", 0b0010));

        raw.expect(1, "basic.consume-ok");
        raw.expect(1, "basic.deliver");
    }

    // ---- Sharing ----

    @Test
    void consumersTakeTurns(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var one = client.consume(channel, queue, true);
        var two = client.consume(channel, queue, true);
        var three = client.consume(channel, queue, true);

        Client.fill(channel, queue, "1", "2", "3", "4", "5", "6");

        assertThat(one.nextTexts(2)).containsExactly("1", "4");
        assertThat(two.nextTexts(2)).containsExactly("2", "5");
        assertThat(three.nextTexts(2)).containsExactly("3", "6");
    }

    @Test
    void consumersOfSeveralConnectionsTakeTurns(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var one = client.consume(client.foreignChannel(), queue, true);
        var two = client.consume(client.foreignChannel(), queue, true);

        Client.fill(channel, queue, "1", "2", "3", "4");

        assertThat(one.nextTexts(2)).containsExactly("1", "3");
        assertThat(two.nextTexts(2)).containsExactly("2", "4");
    }

    @Test
    void higherPriorityIsServedFirst(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var low = consumer(client, queue, Map.of("x-priority", -1));
        var high = consumer(client, queue, Map.of("x-priority", 10));
        var plain = consumer(client, queue, Map.of());

        Client.fill(channel, queue, "1", "2", "3", "4");

        assertThat(high.nextText()).isEqualTo("1");
        assertThat(plain.nextText()).isEqualTo("2");
        assertThat(low.nextText()).isEqualTo("3");
        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void exclusiveConsumerKeepsOthersOut(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        exclusively(channel, queue);
        var other = client.channel();

        assertThat(client.failure(other, () -> client.consume(other, queue)))
                .isEqualTo(inExclusiveUse(queue, "basic.consume"));
    }

    @Test
    void exclusiveConsumerNeedsAQueueWithoutOthers(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        client.consume(channel, queue);
        var other = client.channel();

        assertThat(client.failure(other, () -> exclusively(other, queue)))
                .isEqualTo(inExclusiveUse(queue, "basic.consume"));
    }

    @Test
    void exclusiveConsumerDoesNotKeepGetsOut(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        exclusively(channel, queue);
        var other = client.channel();

        assertThat(other.basicGet(queue, true)).isNull();
    }

    @Test
    void othersMayConsumeAfterTheExclusiveOneLeft(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        channel.basicCancel(exclusively(channel, queue));

        client.consume(client.channel(), queue);

        assertThat(channel.consumerCount(queue)).isEqualTo(1);
    }

    // ---- Cancel ----

    @Test
    void cancelledConsumerGetsNothingMore(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var inbox = client.consume(channel, queue, true);
        Client.fill(channel, queue, "before");
        assertThat(inbox.nextText()).isEqualTo("before");

        assertThat(inbox.cancel()).isEmpty();
        Client.fill(channel, queue, "after");

        assertThat(Client.drain(channel, queue)).containsExactly("after");
    }

    @Test
    void unackedMessagesStayWithTheChannelAfterCancel(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "held");
        var held = inbox.next();

        inbox.cancel();
        assertThat(Client.ready(channel, queue)).isZero();
        channel.basicAck(Inbox.tag(held), false);
        channel.close();

        assertThat(Client.ready(client.channel(), queue)).isZero();
    }

    @Test
    void cancellingAnUnknownTagIsOk(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.method(1, "basic.cancel", Wire.bytes().shortstr("nobody").octet(0));

        assertThat(raw.expect(1, "basic.cancel-ok").shortstr()).isEqualTo("nobody");
    }

    @Test
    void noWaitCancelIsNotAnswered(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);
        raw.method(1, "basic.consume", consume(queue, "c", 0b0010));
        raw.expect(1, "basic.consume-ok");

        raw.method(1, "basic.cancel", Wire.bytes().shortstr("c").octet(1));
        raw.method(1, "queue.purge", Wire.bytes().shortInt(0).shortstr(queue).octet(0));

        raw.expect(1, "queue.purge-ok");
    }

    @Test
    void brokerCancelsWhenTheQueueIsDeleted(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var inbox = client.consume(channel, queue);

        client.channel().queueDelete(queue);

        assertThat(inbox.isCancelledByBroker()).isTrue();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void brokersCancelWantsNoAnswer(Client client) throws Exception {
        var raw = client.raw();
        openWith(client, raw, Map.of("consumer_cancel_notify", true));
        var channel = client.channel();
        var queue = client.queue(channel);
        raw.method(1, "basic.consume", consume(queue, "c", 0));
        raw.expect(1, "basic.consume-ok");

        channel.queueDelete(queue);

        var cancel = raw.expect(1, "basic.cancel");
        assertThat(cancel.shortstr()).isEqualTo("c");
        assertThat(cancel.octet()).isEqualTo(1);
    }

    @Test
    void clientThatCannotBeCancelledIsNotTold(Client client) throws Exception {
        var raw = client.raw();
        openWith(client, raw, Map.of());
        var channel = client.channel();
        var queue = client.queue(channel);
        raw.method(1, "basic.consume", consume(queue, "c", 0));
        raw.expect(1, "basic.consume-ok");

        channel.queueDelete(queue);
        raw.method(1, "queue.declare", RawAmqp.queueDeclare("", 0b100));

        raw.expect(1, "queue.declare-ok");
    }

    @Test
    void cancelledByTheBrokerMayConsumeAgain(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var inbox = new Inbox(channel);
        channel.basicConsume(queue, true, "c", inbox);
        channel.queueDelete(queue);
        assertThat(inbox.isCancelledByBroker()).isTrue();

        channel.queueDeclare(queue, false, false, false, Map.of());
        channel.basicConsume(queue, true, "c", new Inbox(channel));

        assertThat(channel.consumerCount(queue)).isEqualTo(1);
    }

    // ---- Consumer counts ----

    @Test
    void consumersThatComeAndGoAreCounted(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        var one = client.consume(channel, queue);
        client.consume(channel, queue);
        assertThat(channel.consumerCount(queue)).isEqualTo(2);
        one.cancel();

        assertThat(channel.consumerCount(queue)).isEqualTo(1);
    }

    @Test
    void tagsOfOneChannelCountAcrossConsumers(Client client) throws Exception {
        var channel = client.channel();
        var queues = List.of(client.queue(channel), client.queue(channel));
        var inbox = new Inbox(channel);
        for (var queue : queues) {
            channel.basicConsume(queue, false, inbox);
        }

        Client.fill(channel, queues.get(0), "a");
        var first = inbox.next();
        Client.fill(channel, queues.get(1), "b");
        var second = inbox.next();

        assertThat(Inbox.tag(first)).isEqualTo(1);
        assertThat(Inbox.tag(second)).isEqualTo(2);
    }

    private static void openWith(Client client, RawAmqp raw, Map<String, Object> capabilities)
            throws Exception {
        raw.login(capabilities);
        raw.expect(0, "connection.tune");
        raw.tuneOk(10, 131_072, 0);
        raw.openVhost(client.target().vhost());
        raw.expect(0, "connection.open-ok");
        raw.openChannel(1);
    }

    /// Bits, lowest first: no-local, no-ack, exclusive, no-wait.
    private static Wire consume(String queue, String tag, int bits) {
        return Wire.bytes().shortInt(0).shortstr(queue).shortstr(tag).octet(bits).table(Map.of());
    }

    private static String exclusively(Channel channel, String queue) throws Exception {
        return channel.basicConsume(queue, false, "", false, true, Map.of(), new Inbox(channel));
    }

    /// A consumer on its own channel that holds one message at a time.
    private static Inbox consumer(Client client, String queue, Map<String, Object> arguments)
            throws Exception {
        var channel = client.channel();
        channel.basicQos(1);
        var inbox = new Inbox(channel);
        channel.basicConsume(queue, false, arguments, inbox);
        return inbox;
    }

    private static Closing inExclusiveUse(String queue, String method) {
        return Closing.channel(
                403,
                "ACCESS_REFUSED - queue '" + queue + "' in vhost '/' in exclusive use",
                method);
    }
}
