package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import org.junit.jupiter.api.Test;

/// `basic.qos`: how much a consumer, or a channel, may hold at a time. That nothing more comes is
/// read from the queue's count of ready messages.
@Conformance
final class PrefetchIT {
    @Test
    void consumerHoldsNoMoreThanItsPrefetch(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(2);
        var inbox = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2", "3", "4", "5");

        assertThat(inbox.nextTexts(2)).containsExactly("1", "2");
        assertThat(Client.ready(channel, queue)).isEqualTo(3);
    }

    @Test
    void ackMakesRoomForTheNext(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1);
        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "1", "2", "3");

        assertThat(inbox.nextAcked()).isEqualTo("1");
        assertThat(inbox.nextAcked()).isEqualTo("2");
        assertThat(inbox.nextText()).isEqualTo("3");
    }

    @Test
    void rejectMakesRoomToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1);
        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "1", "2");

        channel.basicReject(Inbox.tag(inbox.next()), false);

        assertThat(inbox.nextText()).isEqualTo("2");
    }

    @Test
    void zeroMeansNoLimit(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(0);
        var inbox = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2", "3");

        assertThat(inbox.nextTexts(3)).hasSize(3);
    }

    @Test
    void limitIsEachConsumersOwn(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1);
        var one = client.consume(channel, queue);
        var two = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2", "3");

        assertThat(one.nextText()).isEqualTo("1");
        assertThat(two.nextText()).isEqualTo("2");
        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void newLimitIsForConsumersThatComeAfterIt(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1);
        var inbox = client.consume(channel, queue);

        channel.basicQos(5);
        Client.fill(channel, queue, "1", "2", "3");

        assertThat(inbox.nextText()).isEqualTo("1");
        assertThat(Client.ready(channel, queue)).isEqualTo(2);
    }

    @Test
    void limitDoesNotBindAutoAckConsumers(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1);
        var inbox = client.consume(channel, queue, true);

        Client.fill(channel, queue, "1", "2", "3");

        assertThat(inbox.nextTexts(3)).hasSize(3);
    }

    @Test
    void busyConsumerLeavesTheNextToTheFreeOne(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1);
        var busy = client.consume(channel, queue);
        var free = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2", "3", "4");

        assertThat(busy.nextText()).isEqualTo("1");
        assertThat(free.nextAcked()).isEqualTo("2");
        assertThat(free.nextAcked()).isEqualTo("3");
        assertThat(free.nextText()).isEqualTo("4");
    }

    // ---- Channel-wide ----

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

    // ---- Not implemented ----

    @Test
    void prefetchSizeIsNotImplemented(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.basicQos(1024, 1, false)))
                .isEqualTo(
                        Closing.connection(
                                540, "NOT_IMPLEMENTED - prefetch_size!=0 (1024)", "basic.qos"));
    }
}
