package dev.warren.amqp.channel;

import dev.warren.amqp.connection.DeliveryCredits;
import dev.warren.codec.frame.DeliverEncoder;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Queue;
import org.jspecify.annotations.Nullable;

/// A consumer as its channel sees it: where a queue's deliveries become frames.
///
/// Called on the queue's lane; everything but the hop happens on the channel's.
final class ChannelConsumer implements DeliverySink {

    private final AmqpChannel channel;
    private final Lane lane;
    private final Queue queue;
    private final ShortString tag;
    private final long windowBytes;
    private final DeliverEncoder encoder;

    /// Set when the queue has accepted it.
    private @Nullable Consumer consumer;

    private DeliveryCredits.@Nullable Account account;

    ChannelConsumer(AmqpChannel channel, Queue queue, ShortString tag, long windowBytes) {
        this.channel = channel;
        this.lane = channel.lane();
        this.queue = queue;
        this.tag = tag;
        this.windowBytes = windowBytes;
        this.encoder = new DeliverEncoder(channel.number(), tag);
    }

    Queue queue() {
        return queue;
    }

    ShortString tag() {
        return tag;
    }

    /// What it has taken of its connection's windows.
    long windowBytes() {
        return windowBytes;
    }

    DeliverEncoder encoder() {
        return encoder;
    }

    @Nullable Consumer consumerOrNull() {
        return consumer;
    }

    /// The account of the room that its deliveries take.
    DeliveryCredits.Account account(Consumer of) {
        DeliveryCredits.Account known = account;
        if (known == null) {
            known =
                    new DeliveryCredits.Account(
                            of.spec().limits().windowBytes(),
                            bytes -> of.queue().credit(of, bytes));
            account = known;
        }
        return known;
    }

    void accepted(Consumer accepted) {
        consumer = accepted;
    }

    @Override
    public void deliver(Consumer to, long sequence, Message message, boolean redelivered) {
        if (lane.isCurrent()) {
            channel.deliveries().deliver(this, to, sequence, message, redelivered);
        } else {
            lane.execute(
                    () -> channel.deliveries().deliver(this, to, sequence, message, redelivered));
        }
    }

    @Override
    public void takenBack(Queue from, long[] sequences) {
        channel.takeBacks().takenBack(from, sequences);
    }

    @Override
    public void cancelled(Consumer by) {
        lane.execute(() -> channel.consumers().cancelledByQueue(this));
    }
}
