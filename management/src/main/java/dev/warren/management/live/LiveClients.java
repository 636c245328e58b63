package dev.warren.management.live;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.events.ChannelFacts;
import dev.warren.engine.events.ConnectionFacts;
import dev.warren.engine.events.ConsumerFacts;
import dev.warren.engine.events.Event;
import dev.warren.engine.events.EventListener;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.engine.traffic.ConnectionCounters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The open connections, channels and consumers. Follows events, so it costs nothing while messages
/// flow; holds what clients hold open, whose number the node limits. Any thread.
public final class LiveClients implements EventListener {

    private record ChannelKey(long connection, int number) {
        static ChannelKey of(ChannelFacts channel) {
            return new ChannelKey(channel.connection(), channel.number());
        }
    }

    private record ConsumerKey(ChannelKey channel, ShortString tag) {}

    /// A consumer and its channel.
    ///
    /// @param arrival lower than those of consumers that came later
    public record LiveConsumer(ChannelFacts channel, ConsumerFacts facts, long arrival) {}

    private final Map<Long, ConnectionFacts> connections = new ConcurrentHashMap<>();
    private final Map<ChannelKey, ChannelFacts> channels = new ConcurrentHashMap<>();
    private final Map<ConsumerKey, LiveConsumer> consumers = new ConcurrentHashMap<>();
    private final Map<Long, Integer> channelsOf = new ConcurrentHashMap<>();
    private final Map<ChannelKey, Integer> consumersOf = new ConcurrentHashMap<>();
    private final AtomicLong arrivals = new AtomicLong();
    private final Churn churn = new Churn();

    @Override
    public boolean isListening() {
        return true;
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.ConnectionOpened(ConnectionFacts facts) -> {
                connections.put(facts.id(), facts);
                churn.connectionOpened();
            }
            case Event.ConnectionClosed closed -> {
                if (connections.remove(closed.connection()) != null) {
                    churn.connectionClosed();
                }
            }
            case Event.ChannelOpened(ChannelFacts facts) -> {
                channels.put(ChannelKey.of(facts), facts);
                count(channelsOf, facts.connection(), 1);
                churn.channelOpened();
            }
            case Event.ChannelClosed(ChannelFacts facts) -> {
                if (channels.remove(ChannelKey.of(facts)) != null) {
                    count(channelsOf, facts.connection(), -1);
                    churn.channelClosed();
                }
            }
            case Event.ConsumerAdded(ChannelFacts channel, ConsumerFacts facts) -> {
                ChannelKey key = ChannelKey.of(channel);
                consumers.put(
                        new ConsumerKey(key, facts.tag()),
                        new LiveConsumer(channel, facts, arrivals.incrementAndGet()));
                count(consumersOf, key, 1);
            }
            case Event.ConsumerRemoved(ChannelFacts channel, ShortString _, ShortString tag) -> {
                ChannelKey key = ChannelKey.of(channel);
                if (consumers.remove(new ConsumerKey(key, tag)) != null) {
                    count(consumersOf, key, -1);
                }
            }
            case Event.TopologyChanged(Applied applied) -> churn.changed(applied);
            case Event.LoginAccepted _ -> churn.loginAccepted();
            case Event.LoginRefused _ -> churn.loginRefused();
            case Event.AlarmSet _, Event.AlarmCleared _ -> {}
        }
    }

    /// What has none has no line.
    private static <K> void count(Map<K, Integer> counts, K key, int change) {
        counts.merge(key, change, (a, b) -> a + b == 0 ? null : a + b);
    }

    public int channelsOf(ConnectionFacts connection) {
        return channelsOf.getOrDefault(connection.id(), 0);
    }

    public int consumersOf(ChannelFacts channel) {
        return consumersOf.getOrDefault(ChannelKey.of(channel), 0);
    }

    /// In the order in which they came.
    public Stream<ConnectionFacts> connections() {
        return connections.values().stream().sorted(Comparator.comparingLong(ConnectionFacts::id));
    }

    public @Nullable ConnectionFacts connectionOrNull(String name) {
        return connections.values().stream()
                .filter(facts -> facts.endpoints().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    public @Nullable ConnectionFacts connectionOrNull(long id) {
        return connections.get(id);
    }

    /// By connection and number.
    public Stream<ChannelFacts> channels() {
        return channels.values().stream()
                .sorted(
                        Comparator.comparingLong(ChannelFacts::connection)
                                .thenComparingInt(ChannelFacts::number));
    }

    public Stream<LiveConsumer> consumers() {
        return consumers.values().stream()
                .sorted(
                        Comparator.<LiveConsumer>comparingLong(c -> c.channel().connection())
                                .thenComparingInt(c -> c.channel().number())
                                .thenComparing(c -> c.facts().tag()));
    }

    /// In no order.
    public List<ConnectionCounters> connectionCounters() {
        return connections.values().stream().map(ConnectionFacts::counters).toList();
    }

    /// In no order.
    public List<ChannelCounters> channelCounters() {
        return channels.values().stream().map(ChannelFacts::counters).toList();
    }

    /// How often something came and went.
    public Churn churn() {
        return churn;
    }

    public int connectionCount() {
        return connections.size();
    }

    public int channelCount() {
        return channels.size();
    }

    public int consumerCount() {
        return consumers.size();
    }
}
