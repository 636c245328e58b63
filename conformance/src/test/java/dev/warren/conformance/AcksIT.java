package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Getting, acknowledging, rejecting, recovering: what becomes of a message that was handed out.
@Conformance
final class AcksIT {
    // ---- Get ----

    @Test
    void getCountsWhatIsLeft(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3");

        assertThat(Client.get(channel, queue).getMessageCount()).isEqualTo(2);
        assertThat(Client.get(channel, queue).getMessageCount()).isEqualTo(1);
        assertThat(Client.get(channel, queue).getMessageCount()).isZero();
        assertThat(channel.basicGet(queue, false)).isNull();
    }

    @Test
    void getOfAMissingQueueIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var missing = client.name("queue");

        assertThat(client.failure(channel, () -> channel.basicGet(missing, false)))
                .isEqualTo(
                        Closing.channel(
                                404,
                                "NOT_FOUND - no queue '" + missing + "' in vhost '/'",
                                "basic.get"));
    }

    @Test
    void getWithAutoAckCountsTagsToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2");

        channel.basicGet(queue, true);

        assertThat(Client.get(channel, queue).getEnvelope().getDeliveryTag()).isEqualTo(2);
    }

    // ---- Ack ----

    @Test
    void ackedMessageIsGone(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");

        channel.basicAck(Client.get(channel, queue).getEnvelope().getDeliveryTag(), false);
        channel.close();

        assertThat(Client.ready(client.channel(), queue)).isZero();
    }

    @Test
    void ackOfManyTakesAllUpToTheTag(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3");
        getAll(channel, queue, 3);

        channel.basicAck(2, true);
        channel.close();

        assertThat(Client.drain(client.channel(), queue)).containsExactly("3");
    }

    @Test
    void ackOfTagZeroAndManyTakesAll(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3");
        getAll(channel, queue, 3);

        channel.basicAck(0, true);
        channel.close();

        assertThat(Client.ready(client.channel(), queue)).isZero();
    }

    @Test
    void ackOfTagZeroAndManyWithNothingOutIsOk(Client client) throws Exception {
        var channel = client.channel();

        channel.basicAck(0, true);

        assertThat(channel.queueDeclare().getQueue()).isNotEmpty();
    }

    @Test
    void ackOfTagZeroAloneIsUnknown(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.basicAck(0, false)))
                .isEqualTo(unknownTag(0, "basic.ack"));
    }

    @Test
    void ackOfATagNeverGivenIsUnknown(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.basicAck(7, false)))
                .isEqualTo(unknownTag(7, "basic.ack"));
    }

    @Test
    void ackOfManyBeyondTheLastTagIsUnknown(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");
        Client.get(channel, queue);

        assertThat(client.failure(channel, () -> channel.basicAck(2, true)))
                .isEqualTo(unknownTag(2, "basic.ack"));
    }

    @Test
    void secondAckIsUnknown(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");
        Client.get(channel, queue);
        channel.basicAck(1, false);

        assertThat(client.failure(channel, () -> channel.basicAck(1, false)))
                .isEqualTo(unknownTag(1, "basic.ack"));
    }

    @Test
    void ackOfAnAutoAckedTagIsUnknown(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");
        channel.basicGet(queue, true);

        assertThat(client.failure(channel, () -> channel.basicAck(1, false)))
                .isEqualTo(unknownTag(1, "basic.ack"));
    }

    @Test
    void ackOfAnotherChannelsTagIsUnknown(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");
        Client.get(channel, queue);
        var other = client.channel();

        assertThat(client.failure(other, () -> other.basicAck(1, false)))
                .isEqualTo(unknownTag(1, "basic.ack"));
    }

    @Test
    void acksMayComeInAnyOrder(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3");
        getAll(channel, queue, 3);

        channel.basicAck(3, false);
        channel.basicAck(1, false);
        channel.close();

        assertThat(Client.drain(client.channel(), queue)).containsExactly("2");
    }

    // ---- Reject and nack ----

    @Test
    void rejectedMessageIsGone(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");

        channel.basicReject(Client.get(channel, queue).getEnvelope().getDeliveryTag(), false);
        channel.close();

        assertThat(Client.ready(client.channel(), queue)).isZero();
    }

    @Test
    void requeuedMessageComesAgainAndSaysSo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");
        assertThat(Client.get(channel, queue).getEnvelope().isRedeliver()).isFalse();

        channel.basicReject(1, true);

        var again = Client.get(channel, queue);
        assertThat(again.getEnvelope().isRedeliver()).isTrue();
        assertThat(again.getEnvelope().getDeliveryTag()).isEqualTo(2);
    }

    @Test
    void requeuedMessageKeepsItsPlace(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3", "4", "5");
        getAll(channel, queue, 4);

        channel.basicReject(3, true);
        channel.basicReject(1, true);
        channel.basicReject(4, true);

        assertThat(Client.drain(channel, queue)).containsExactly("1", "3", "4", "5");
    }

    @Test
    void nackOfManyRequeuesInTheOriginalOrder(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3", "4");
        getAll(channel, queue, 3);

        channel.basicNack(2, true, true);

        assertThat(Client.drain(channel, queue)).containsExactly("1", "2", "4");
    }

    @Test
    void nackOfTagZeroAndManyTakesAll(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3");
        getAll(channel, queue, 3);

        channel.basicNack(0, true, true);

        assertThat(Client.drain(channel, queue)).containsExactly("1", "2", "3");
    }

    @Test
    void nackWithoutRequeueDrops(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2");
        getAll(channel, queue, 2);

        channel.basicNack(2, true, false);
        channel.close();

        assertThat(Client.ready(client.channel(), queue)).isZero();
    }

    @Test
    void rejectOfAnUnknownTagIsRefused(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.basicReject(4, true)))
                .isEqualTo(unknownTag(4, "basic.reject"));
    }

    @Test
    void nackOfAnUnknownTagIsRefused(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.basicNack(4, false, true)))
                .isEqualTo(unknownTag(4, "basic.nack"));
    }

    @Test
    void requeuedMessageGoesToAnotherConsumer(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(1);
        var first = client.consume(channel, queue);
        var second = client.consume(channel, queue);
        Client.fill(channel, queue, "1");
        var delivery = first.next();

        channel.basicReject(Inbox.tag(delivery), true);

        assertThat(second.nextText()).isEqualTo("1");
    }

    // ---- Recover ----

    @Test
    void recoverRequeuesAllInOrder(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3");
        getAll(channel, queue, 2);

        channel.basicRecover(true);

        var again = Client.get(channel, queue);
        assertThat(Client.text(again)).isEqualTo("1");
        assertThat(again.getEnvelope().isRedeliver()).isTrue();
        assertThat(again.getEnvelope().getDeliveryTag()).isEqualTo(3);
        assertThat(Client.drain(channel, queue)).containsExactly("2", "3");
    }

    @Test
    void recoverMakesRoomForTheConsumer(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicQos(2);
        var inbox = client.consume(channel, queue);
        Client.fill(channel, queue, "1", "2");
        assertThat(inbox.nextTexts(2)).containsExactly("1", "2");

        channel.basicRecover(true);

        var deliveries = new ArrayList<Delivery>();
        deliveries.add(inbox.next());
        deliveries.add(inbox.next());
        assertThat(deliveries).extracting(Inbox::text).containsExactly("1", "2");
        assertThat(deliveries).allMatch(delivery -> delivery.getEnvelope().isRedeliver());
    }

    @Test
    void tagsOfRecoveredMessagesAreUnknown(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");
        Client.get(channel, queue);
        channel.basicRecover(true);

        assertThat(client.failure(channel, () -> channel.basicAck(1, false)))
                .isEqualTo(unknownTag(1, "basic.ack"));
    }

    @Test
    void recoverWithoutRequeueIsNotImplemented(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.basicRecover(false)))
                .isEqualTo(
                        Closing.connection(
                                540, "NOT_IMPLEMENTED - requeue=false", "basic.recover"));
    }

    @Test
    void recoverAsyncRequeuesWithoutAnAnswer(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");
        var raw = client.rawOpen();
        raw.openChannel(1);
        raw.method(1, "basic.get", Wire.bytes().shortInt(0).shortstr(queue).octet(0));
        raw.expect(1, "basic.get-ok");
        raw.read();
        raw.read();

        raw.method(1, "basic.recover-async", Wire.bytes().octet(1));
        raw.method(1, "confirm.select", Wire.bytes().octet(0));

        raw.expect(1, "confirm.select-ok");
        assertThat(Client.drain(channel, queue)).containsExactly("1");
    }

    @Test
    void recoverAsyncWithoutRequeueIsNotImplemented(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.method(1, "basic.recover-async", Wire.bytes().octet(0));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                540, "NOT_IMPLEMENTED - requeue=false", "basic.recover-async"));
    }

    // ---- The end of a connection ----

    @Test
    void closedConnectionRequeuesBeforeItIsConfirmed(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2", "3");
        var leaving = client.connect();
        getAll(Client.channelOf(leaving), queue, 2);

        leaving.close();

        assertThat(Client.ready(channel, queue)).isEqualTo(3);
        assertThat(Client.get(channel, queue).getEnvelope().isRedeliver()).isTrue();
        assertThat(Client.get(channel, queue).getEnvelope().isRedeliver()).isTrue();
        assertThat(Client.get(channel, queue).getEnvelope().isRedeliver()).isFalse();
    }

    @Test
    void deathOfAWorkerGivesItsTasksToTheOther(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var dying = client.connect();
        var first = client.consume(Client.channelOf(dying), queue);
        Client.fill(channel, queue, "1", "2");
        first.nextTexts(2);
        var second = client.consume(channel, queue);

        dying.abort();

        assertThat(second.nextTexts(2)).containsExactly("1", "2");
    }

    // ---- Publish ----

    @Test
    void immediateIsNotImplemented(Client client) throws Exception {
        var channel = client.channel();

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.basicPublish(
                                                "amq.direct", "k", false, true, null, new byte[1])))
                .isEqualTo(
                        Closing.connection(
                                540, "NOT_IMPLEMENTED - immediate=true", "basic.publish"));
    }

    private static List<String> getAll(Channel channel, String queue, int count) throws Exception {
        var texts = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            texts.add(Client.text(Client.get(channel, queue)));
        }
        return texts;
    }

    private static Closing unknownTag(long tag, String method) {
        return Closing.channel(406, "PRECONDITION_FAILED - unknown delivery tag " + tag, method);
    }
}
