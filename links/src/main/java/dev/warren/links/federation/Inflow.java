package dev.warren.links.federation;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.links.Unsettled;
import dev.warren.links.parameter.AckMode;
import dev.warren.links.remote.HeldBytes;
import dev.warren.links.remote.Reasons;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Messages on their way from a queue upstream to this broker.
///
/// Deliveries come on a thread of the one connection and confirms on one of the other; each message
/// is settled upstream once, as [AckMode] says. How much is on the way is bounded by the prefetch
/// and by [HeldBytes].
final class Inflow extends DefaultConsumer {

    /// What becomes of a message that comes in.
    interface Gate {

        /// Whether it may come in. What may not is done with.
        boolean lets(AMQP.BasicProperties properties);

        String exchange();

        /// @param key by which it was published
        String key(String key);

        /// What it is to say here of its way.
        Provenance provenance();

        /// It has been handed on.
        default void passed() {}
    }

    private final Channel from;
    private final Channel to;
    private final HeldBytes held;
    private final Upstream upstream;
    private final AckMode ackMode;
    private final Gate gate;
    private final Inbox inbox;

    private final Unsettled unsettled = new Unsettled();

    private Inflow(
            Channel from, Channel to, HeldBytes held, Upstream upstream, Gate gate, Inbox inbox) {
        super(from);
        this.from = from;
        this.to = to;
        this.held = held;
        this.upstream = upstream;
        this.ackMode = upstream.flow().ackMode();
        this.gate = gate;
        this.inbox = inbox;
    }

    /// Opens a channel at each end; nothing comes yet.
    ///
    /// @param inbox is told when it cannot go on
    static Inflow open(Ends ends, Upstream upstream, Gate gate, Inbox inbox) throws IOException {
        Channel from = ends.upstream().createChannel();
        from.basicQos(upstream.flow().prefetch());
        Channel to = ends.here().createChannel();
        Inflow inflow = new Inflow(from, to, ends.held(), upstream, gate, inbox);
        inflow.listen();
        return inflow;
    }

    private void listen() throws IOException {
        from.addShutdownListener(cause -> inbox.lost(Reasons.of(cause)));
        to.addShutdownListener(cause -> inbox.lost(Reasons.of(cause)));
        if (ackMode == AckMode.ON_CONFIRM) {
            to.confirmSelect();
            to.addConfirmListener(this::confirmed, this::notTaken);
        }
    }

    /// Has messages of a queue upstream come, until [#cancel].
    void consume(String queue, Map<String, Object> arguments) throws IOException {
        boolean isWithoutAcks = ackMode == AckMode.NO_ACK;
        from.basicConsume(queue, isWithoutAcks, tag(), false, false, arguments, this);
    }

    /// What has been sent already still comes.
    void cancel() throws IOException {
        from.basicCancel(tag());
    }

    private String tag() {
        return Tags.of(upstream);
    }

    @Override
    public void handleDelivery(
            String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
            throws IOException {
        long tag = envelope.getDeliveryTag();
        if (!gate.lets(properties)) {
            done(tag, body.length);
            return;
        }
        if (ackMode == AckMode.ON_CONFIRM) {
            unsettled.sent(to.getNextPublishSeqNo(), tag, body.length);
        }
        to.basicPublish(
                gate.exchange(),
                gate.key(envelope.getRoutingKey()),
                gate.provenance().addTo(properties, envelope, upstream.source().trustsUserId()),
                body);
        if (ackMode != AckMode.ON_CONFIRM) {
            done(tag, body.length);
        }
        gate.passed();
    }

    private void done(long tag, int bytes) throws IOException {
        held.giveBack(bytes);
        if (ackMode != AckMode.NO_ACK) {
            from.basicAck(tag, false);
        }
    }

    private void confirmed(long number, boolean multiple) throws IOException {
        List<Unsettled.Sent> taken = take(number, multiple);
        for (Unsettled.Ack ack : unsettled.acks(taken)) {
            from.basicAck(ack.tag(), ack.isMultiple());
        }
    }

    private List<Unsettled.Sent> take(long number, boolean multiple) {
        List<Unsettled.Sent> taken = unsettled.take(number, multiple);
        taken.forEach(each -> held.giveBack(each.bytes()));
        return taken;
    }

    private void notTaken(long number, boolean multiple) {
        unsettled.refuse(take(number, multiple));
    }

    /// Gives back upstream what was not taken here, so that it comes again. The link's thread does
    /// so now and then: at once would be a circle without an end.
    void giveBackRefused() throws IOException {
        for (long tag : unsettled.refused()) {
            from.basicNack(tag, false, true);
            unsettled.givenBack(tag);
        }
    }

    @Override
    public void handleCancel(String consumerTag) {
        inbox.lost("the queue upstream was deleted");
    }

    @Override
    public void handleShutdownSignal(String consumerTag, ShutdownSignalException cause) {
        inbox.lost(Reasons.of(cause));
    }
}
