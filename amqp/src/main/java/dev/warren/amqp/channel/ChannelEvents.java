package dev.warren.amqp.channel;

import dev.warren.engine.events.ChannelFacts;
import dev.warren.engine.events.ConsumerFacts;
import dev.warren.engine.events.Event;
import dev.warren.engine.events.Events;
import dev.warren.engine.queue.ConsumerSpec;

/// Tells what becomes of one channel and its consumers. Owned by the channel's lane.
final class ChannelEvents {

    private final AmqpChannel channel;
    private final Events events;
    private final String vhost;

    ChannelEvents(AmqpChannel channel) {
        this.channel = channel;
        this.events = channel.broker().events();
        this.vhost = channel.access().vhost();
    }

    void opened() {
        events.tell(() -> new Event.ChannelOpened(facts()));
    }

    void closed() {
        events.tell(() -> new Event.ChannelClosed(facts()));
    }

    /// The queue has taken the consumer.
    ///
    /// @param prefetch what the channel asked for, also where it means nothing
    void added(ChannelConsumer consumer, ConsumerSpec spec, int prefetch) {
        events.tell(() ->
                new Event.ConsumerAdded(
                        facts(),
                        new ConsumerFacts(
                                consumer.queue().identity().name(),
                                consumer.tag(),
                                spec.noAck(),
                                spec.exclusive(),
                                prefetch,
                                spec.arguments())));
    }

    void removed(ChannelConsumer consumer) {
        events.tell(() ->
                new Event.ConsumerRemoved(
                        facts(), consumer.queue().identity().name(), consumer.tag()));
    }

    private ChannelFacts facts() {
        return new ChannelFacts(
                channel.connection().id(),
                channel.connection().describe(),
                channel.number(),
                channel.userName(),
                vhost,
                channel.counters());
    }
}
