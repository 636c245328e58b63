package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A channel's life: open, flow, soft errors, close, and its number's next life.
@Conformance
final class ChannelsIT {
    @Test
    void openOkCarriesAnEmptyLongString(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(1, "channel.open", Wire.bytes().shortstr(""));

        assertThat(raw.expect(1, "channel.open-ok").longstr()).isEmpty();
    }

    @Test
    void closeIsConfirmed(Client client) throws Exception {
        var channel = client.channel();

        channel.close();

        assertThat(channel.isOpen()).isFalse();
        assertThat(client.connection().isOpen()).isTrue();
    }

    @Test
    void numberCanBeUsedAgainAfterClose(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(5);
        raw.method(5, "channel.close", close());
        raw.expect(5, "channel.close-ok");

        raw.openChannel(5);
    }

    @Test
    void numberCanBeUsedAgainAfterAnError(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(5);
        declarePassive(raw, client.name("queue"));
        assertThat(raw.expectClosing().code()).isEqualTo(404);
        raw.method(5, "channel.close-ok", Wire.bytes());

        raw.openChannel(5);
    }

    @Test
    void newLifeOfANumberCountsDeliveryTagsFromOne(Client client) throws Exception {
        var channel = client.connection().createChannel(9);
        var queue = client.queue(channel);
        Client.fill(channel, queue, "one", "two");
        assertThat(Client.get(channel, queue).getEnvelope().getDeliveryTag()).isEqualTo(1);
        assertThat(Client.get(channel, queue).getEnvelope().getDeliveryTag()).isEqualTo(2);
        channel.close();

        var again = client.connection().createChannel(9);

        assertThat(Client.get(again, queue).getEnvelope().getDeliveryTag()).isEqualTo(1);
    }

    @Test
    void deliveryTagsOfTwoChannelsCountApart(Client client) throws Exception {
        var one = client.confirmChannel();
        var two = client.channel();
        var queue = client.queue(one);
        Client.fill(one, queue, "a", "b");

        assertThat(Client.get(one, queue).getEnvelope().getDeliveryTag()).isEqualTo(1);
        assertThat(Client.get(two, queue).getEnvelope().getDeliveryTag()).isEqualTo(1);
    }

    @Test
    void softErrorLeavesOtherChannelsAlone(Client client) throws Exception {
        var good = client.channel();
        var bad = client.channel();

        assertThat(client.failure(bad, () -> bad.queueDeclarePassive(client.name("queue"))).scope())
                .isEqualTo(Closing.Scope.CHANNEL);

        assertThat(good.queueDeclare().getQueue()).isNotEmpty();
    }

    @Test
    void framesAfterASoftErrorAreIgnoredUntilCloseOk(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(5);
        var never = client.name("queue");
        declarePassive(raw, client.name("queue"));
        assertThat(raw.expectClosing().code()).isEqualTo(404);

        raw.method(5, "queue.declare", RawAmqp.queueDeclare(never, 0));
        raw.method(5, "basic.publish", RawAmqp.publish("", never));
        raw.contentHeader(5, 60, 1);
        raw.body(5, new byte[1]);
        raw.method(5, "channel.close-ok", Wire.bytes());
        raw.openChannel(5);
        declarePassive(raw, never);

        assertThat(raw.expectClosing().code()).isEqualTo(404);
    }

    @Test
    void closeAfterTheBrokersCloseIsConfirmed(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(5);
        declarePassive(raw, client.name("queue"));
        assertThat(raw.expectClosing().code()).isEqualTo(404);

        raw.method(5, "channel.close", close());

        raw.expect(5, "channel.close-ok");
        raw.method(5, "channel.close-ok", Wire.bytes());
        raw.openChannel(5);
    }

    @Test
    void methodAfterCloseIsAConnectionError(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(5);
        raw.method(5, "channel.close", close());
        raw.expect(5, "channel.close-ok");

        raw.method(5, "queue.declare", RawAmqp.queueDeclare("", 4));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504, "CHANNEL_ERROR - expected 'channel.open'", "queue.declare"));
    }

    @Test
    void closeOfAChannelThatIsNotOpenIsAnError(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(5, "channel.close", close());

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504, "CHANNEL_ERROR - expected 'channel.open'", "channel.close"));
    }

    @Test
    void closeOkOfAChannelThatIsNotOpenIsIgnored(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(5, "channel.close-ok", Wire.bytes());

        raw.openChannel(5);
    }

    @Test
    void closeOkWithoutACloseIsAnError(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(5);

        raw.method(5, "channel.close-ok", Wire.bytes());

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                503, "COMMAND_INVALID - unimplemented method", "channel.close-ok"));
    }

    @Test
    void flowOnIsAnswered(Client client) throws Exception {
        var channel = client.channel();

        var reply = (AMQP.Channel.FlowOk) channel.rpc(flow(true)).getMethod();

        assertThat(reply.getActive()).isTrue();
    }

    @Test
    void flowOffIsNotImplemented(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.rpc(flow(false))))
                .isEqualTo(
                        Closing.connection(540, "NOT_IMPLEMENTED - active=false", "channel.flow"));
    }

    @Test
    void closeRequeuesBeforeItIsConfirmed(Client client) throws Exception {
        var watcher = client.confirmChannel();
        var queue = client.queue(watcher);
        Client.fill(watcher, queue, "one", "two", "three");
        var holder = client.channel();
        Client.get(holder, queue);
        Client.get(holder, queue);

        holder.close();

        assertThat(Client.ready(watcher, queue)).isEqualTo(3);
        assertThat(Client.drain(watcher, queue)).containsExactly("one", "two", "three");
    }

    @Test
    void softErrorRequeuesWhatWasUnacked(Client client) throws Exception {
        var watcher = client.confirmChannel();
        var queue = client.queue(watcher);
        Client.fill(watcher, queue, "one");
        var holder = client.channel();
        Client.get(holder, queue);

        client.failure(holder, () -> holder.queueDeclarePassive(client.name("queue")));

        Awaitility.await().until(() -> Client.ready(watcher, queue) == 1);
    }

    @Test
    void closeCancelsTheChannelsConsumers(Client client) throws Exception {
        var watcher = client.channel();
        var queue = client.queue(watcher);
        var holder = client.channel();
        client.consume(holder, queue);
        assertThat(watcher.consumerCount(queue)).isEqualTo(1);

        holder.close();

        assertThat(watcher.consumerCount(queue)).isZero();
    }

    @Test
    void exclusiveQueueOutlivesTheChannelThatDeclaredIt(Client client) throws Exception {
        var declarer = client.channel();
        var queue = client.name("queue");
        declarer.queueDeclare(queue, false, true, false, Map.of());
        declarer.close();

        assertThat(Client.ready(client.channel(), queue)).isZero();
    }

    private static void declarePassive(RawAmqp raw, String queue) throws Exception {
        raw.method(5, "queue.declare", RawAmqp.queueDeclare(queue, 1));
    }

    private static AMQP.Channel.Flow flow(boolean active) {
        return new AMQP.Channel.Flow.Builder().active(active).build();
    }

    private static Wire close() {
        return Wire.bytes().shortInt(200).shortstr("Goodbye").shortInt(0).shortInt(0);
    }
}
