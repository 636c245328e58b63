package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.Streams;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `basic.qos` with global set: how much the consumers of a channel may hold together. That nothing
/// more comes is read from the queue's count of ready messages.
@Conformance
final class GlobalPrefetchIT {
    @Test
    void globalLimitIsSharedByTheChannelsConsumers(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(2, true);
        var one = client.consume(channel, queue);
        var two = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2", "3", "4");

        one.next();
        two.next();
        assertThat(Client.ready(channel, queue)).isEqualTo(2);
    }

    @Test
    void globalLimitIsSharedAcrossQueues(Client client) throws Exception {
        var channel = client.confirmChannel();
        var left = client.queue(channel);
        var right = client.queue(channel);
        channel.basicQos(1, true);
        var first = client.consume(channel, left);
        var second = client.consume(channel, right);

        Client.fill(channel, left, "left");
        var held = first.next();
        Client.fill(channel, right, "right");
        assertThat(Client.ready(channel, right)).isEqualTo(1);
        channel.basicAck(Inbox.tag(held), false);

        assertThat(second.nextText()).isEqualTo("right");
    }

    @Test
    void bothLimitsCount(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(2, false);
        channel.basicQos(3, true);
        var one = client.consume(channel, queue);
        var two = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2", "3", "4", "5");

        one.next();
        two.next();
        one.next();
        assertThat(Client.ready(channel, queue)).isEqualTo(2);
    }

    @Test
    void globalLimitAppliesAtOnceToConsumersThatExist(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "1");
        inbox.next();

        channel.basicQos(1, true);
        Client.fill(channel, queue, "2");

        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void raisedGlobalLimitLetsTheNextThrough(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1, true);
        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "1", "2", "3");
        assertThat(inbox.nextText()).isEqualTo("1");

        channel.basicQos(2, true);

        assertThat(inbox.nextText()).isEqualTo("2");
        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void globalLimitTakenAwayLetsTheRestThrough(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1, true);
        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "1", "2", "3");
        assertThat(inbox.nextText()).isEqualTo("1");

        channel.basicQos(0, true);

        assertThat(inbox.nextTexts(2)).containsExactly("2", "3");
    }

    @Test
    void fullChannelStopsItsAutoAckConsumersToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var free = client.queue(channel);
        channel.basicQos(1, true);
        var holding = client.consume(channel, queue);
        var stopped = client.consume(channel, free, true);
        Client.fill(channel, queue, "held");
        var held = holding.next();

        Client.fill(channel, free, "waits");
        assertThat(Client.ready(channel, free)).isEqualTo(1);
        channel.basicAck(Inbox.tag(held), false);

        assertThat(stopped.nextText()).isEqualTo("waits");
    }

    @Test
    void autoAckDeliveriesDoNotFillTheChannel(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1, true);
        var inbox = client.consume(channel, queue, true);

        Client.fill(channel, queue, "1", "2", "3");

        assertThat(inbox.nextTexts(3)).hasSize(3);
    }

    @Test
    void getIsNeitherLimitedNorCounted(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3");
        channel.basicQos(1, true);

        Client.get(channel, queue);
        Client.get(channel, queue);
        var inbox = client.consume(channel, queue);

        assertThat(inbox.nextText()).isEqualTo("3");
    }

    @Test
    void globalLimitHoldsForQuorumQueues(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("quorum");
        channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
        channel.basicQos(2, true);
        if (client.is310()) {
            assertThat(client.failure(channel, () -> client.consume(channel, queue)))
                    .isEqualTo(noGlobalLimit(queue));
            return;
        }
        var inbox = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2", "3");

        assertThat(inbox.nextTexts(2)).containsExactly("1", "2");
        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void globalLimitIsNotForStreams(Client client) throws Exception {
        var channel = client.channel();
        var queue = Streams.declare(client, channel);
        channel.basicQos(10);
        channel.basicQos(2, true);

        assertThat(client.failure(channel, () -> client.consume(channel, queue)))
                .isEqualTo(noGlobalLimit(queue));
    }

    @Test
    void streamWantsAPrefetchOfItsOwnBeforeItRefusesTheGlobalOne(Client client) throws Exception {
        var channel = client.channel();
        var queue = Streams.declare(client, channel);
        channel.basicQos(2, true);

        assertThat(client.failure(channel, () -> client.consume(channel, queue)).code())
                .isEqualTo(406);
    }

    @Test
    void limitForEachConsumerTakesTheGlobalOneAway(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1, true);
        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "1", "2", "3");
        assertThat(inbox.nextText()).isEqualTo("1");

        channel.basicQos(2);

        assertThat(inbox.nextTexts(2)).containsExactly("2", "3");
    }

    private static Closing noGlobalLimit(String queue) {
        return Closing.connection(
                540,
                "NOT_IMPLEMENTED - queue '" + queue + "' in vhost '/' does not support global qos",
                "basic.consume");
    }
}
