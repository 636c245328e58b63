package dev.warren.amqp.channel;

import dev.warren.engine.broker.Firehose;
import dev.warren.engine.broker.TracePoint;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;

/// Tells the firehose what a channel publishes and gets. Owned by the channel's lane.
final class ChannelTrace {

    private final AmqpChannel channel;
    private final Firehose firehose;

    ChannelTrace(AmqpChannel channel) {
        this.channel = channel;
        this.firehose = channel.broker().firehose();
    }

    void published(Message message, Queue[] routed) {
        if (firehose.isOn()) {
            firehose.published(point(), message, routed);
        }
    }

    void delivered(Queue from, Message message, boolean redelivered) {
        if (firehose.isOn()) {
            firehose.delivered(point(), from, message, redelivered);
        }
    }

    private TracePoint point() {
        return new TracePoint(
                channel.access().vhost(),
                channel.connection().describe(),
                channel.number(),
                channel.access().user().name(),
                channel.lane());
    }
}
