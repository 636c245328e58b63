package dev.warren.amqp.channel;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.ReplyConsumers;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerArguments;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.ConsumerTimeout;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.traffic.ChannelCounter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The consumers of one channel, by tag, and the prefetch that new ones get. Owned by the channel's
/// lane.
final class Consumers {

    private final AmqpChannel channel;
    private final Map<ShortString, ChannelConsumer> byTag = new LinkedHashMap<>();
    private int prefetch;
    private @Nullable ChannelPrefetch channelPrefetch;

    /// Set while the channel waits for direct replies.
    private @Nullable DirectReplies replies;

    Consumers(AmqpChannel channel) {
        this.channel = channel;
    }

    Collection<ChannelConsumer> all() {
        return byTag.values();
    }

    @Nullable ChannelPrefetch channelPrefetchOrNull() {
        return channelPrefetch;
    }

    void qos(BasicMethod.Qos qos) {
        if (qos.prefetchSize() != 0) {
            throw AmqpException.of(
                    ReplyCode.NOT_IMPLEMENTED, "prefetch_size!=0 (%d)", qos.prefetchSize());
        }
        if (qos.global()) {
            limitChannel(qos.prefetchCount());
        } else {
            // As in RabbitMQ, this takes the channel's limit away: who wants both asks for that
            // last.
            limitChannel(0);
            prefetch = qos.prefetchCount();
            channel.counters().set(ChannelCounter.PREFETCH, prefetch);
        }
        channel.send(new BasicMethod.QosOk());
    }

    void consume(BasicMethod.Consume method) {
        ShortString name = channel.queues().expand(method.queue());
        if (name.equals(ReplyConsumers.NAME)) {
            consumeReplies(method);
        } else {
            consumeQueue(method, name);
        }
    }

    private ShortString requireTag(BasicMethod.Consume method) {
        ShortString tag = method.consumerTag().isEmpty() ? newTag() : method.consumerTag();
        if (byTag.containsKey(tag)) {
            throw AmqpException.of(
                    ReplyCode.NOT_ALLOWED, "attempt to reuse consumer tag '%s'", tag);
        }
        return tag;
    }

    private void consumeQueue(BasicMethod.Consume method, ShortString name) {
        channel.access().requireRead(channel.queues().resource(name));
        ShortString tag = requireTag(method);
        int max = channel.connection().settings().bounds().consumersPerChannelMax();
        if (max > 0 && byTag.size() >= max) {
            throw AmqpException.of(
                    ReplyCode.NOT_ALLOWED, "reached maximum (%d) of consumers per channel", max);
        }
        Queue queue = channel.queues().require(name);
        ConsumerArguments.validate(
                method.arguments(),
                queue.identity(),
                channel.vhost().requireQueue(name).type(),
                prefetch,
                channelPrefetch != null,
                method.noAck());
        long windowBytes = channel.connection().deliveryWindows().take();
        ChannelConsumer sink = new ChannelConsumer(channel, queue, tag, windowBytes);
        ConsumerSpec spec =
                new ConsumerSpec(
                        channel.session(),
                        tag,
                        new ConsumerLimits(
                                method.noAck() ? 0 : prefetch,
                                windowBytes,
                                ConsumerTimeout.of(method.arguments())),
                        method.noAck(),
                        method.exclusive(),
                        method.arguments());
        byTag.put(tag, sink);
        ChannelPrefetch credit = channelPrefetch;
        int wanted = prefetch;
        channel.await(
                queue.consume(spec, sink, credit == null ? ChannelCredit.NONE : credit),
                consumer -> {
                    sink.accepted(consumer);
                    channel.events().added(sink, spec, wanted);
                    if (!method.noWait()) {
                        channel.send(new BasicMethod.ConsumeOk(tag));
                    }
                });
    }

    private void consumeReplies(BasicMethod.Consume method) {
        ShortString tag = requireTag(method);
        if (!method.noAck()) {
            throw new AmqpException(
                    ReplyCode.PRECONDITION_FAILED, "reply consumer cannot acknowledge");
        }
        if (replies != null) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "reply consumer already set");
        }
        replies = new DirectReplies(channel, tag);
        if (!method.noWait()) {
            channel.send(new BasicMethod.ConsumeOk(tag));
        }
    }

    /// A published content that says where replies go: the name that stands for this channel
    /// becomes its address, any other stays as it is.
    byte[] addressed(byte[] content, int headerLength) {
        if (!ReplyConsumers.NAME.equals(ContentHeader.replyToOrNull(content, 0, headerLength))) {
            return content;
        }
        if (replies == null) {
            throw new AmqpException(
                    ReplyCode.PRECONDITION_FAILED, "fast reply consumer does not exist");
        }
        return replies.addressed(content, headerLength);
    }

    void endReplies() {
        if (replies != null) {
            replies.close();
            replies = null;
        }
    }

    void cancel(BasicMethod.Cancel method) {
        if (replies != null && replies.tag().equals(method.consumerTag())) {
            endReplies();
        }
        ChannelConsumer sink = byTag.get(method.consumerTag());
        Consumer consumer = sink == null ? null : sink.consumerOrNull();
        if (sink == null || consumer == null) {
            answerCancel(method);
            return;
        }
        channel.await(
                sink.queue().cancel(consumer),
                _ -> {
                    remove(sink);
                    answerCancel(method);
                });
    }

    /// The queue has ended the consumer, because it is gone itself, or the consumer was too slow.
    void cancelledByQueue(ChannelConsumer sink) {
        if (byTag.get(sink.tag()) != sink) {
            return;
        }
        remove(sink);
        if (channel.isOpen() && channel.connection().clientCan("consumer_cancel_notify")) {
            channel.send(new BasicMethod.Cancel(sink.tag(), true));
        }
    }

    /// The channel ends, and with it all its consumers.
    void close() {
        for (ChannelConsumer sink : byTag.values()) {
            giveWindowBack(sink);
            tellRemoved(sink);
        }
        byTag.clear();
    }

    private void remove(ChannelConsumer sink) {
        if (byTag.remove(sink.tag(), sink)) {
            giveWindowBack(sink);
            tellRemoved(sink);
        }
        Consumer consumer = sink.consumerOrNull();
        if (channelPrefetch != null && consumer != null) {
            channelPrefetch.forget(consumer);
        }
    }

    /// Of one that no queue has taken nobody has heard.
    private void tellRemoved(ChannelConsumer sink) {
        if (sink.consumerOrNull() != null) {
            channel.events().removed(sink);
        }
    }

    private void giveWindowBack(ChannelConsumer sink) {
        channel.connection().deliveryWindows().giveBack(sink.windowBytes());
    }

    private void answerCancel(BasicMethod.Cancel method) {
        if (!method.noWait()) {
            channel.send(new BasicMethod.CancelOk(method.consumerTag()));
        }
    }

    private void limitChannel(int limit) {
        channel.counters().set(ChannelCounter.CHANNEL_PREFETCH, limit);
        if (limit == 0 && channelPrefetch != null) {
            channelPrefetch = null;
            gateAll(ChannelCredit.NONE);
        } else if (channelPrefetch != null) {
            channelPrefetch.setLimit(limit);
        } else if (limit != 0) {
            ChannelPrefetch created =
                    new ChannelPrefetch(channel.lane(), limit, channel.unacked().countedSize());
            channelPrefetch = created;
            gateAll(created);
        }
    }

    private void gateAll(ChannelCredit credit) {
        for (ChannelConsumer sink : byTag.values()) {
            Consumer consumer = sink.consumerOrNull();
            if (consumer != null) {
                sink.queue().gate(consumer, credit);
            }
        }
    }

    private ShortString newTag() {
        return channel.broker().names().generate("amq.ctag-");
    }
}
