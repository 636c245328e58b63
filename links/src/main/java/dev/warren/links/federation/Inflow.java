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

        /// As it is to be here.
        AMQP.BasicProperties properties(AMQP.BasicProperties properties, boolean redelivered);

        /// It has been handed on.
        default void passed() {}
    }

    private final Channel from;
    private final Channel to;
    private final AckMode ackMode;
    private final HeldBytes held;
    private final Gate gate;
    private final Inbox inbox;

    private final Unsettled unsettled = new Unsettled();

    /// @param from the channel that consumes, upstream
    /// @param to a channel of this broker for nothing else
    Inflow(Channel from, Channel to, AckMode ackMode, HeldBytes held, Gate gate, Inbox inbox)
            throws IOException {
        super(from);
        this.from = from;
        this.to = to;
        this.ackMode = ackMode;
        this.held = held;
        this.gate = gate;
        this.inbox = inbox;
        from.addShutdownListener(cause -> inbox.lost(Reasons.of(cause)));
        to.addShutdownListener(cause -> inbox.lost(Reasons.of(cause)));
        if (ackMode == AckMode.ON_CONFIRM) {
            to.confirmSelect();
            to.addConfirmListener(this::confirmed, this::notTaken);
        }
    }

    boolean isWithoutAcks() {
        return ackMode == AckMode.NO_ACK;
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
                gate.properties(properties, envelope.isRedeliver()),
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
