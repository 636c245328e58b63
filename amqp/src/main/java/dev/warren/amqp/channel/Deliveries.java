package dev.warren.amqp.channel;

import dev.warren.amqp.connection.DeliveryCredits;
import dev.warren.amqp.connection.Outbox;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.engine.traffic.DeliveryCounter;
import dev.warren.engine.traffic.QueueKind;
import org.jspecify.annotations.Nullable;

/// What a channel's client is given: delivery tags, what it has not settled, and the frames. Owned
/// by the channel's lane.
final class Deliveries {

    private final AmqpChannel channel;
    private final Outbox outbox;
    private final DeliveryCredits credits;
    private final ChannelCounters counters;
    private final @Nullable ChannelSpans spans;
    private final Unacked unacked = new Unacked();
    private long lastTag;

    Deliveries(AmqpChannel channel) {
        this.channel = channel;
        this.outbox = channel.connection().outbox();
        this.credits = channel.connection().deliveryCredits();
        this.counters = channel.counters();
        this.spans = channel.spansOrNull();
    }

    Unacked unacked() {
        return unacked;
    }

    /// A message for a consumer of this channel.
    void deliver(
            ChannelConsumer sink,
            Consumer consumer,
            long sequence,
            Message message,
            boolean redelivered) {
        if (!channel.isOpen()) {
            return;
        }
        long tag = ++lastTag;
        if (!consumer.isNoAck()) {
            unacked.add(tag, sink.queue(), sequence, true);
            ChannelPrefetch prefetch = channel.consumers().channelPrefetchOrNull();
            if (prefetch != null) {
                prefetch.delivered();
            }
        }
        sink.encoder()
                .encode(
                        outbox.buffer(),
                        tag,
                        redelivered,
                        message.exchange(),
                        message.routingKey());
        outbox.sendContent(channel.number(), message);
        count(sink.queue().kind(), consumer.isNoAck(), redelivered);
        channel.trace().delivered(sink.queue(), message, redelivered);
        if (spans != null) {
            spans.delivered(sink.queue(), message, tag, redelivered, consumer.isNoAck());
        }
        credits.delivered(sink.account(consumer), DeliveryWindow.cost(message));
    }

    private void count(QueueKind kind, boolean isNoAck, boolean redelivered) {
        counters.add(
                isNoAck ? DeliveryCounter.DELIVERED_AUTO : DeliveryCounter.DELIVERED_MANUAL,
                kind,
                1);
        if (redelivered) {
            counters.add(DeliveryCounter.REDELIVERED, kind, 1);
        }
    }

    /// A reply for the channel's reply consumer. It bears the tag of the next delivery and does not
    /// use it up, as in RabbitMQ 3.10: nobody settles it.
    void deliverReply(DirectReplies to, Message reply) {
        to.encoder()
                .encode(outbox.buffer(), lastTag + 1, false, reply.exchange(), reply.routingKey());
        outbox.sendContent(channel.number(), reply);
        credits.delivered(to.account(), reply.footprintBytes());
    }

    /// The tag for a message that was fetched.
    long nextTag() {
        return ++lastTag;
    }
}
