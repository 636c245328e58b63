package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import org.junit.jupiter.api.Test;

/// `basic.qos`: how much a consumer may hold at a time. That nothing more comes is read from the
/// queue's count of ready messages.
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

    @Test
    void prefetchSizeIsNotImplemented(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.basicQos(1024, 1, false)))
                .isEqualTo(
                        Closing.connection(
                                540, "NOT_IMPLEMENTED - prefetch_size!=0 (1024)", "basic.qos"));
    }
}
