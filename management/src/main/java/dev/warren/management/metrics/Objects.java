package dev.warren.management.metrics;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.events.ChannelFacts;
import dev.warren.engine.events.ConnectionFacts;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// The things on a node whose numbers are shown, as they are just now. Any thread.
record Objects(Broker broker, LiveClients live, Sampler sampler) {

    /// All queues, for sums: without labels, which take most of the time.
    List<QueueFamilies.Seen> queues() {
        return queues(_ -> true, _ -> Labels.NONE);
    }

    List<QueueFamilies.Seen> queues(Predicate<String> isAsked) {
        return queues(isAsked, Objects::labels);
    }

    private static String labels(QueueDefinition definition) {
        return Labels.of("vhost", definition.vhost(), "queue", definition.name().toString());
    }

    private List<QueueFamilies.Seen> queues(
            Predicate<String> isAsked, Function<QueueDefinition, String> labels) {
        long now = broker.clock().wallMillis();
        List<QueueFamilies.Seen> seen = new ArrayList<>();
        for (VirtualHost vhost : broker.topology().vhosts().values()) {
            if (isAsked.test(vhost.name())) {
                for (QueueDefinition definition : vhost.queues().values()) {
                    Queue queue = broker.queueOrNull(definition);
                    if (queue != null) {
                        seen.add(seen(labels.apply(definition), queue.counters(), now));
                    }
                }
            }
        }
        return seen;
    }

    private QueueFamilies.Seen seen(String labels, QueueCounters counters, long nowMillis) {
        return new QueueFamilies.Seen(
                labels,
                counters,
                sampler.pulseOrNull(counters),
                sampler.queueOrNull(counters),
                nowMillis);
    }

    /// The exchanges that delay.
    List<ExchangeFamilies.Seen> delaying(Predicate<String> isAsked) {
        List<ExchangeFamilies.Seen> seen = new ArrayList<>();
        for (VirtualHost vhost : broker.topology().vhosts().values()) {
            if (isAsked.test(vhost.name())) {
                for (Exchange exchange : vhost.exchanges().values()) {
                    QueueCounters counters = broker.delayed().countersOrNull(exchange);
                    if (counters != null) {
                        seen.add(new ExchangeFamilies.Seen(labels(vhost, exchange), counters));
                    }
                }
            }
        }
        return seen;
    }

    private static String labels(VirtualHost vhost, Exchange exchange) {
        return Labels.of("vhost", vhost.name(), "exchange", exchange.name().toString());
    }

    List<ClientFamilies.Channel> channels() {
        return channels(_ -> true);
    }

    List<ClientFamilies.Channel> channels(Predicate<String> isAsked) {
        return live.channels()
                .filter(facts -> isAsked.test(facts.vhost()))
                .map(this::seen)
                .toList();
    }

    private ClientFamilies.Channel seen(ChannelFacts channel) {
        return new ClientFamilies.Channel(
                Labels.of("channel", channel.name()),
                Labels.of("channel", channel.name(), "vhost", channel.vhost()),
                channel.counters(),
                live.consumersOf(channel));
    }

    List<ClientFamilies.Connection> connections() {
        return live.connections().map(this::seen).toList();
    }

    private ClientFamilies.Connection seen(ConnectionFacts connection) {
        return new ClientFamilies.Connection(
                Labels.of("channel", connection.endpoints().name()),
                connection.counters(),
                live.channelsOf(connection));
    }
}
