package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What one channel does happens in that order, wherever its queues and exchanges live. Nothing
/// here waits for a confirm between a cause and its effect.
@Conformance
final class OrderIT {
    private static final int MANY = 50;

    @Test
    void publishIsSeenByTheGetThatFollows(Client client) throws Exception {
        var channel = client.channel();
        var queues = queues(client, 8);

        for (var i = 0; i < MANY; i++) {
            var queue = queues.get(i % queues.size());
            Client.fill(channel, queue, "message " + i);
            assertThat(Client.drain(channel, queue)).containsExactly("message " + i);
        }
    }

    @Test
    void publishIsCountedByThePurgeThatFollows(Client client) throws Exception {
        var channel = client.channel();

        for (var queue : queues(client, 8)) {
            Client.fill(channel, queue, "1", "2", "3");
            assertThat(channel.queuePurge(queue).getMessageCount()).isEqualTo(3);
        }
    }

    @Test
    void publishIsCountedByTheDeleteThatFollows(Client client) throws Exception {
        var channel = client.channel();

        for (var queue : queues(client, 8)) {
            Client.fill(channel, queue, "1", "2", "3");
            assertThat(channel.queueDelete(queue).getMessageCount()).isEqualTo(3);
        }
    }

    @Test
    void bindingIsThereForThePublishThatFollows(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "topic");

        for (var queue : queues(client, 8)) {
            channel.queueBindNoWait(queue, exchange, queue, Map.of());
            Client.publish(channel, exchange, queue, "bound");
            channel.queueUnbind(queue, exchange, queue);
            Client.publish(channel, exchange, queue, "unbound");
            assertThat(Client.drain(channel, queue)).containsExactly("bound");
        }
    }

    @Test
    void bindingOfAnotherChannelIsThereOnceItIsConfirmed(Client client) throws Exception {
        var publisher = client.foreignChannel();
        var binder = client.foreignChannel();
        var exchange = client.exchange(binder, "direct");

        for (var queue : queues(client, 8)) {
            binder.queueBind(queue, exchange, queue);
            Client.publish(publisher, exchange, queue, "bound");
            assertThat(Client.drain(publisher, queue)).containsExactly("bound");
        }
    }

    @Test
    void messagesPublishedWhileAQueueIsGoneAreLost(Client client) throws Exception {
        var channel = client.channel();

        for (var queue : queues(client, 4)) {
            for (var i = 0; i < 10; i++) {
                channel.queueDeclareNoWait(queue, false, false, false, Map.of());
                channel.queueDeleteNoWait(queue, false, false);
                Client.fill(channel, queue, "Tool", "Thought", "Result");
            }
            channel.queueDeclare(queue, false, false, false, Map.of());
            assertThat(Client.drain(channel, queue)).isEmpty();
        }
    }

    @Test
    void messagesOfOneChannelStayInOrderInEveryQueue(Client client) throws Exception {
        var channel = client.channel();
        var queues = queues(client, 4);
        var exchange = client.exchange(channel, "fanout");
        for (var queue : queues) {
            channel.queueBind(queue, exchange, "");
        }

        for (var i = 0; i < MANY; i++) {
            Client.publish(channel, exchange, "", "m" + i);
        }

        for (var queue : queues) {
            assertThat(Client.drain(channel, queue)).containsExactlyElementsOf(texts("m"));
        }
    }

    @Test
    void messagesThroughSeveralExchangesStayInOrder(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var direct = client.exchange(channel, "direct");
        var fanout = client.exchange(channel, "fanout");
        channel.queueBind(queue, direct, "k");
        channel.queueBind(queue, fanout, "");
        var routes = List.of(List.of("", queue), List.of(direct, "k"), List.of(fanout, ""));

        for (var i = 0; i < MANY; i++) {
            var route = routes.get(i % routes.size());
            Client.publish(channel, route.get(0), route.get(1), "m" + i);
        }

        assertThat(Client.drain(channel, queue)).containsExactlyElementsOf(texts("m"));
    }

    @Test
    void eachPublishersMessagesStayInOrder(Client client) throws Exception {
        var queue = client.queue(client.channel());
        var one = client.foreignChannel();
        var two = client.foreignChannel();
        one.confirmSelect();
        two.confirmSelect();

        for (var i = 0; i < MANY; i++) {
            one.basicPublish("", queue, null, Client.bytes("a" + i));
            two.basicPublish("", queue, null, Client.bytes("b" + i));
        }
        one.waitForConfirmsOrDie(30_000);
        two.waitForConfirmsOrDie(30_000);

        var got = Client.drain(client.channel(), queue);
        assertThat(got)
                .filteredOn(text -> text.startsWith("a"))
                .containsExactlyElementsOf(texts("a"));
        assertThat(got)
                .filteredOn(text -> text.startsWith("b"))
                .containsExactlyElementsOf(texts("b"));
    }

    @Test
    void consumerGetsEverythingInOrderWithAnyPrefetch(Client client) throws Exception {
        var publisher = client.foreignChannel();
        var queue = client.queue(publisher);
        var consuming = client.channel();
        consuming.basicQos(7);
        var inbox = client.consume(consuming, queue);

        for (var i = 0; i < 2_000; i++) {
            publisher.basicPublish("", queue, null, Client.bytes("m" + i));
        }

        for (var i = 0; i < 2_000; i++) {
            assertThat(inbox.nextAcked()).isEqualTo("m" + i);
        }
    }

    @Test
    void ackIsSeenByTheGetThatFollowsAReject(Client client) throws Exception {
        var channel = client.channel();

        for (var queue : queues(client, 4)) {
            Client.fill(channel, queue, "1", "2");
            var one = Client.get(channel, queue).getEnvelope().getDeliveryTag();
            var two = Client.get(channel, queue).getEnvelope().getDeliveryTag();
            channel.basicAck(one, false);
            channel.basicReject(two, true);
            assertThat(Client.drain(channel, queue)).containsExactly("2");
        }
    }

    @Test
    void requeueIsDoneWhenACloseIsConfirmed(Client client) throws Exception {
        var channel = client.channel();

        for (var queue : queues(client, 4)) {
            var holder = client.channel();
            Client.fill(holder, queue, "1", "2", "3");
            Client.get(holder, queue);
            Client.get(holder, queue);
            holder.close();
            assertThat(Client.drain(channel, queue)).containsExactly("1", "2", "3");
        }
    }

    @Test
    void consumerIsCountedByTheDeclareThatFollows(Client client) throws Exception {
        var channel = client.channel();

        for (var queue : queues(client, 4)) {
            var inbox = new Inbox(channel);
            channel.basicConsume(queue, inbox);
            assertThat(channel.consumerCount(queue)).isEqualTo(1);
            inbox.cancel();
            assertThat(channel.consumerCount(queue)).isZero();
        }
    }

    @Test
    void confirmsOfManyQueuesAllCome(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queues = queues(client, 8);

        for (var i = 0; i < 400; i++) {
            channel.basicPublish("", queues.get(i % 8), null, new byte[10]);
        }
        channel.waitForConfirmsOrDie(30_000);

        for (var queue : queues) {
            assertThat(Client.ready(channel, queue)).isEqualTo(50);
        }
    }

    private static List<String> queues(Client client, int count) throws Exception {
        var channel = client.channel();
        var queues = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            queues.add(client.queue(channel));
        }
        return queues;
    }

    private static List<String> texts(String prefix) {
        return IntStream.range(0, MANY).mapToObj(i -> prefix + i).toList();
    }
}
