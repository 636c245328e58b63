package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Returns;
import dev.warren.conformance.support.Wire;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Direct reply-to: requests whose replies need no queue.
@Conformance
final class DirectReplyIT {
    private static final String NAME = "amq.rabbitmq.reply-to";

    /// Two parts in base64, the second of 16 bytes: php-amqp's own tests look for it.
    private static final String ADDRESS = "amq\\.rabbitmq\\.reply-to\\.[^\\s.]+\\.[^\\s.]{22}==";

    // ---- Request and reply ----

    @Test
    void replyGoesStraightToTheRequester(Client client) throws Exception {
        var requester = client.channel();
        var responder = client.foreignChannel();
        var inbox = client.consume(requester, NAME, true);

        var address = address(client, requester);
        Client.publish(responder, "", address, correlated("one"), "reply");

        var reply = inbox.next();
        assertThat(Inbox.text(reply)).isEqualTo("reply");
        assertThat(reply.getProperties()).isEqualTo(correlated("one"));
        assertThat(reply.getEnvelope().getExchange()).isEmpty();
        assertThat(reply.getEnvelope().getRoutingKey()).isEqualTo(address);
        assertThat(reply.getEnvelope().isRedeliver()).isFalse();
    }

    @Test
    void requestBearsAnAddressAndIsOtherwiseUnchanged(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        client.consume(channel, NAME, true);
        var body = "x".repeat(300_000);
        var properties = everyProperty().replyTo(NAME).build();

        Client.publish(channel, "", queue, properties, body);

        var request = awaitOne(channel, queue);
        var address = request.getProps().getReplyTo();
        assertThat(address).matches(ADDRESS);
        assertThat(request.getProps()).isEqualTo(everyProperty().replyTo(address).build());
        assertThat(Client.text(request)).isEqualTo(body);
    }

    @Test
    void addressIsTheSameForEveryRequestOfAChannel(Client client) throws Exception {
        var one = client.channel();
        var two = client.channel();
        client.consume(one, NAME, true);
        client.consume(two, NAME, true);

        var address = address(client, one);

        assertThat(address(client, one)).isEqualTo(address);
        assertThat(address(client, two)).isNotEqualTo(address);
    }

    @Test
    void otherReplyToIsLeftAlone(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        Client.publish(channel, "", queue, replyTo(NAME + ".mine"), "1");
        Client.publish(channel, "", queue, replyTo("my.queue"), "2");

        assertThat(awaitOne(channel, queue).getProps().getReplyTo()).isEqualTo(NAME + ".mine");
        assertThat(awaitOne(channel, queue).getProps().getReplyTo()).isEqualTo("my.queue");
    }

    @Test
    void replyKeepsItsOwnReplyTo(Client client) throws Exception {
        var one = client.channel();
        var two = client.foreignChannel();
        var first = client.consume(one, NAME, true);
        var second = client.consume(two, NAME, true);

        Client.publish(two, "", address(client, one), replyTo(NAME), "ping");
        var back = first.next().getProperties().getReplyTo();
        Client.publish(one, "", back, replyTo(NAME), "pong");

        assertThat(back).isEqualTo(address(client, two));
        assertThat(second.nextText()).isEqualTo("pong");
    }

    @Test
    void repliesComeInOrder(Client client) throws Exception {
        var requester = client.channel();
        var responder = client.foreignChannel();
        var inbox = client.consume(requester, NAME, true);
        var address = address(client, requester);
        var texts = IntStream.range(0, 5_000).mapToObj(String::valueOf).toList();

        Client.fill(responder, address, texts.toArray(String[]::new));

        assertThat(inbox.nextTexts(texts.size())).isEqualTo(texts);
    }

    @Test
    void largeReplyArrivesWhole(Client client) throws Exception {
        var requester = client.channel();
        var responder = client.foreignChannel();
        var inbox = client.consume(requester, NAME, true);
        var large = "0123456789".repeat(1_000_000);

        Client.fill(responder, address(client, requester), large, "small");

        assertThat(inbox.nextText()).isEqualTo(large);
        assertThat(inbox.nextText()).isEqualTo("small");
    }

    @Test
    void requesterThatDoesNotReadHoldsUpNobody(Client client) throws Exception {
        var requester = client.rawOpen();
        var responder = confirming(client);
        var other = client.channel();
        var inbox = client.consume(other, NAME, true);
        var queue = client.queue(other);
        consumeAndRequest(requester, queue);
        var address = awaitOne(other, queue).getProps().getReplyTo();

        for (var i = 0; i < 64; i++) {
            Client.publish(responder, "", address, "x".repeat(1 << 20));
        }
        Client.publish(responder, "", address(client, other), "to who reads");

        assertThat(inbox.nextText()).isEqualTo("to who reads");
        var first = requester.expect(1, "basic.deliver");
        assertThat(first.shortstr()).isEqualTo("slow");
    }

    @Test
    void requesterMayAnswerItself(Client client) throws Exception {
        var channel = client.channel();
        var inbox = client.consume(channel, NAME, true);

        Client.fill(channel, address(client, channel), "myself");

        assertThat(inbox.nextText()).isEqualTo("myself");
    }

    @Test
    void copyReachesTheRequesterToo(Client client) throws Exception {
        var requester = client.channel();
        var responder = client.foreignChannel();
        var queue = client.queue(requester);
        var inbox = client.consume(requester, NAME, true);
        var address = address(client, requester);
        var copies = new AMQP.BasicProperties.Builder();
        copies.headers(Map.of("CC", List.of(address), "BCC", List.of(address)));

        Client.publish(responder, "", queue, copies.build(), "both");

        var reply = inbox.next();
        assertThat(Inbox.text(reply)).isEqualTo("both");
        assertThat(reply.getEnvelope().getRoutingKey()).isEqualTo(queue);
        assertThat(reply.getProperties().getHeaders()).containsOnlyKeys("CC");
        assertThat(Client.text(awaitOne(requester, queue))).isEqualTo("both");
        assertThat(inbox.cancel()).isEmpty();
    }

    @Test
    void onlyTheDefaultExchangeLeadsToTheRequester(Client client) throws Exception {
        var requester = client.channel();
        var responder = confirming(client);
        var inbox = client.consume(requester, NAME, true);
        var address = address(client, requester);

        Client.publish(responder, "amq.direct", address, "lost");
        Client.publish(responder, "", address, "found");

        assertThat(inbox.nextText()).isEqualTo("found");
    }

    @Test
    void repliesUseNoDeliveryTags(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var replies = client.consume(channel, NAME, true);
        var address = address(client, channel);
        var messages = client.consume(channel, queue);

        Client.fill(channel, address, "a", "b");
        assertThat(Inbox.tag(replies.next())).isEqualTo(1);
        assertThat(Inbox.tag(replies.next())).isEqualTo(1);
        Client.fill(channel, queue, "c");

        assertThat(Inbox.tag(messages.next())).isEqualTo(1);
    }

    // ---- Certainty ----

    @Test
    void replyIsConfirmedWhetherSomebodyWaitsOrNot(Client client) throws Exception {
        var requester = client.channel();
        var responder = confirming(client);
        var inbox = client.consume(requester, NAME, true);
        var address = address(client, requester);

        Client.publish(responder, "", address, "in time");
        assertThat(inbox.nextText()).isEqualTo("in time");
        requester.close();
        Client.publish(responder, "", address, "too late");

        assertThat(responder.isOpen()).isTrue();
    }

    @Test
    void mandatoryReplyIsDeliveredAndReturned(Client client) throws Exception {
        var requester = client.channel();
        var responder = confirming(client);
        var returns = Returns.of(responder);
        var inbox = client.consume(requester, NAME, true);

        responder.basicPublish(
                "", address(client, requester), true, null, Client.bytes("mandatory"));

        assertThat(returns.next().getReplyCode()).isEqualTo(AMQP.NO_ROUTE);
        assertThat(inbox.nextText()).isEqualTo("mandatory");
    }

    @Test
    void publishingToTheNameItselfLeadsNowhere(Client client) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);
        var inbox = client.consume(channel, NAME, true);

        channel.basicPublish("", NAME, true, null, Client.bytes("nobody"));

        assertThat(returns.next().getReplyCode()).isEqualTo(AMQP.NO_ROUTE);
        assertThat(inbox.cancel()).isEmpty();
    }

    @Test
    void replyDoesNotWaitForACommit(Client client) throws Exception {
        var requester = client.channel();
        var responder = client.foreignChannel();
        responder.txSelect();
        var inbox = client.consume(requester, NAME, true);

        Client.fill(responder, address(client, requester), "at once");

        assertThat(inbox.nextText()).isEqualTo("at once");
        responder.txRollback();
    }

    // ---- Consuming ----

    @Test
    void consumerIsNamedByTheServerOrTheClient(Client client) throws Exception {
        var one = client.channel();
        var two = client.channel();

        assertThat(one.basicConsume(NAME, true, new Inbox(one))).isNotEmpty();
        assertThat(two.basicConsume(NAME, true, "mine", new Inbox(two))).isEqualTo("mine");
    }

    @Test
    void repliesCannotBeAcknowledged(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> client.consume(channel, NAME, false)))
                .isEqualTo(refusedConsume("reply consumer cannot acknowledge"));
    }

    @Test
    void channelHasOneReplyConsumer(Client client) throws Exception {
        var channel = client.channel();
        client.consume(channel, NAME, true);

        assertThat(client.failure(channel, () -> client.consume(channel, NAME, true)))
                .isEqualTo(refusedConsume("reply consumer already set"));
    }

    @Test
    void acknowledgingIsTheWorseMistake(Client client) throws Exception {
        var channel = client.channel();
        client.consume(channel, NAME, true);

        assertThat(client.failure(channel, () -> client.consume(channel, NAME, false)))
                .isEqualTo(refusedConsume("reply consumer cannot acknowledge"));
    }

    @Test
    void tagOfAnotherConsumerIsNotAllowed(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        channel.basicConsume(queue, true, "twice", new Inbox(channel));

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.basicConsume(
                                                NAME, true, "twice", new Inbox(channel))))
                .isEqualTo(
                        Closing.connection(
                                530,
                                "NOT_ALLOWED - attempt to reuse consumer tag 'twice'",
                                "basic.consume"));
    }

    @Test
    void requestNeedsAConsumerFirst(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> request(channel))).isEqualTo(missingConsumer());
    }

    @Test
    void consumerOfAnotherChannelDoesNotCount(Client client) throws Exception {
        client.consume(client.channel(), NAME, true);
        var channel = client.channel();

        assertThat(client.failure(channel, () -> request(channel))).isEqualTo(missingConsumer());
    }

    @Test
    void missingConsumerIsToldBeforeAWrongUser(Client client) throws Exception {
        var channel = client.channel();
        var properties = new AMQP.BasicProperties.Builder().replyTo(NAME).userId("nobody").build();

        assertThat(
                        client.failure(
                                channel, () -> Client.publish(channel, "", "any", properties, "")))
                .isEqualTo(missingConsumer());
    }

    // ---- The end of a consumer ----

    @Test
    void cancelledConsumerGetsNothingMore(Client client) throws Exception {
        var requester = client.channel();
        var responder = confirming(client);
        var inbox = client.consume(requester, NAME, true);
        var address = address(client, requester);

        inbox.cancel();
        Client.publish(responder, "", address, "too late");

        assertThat(client.failure(requester, () -> request(requester)))
                .isEqualTo(missingConsumer());
        assertThat(inbox.size()).isZero();
    }

    @Test
    void nextConsumerHasAnAddressOfItsOwn(Client client) throws Exception {
        var requester = client.channel();
        var responder = confirming(client);
        var first = client.consume(requester, NAME, true);
        var old = address(client, requester);
        first.cancel();

        var second = client.consume(requester, NAME, true);
        var address = address(client, requester);
        Client.publish(responder, "", old, "to the first");
        Client.publish(responder, "", address, "to the second");

        assertThat(address).isNotEqualTo(old);
        assertThat(second.nextText()).isEqualTo("to the second");
    }

    @Test
    void cancelledConsumerIsNotFound(Client client) throws Exception {
        var requester = client.channel();
        var inbox = client.consume(requester, NAME, true);
        var address = address(client, requester);

        inbox.cancel();

        assertNotFound(client, address);
    }

    @Test
    void consumerEndsWithItsChannel(Client client) throws Exception {
        var requester = client.channel();
        client.consume(requester, NAME, true);
        var address = address(client, requester);

        requester.close();

        assertNotFound(client, address);
    }

    @Test
    void consumerEndsWithItsConnection(Client client) throws Exception {
        var requester = client.foreignChannel();
        client.consume(requester, NAME, true);
        var address = address(client, requester);

        requester.getConnection().close();

        assertNotFound(client, address);
    }

    @Test
    void consumerEndsWithAFailedChannel(Client client) throws Exception {
        var requester = client.channel();
        client.consume(requester, NAME, true);
        var address = address(client, requester);

        client.failure(requester, () -> client.consume(requester, NAME, true));

        assertNotFound(client, address);
    }

    // ---- What a queue can do and an address cannot ----

    @Test
    void declaringAnAddressTellsThatSomebodyWaits(Client client) throws Exception {
        var requester = client.channel();
        var responder = client.foreignChannel();
        client.consume(requester, NAME, true);
        var address = address(client, requester);

        for (var found :
                List.of(
                        responder.queueDeclarePassive(address),
                        responder.queueDeclare(address, false, false, false, null),
                        responder.queueDeclare(address, true, true, true, Map.of("x-a", 1)))) {
            assertThat(found.getQueue()).isEqualTo(address);
            assertThat(found.getMessageCount()).isZero();
            assertThat(found.getConsumerCount()).isEqualTo(1);
        }
    }

    @Test
    void nameItselfIsAlwaysDeclared(Client client) throws Exception {
        var channel = client.channel();

        assertThat(channel.queueDeclarePassive(NAME).getConsumerCount()).isEqualTo(1);
        assertThat(channel.queueDeclare(NAME, false, false, false, null).getMessageCount())
                .isZero();
        assertThat(channel.basicConsume("", true, new Inbox(channel))).isNotEmpty();
        assertThat(address(client, channel)).matches(ADDRESS);
    }

    @Test
    void whatLooksLikeAnAddressIsNotFound(Client client) throws Exception {
        assertNotFound(client, NAME + ".nobody");
        assertNotFound(client, NAME + ".");
        assertNotFound(client, NAME + "-else");
    }

    @Test
    void addressCannotBeBound(Client client) throws Exception {
        var channel = client.channel();
        client.consume(channel, NAME, true);
        var address = address(client, channel);
        var expected =
                client.is310()
                        ? Closing.noQueue(address, "queue.bind")
                        : volatileQueue("queue.bind");

        assertThat(client.failure(channel, () -> channel.queueBind(address, "amq.direct", "key")))
                .isEqualTo(expected);
    }

    @Test
    void addressCannotBeUnbound(Client client) throws Exception {
        var channel = client.channel();
        client.consume(channel, NAME, true);
        var address = address(client, channel);

        if (client.is310()) {
            channel.queueUnbind(address, "amq.direct", "key");
        } else {
            assertThat(
                            client.failure(
                                    channel,
                                    () -> channel.queueUnbind(address, "amq.direct", "key")))
                    .isEqualTo(volatileQueue("queue.unbind"));
        }
    }

    @Test
    void nameItselfCannotBeBound(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.queueBind(NAME, "amq.direct", "key")))
                .isEqualTo(Closing.noQueue(NAME, "queue.bind"));
    }

    @Test
    void addressIsNoQueueToTheOtherMethods(Client client) throws Exception {
        var requester = client.channel();
        client.consume(requester, NAME, true);
        var address = address(client, requester);
        var getting = client.channel();
        var purging = client.channel();
        var consuming = client.channel();

        assertThat(client.failure(getting, () -> getting.basicGet(address, true)))
                .isEqualTo(Closing.noQueue(address, "basic.get"));
        assertThat(client.failure(purging, () -> purging.queuePurge(address)))
                .isEqualTo(Closing.noQueue(address, "queue.purge"));
        assertThat(client.failure(consuming, () -> client.consume(consuming, address, true)))
                .isEqualTo(Closing.noQueue(address, "basic.consume"));
    }

    @Test
    void deletingAnAddressChangesNothing(Client client) throws Exception {
        var requester = client.channel();
        var responder = client.foreignChannel();
        var inbox = client.consume(requester, NAME, true);
        var address = address(client, requester);

        assertThat(responder.queueDelete(address).getMessageCount()).isZero();
        Client.fill(responder, address, "still there");

        assertThat(inbox.nextText()).isEqualTo("still there");
    }

    // ---- Helpers ----

    private static Channel confirming(Client client) throws Exception {
        var channel = client.foreignChannel();
        channel.confirmSelect();
        return channel;
    }

    /// The address that a request of the channel bears.
    private static String address(Client client, Channel requester) throws Exception {
        var other = client.channel();
        var queue = client.queue(other);
        Client.publish(requester, "", queue, replyTo(NAME), "request");
        var address = awaitOne(other, queue).getProps().getReplyTo();
        other.close();
        return address;
    }

    /// Takes a message that another channel may have published just now.
    private static GetResponse awaitOne(Channel channel, String queue) throws Exception {
        var taken = new CompletableFuture<GetResponse>();
        await().until(() -> {
            var got = channel.basicGet(queue, true);
            return got != null && taken.complete(got);
        });
        return taken.get();
    }

    /// Waits for replies on channel 1 of a socket, and sends one request without a body.
    private static void consumeAndRequest(RawAmqp socket, String queue) throws Exception {
        socket.openChannel(1);
        socket.method(
                1,
                "basic.consume",
                Wire.bytes().shortInt(0).shortstr(NAME).shortstr("slow").octet(2).longInt(0));
        socket.expect(1, "basic.consume-ok");
        socket.method(1, "basic.publish", RawAmqp.publish("", queue));
        socket.frame(
                RawFrame.HEADER,
                1,
                Wire.bytes().shortInt(60).shortInt(0).longLong(0).shortInt(1 << 9).shortstr(NAME));
    }

    private static void request(Channel channel) throws Exception {
        Client.publish(channel, "", "any", replyTo(NAME), "request");
    }

    private static AMQP.BasicProperties replyTo(String replyTo) {
        return new AMQP.BasicProperties.Builder().replyTo(replyTo).build();
    }

    private static AMQP.BasicProperties correlated(String id) {
        return new AMQP.BasicProperties.Builder().correlationId(id).build();
    }

    private static AMQP.BasicProperties.Builder everyProperty() {
        return new AMQP.BasicProperties.Builder()
                .contentType("text/plain")
                .contentEncoding("utf-8")
                .headers(Map.of("number", 7, "flag", true))
                .deliveryMode(2)
                .priority(3)
                .correlationId("correlation")
                .expiration("60000")
                .messageId("id")
                .timestamp(new Date(1_700_000_000_000L))
                .type("type")
                .userId("guest")
                .appId("app")
                .clusterId("cluster");
    }

    private static void assertNotFound(Client client, String address) throws Exception {
        var passive = client.channel();
        var active = client.channel();
        var expected = Closing.noQueue(address, "queue.declare");

        assertThat(client.failure(passive, () -> passive.queueDeclarePassive(address)))
                .isEqualTo(expected);
        assertThat(
                        client.failure(
                                active,
                                () -> active.queueDeclare(address, false, false, false, null)))
                .isEqualTo(expected);
    }

    private static Closing volatileQueue(String method) {
        return Closing.channel(
                403,
                "ACCESS_REFUSED - cannot bind or unbind to a volatile (direct reply-to) queue",
                method);
    }

    private static Closing refusedConsume(String reason) {
        return Closing.channel(406, "PRECONDITION_FAILED - " + reason, "basic.consume");
    }

    private static Closing missingConsumer() {
        return Closing.channel(
                406, "PRECONDITION_FAILED - fast reply consumer does not exist", "basic.publish");
    }
}
