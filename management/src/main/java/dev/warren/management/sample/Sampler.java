package dev.warren.management.sample;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.engine.traffic.ConnectionCounters;
import dev.warren.engine.traffic.ExchangeCounts;
import dev.warren.engine.traffic.Traffic;
import dev.warren.management.live.Churn;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.SampleSettings.RatesMode;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at all counters once a second, on a thread of its own. Anybody may ask for tracks.
///
/// A look at tens of thousands of idle queues takes some milliseconds: they are looked at in turns.
public final class Sampler implements AutoCloseable {

    static final long EVERY_MILLIS = 1_000;

    /// So many queues, exchanges, connections and channels have a history: the first that are busy.
    /// One takes up to 30 kB.
    static final int HISTORIES_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

    private static final Watch NOBODY = (_, _) -> {};

    private final Broker broker;
    private final LiveClients live;
    private final SampleSettings settings;
    private final VhostSums sums;
    private final Tracks<QueueCounters> queues;
    private final Tracks<ExchangeCounts> exchanges;
    private final Tracks<Traffic> channels;
    private final Tracks<ConnectionCounters> connections;
    private final Tracks<String> vhosts;
    private final Track lengths;
    private final Track messages;
    private final Track churn;
    private final NodeReading machine;
    private final Track node;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("samples").daemon().factory());

    /// The snapshot whose queues are followed. Null before the first look.
    private @Nullable Topology followed;

    private long round;

    public Sampler(Broker broker, LiveClients live, SampleSettings settings, NodeReading machine) {
        this.broker = broker;
        this.live = live;
        this.settings = settings;
        this.sums = new VhostSums(broker);
        this.machine = machine;
        Places places = new Places(HISTORIES_MAX);
        Retention basic = settings.retentions().basic();
        this.queues = new Tracks<>(Columns.QUEUE, basic, places, Pulse::new);
        this.exchanges = new Tracks<>(Columns.EXCHANGE, basic, places, () -> NOBODY);
        this.channels = new Tracks<>(Columns.TRAFFIC, basic, places, () -> NOBODY);
        this.connections = new Tracks<>(Columns.CONNECTION, basic, places, () -> NOBODY);
        this.vhosts =
                new Tracks<>(
                        new Columns<>(Columns.QUEUE.names(), sums::read),
                        settings.retentions().global(),
                        places,
                        () -> NOBODY);
        this.lengths = whole(sums::readAll, Columns.QUEUE.count());
        this.messages =
                whole(
                        row -> Columns.TRAFFIC.reader().read(broker.traffic(), row),
                        Columns.TRAFFIC.count());
        this.churn = whole(row -> live.churn().read(broker.traffic(), row), Churn.NAMES.size());
        this.node = whole(machine, NodeReading.NAMES.size());
    }

    /// Something that is there as long as the node is, and always has a history.
    private Track whole(Reading reading, int columns) {
        long[] begun = new long[columns];
        reading.into(begun);
        Track track =
                new Track(
                        reading,
                        settings.retentions().global(),
                        Row.copyOf(broker.clock().wallMillis(), begun));
        track.keep();
        return track;
    }

    /// Begins to look, once a second, if anything is to be sampled.
    public void start() {
        if (!isSampling()) {
            return;
        }
        var _ =
                thread.scheduleAtFixedRate(
                        this::lookOrSayWhy, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// A look that fails is not the last one.
    private void lookOrSayWhy() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("the counters could not be sampled", e);
        }
    }

    /// One look at everything. By one thread at a time.
    void look() {
        long now = broker.clock().wallMillis();
        boolean isDue = !queues.areMany() || round % Tracks.SELDOM == 0;
        Topology topology = broker.topology();
        if (isDue && topology != followed) {
            queues.follow(sums.follow(topology), round, now);
            vhosts.follow(sums.names(), round, now);
            followed = topology;
        }
        exchanges.follow(broker.traffic().exchanges().all(), round, now);
        channels.follow(live.channelCounters(), round, now);
        connections.follow(live.connectionCounters(), round, now);
        queues.sample(round, now);
        exchanges.sample(round, now);
        channels.sample(round, now);
        connections.sample(round, now);
        if (isDue) {
            vhosts.sample(round, now);
            lengths.sample(now, new long[Columns.QUEUE.count()]);
        }
        messages.sample(now, new long[Columns.TRAFFIC.count()]);
        churn.sample(now, new long[Churn.NAMES.size()]);
        node.sample(now, new long[NodeReading.NAMES.size()]);
        round++;
    }

    public SampleSettings settings() {
        return settings;
    }

    public boolean isSampling() {
        return settings.mode() != RatesMode.NONE;
    }

    public NodeReading machine() {
        return machine;
    }

    /// Null when nobody has looked at it yet, as for all that follow.
    public @Nullable Track queueOrNull(QueueCounters counters) {
        return track(queues.trackedOrNull(counters));
    }

    public @Nullable Pulse pulseOrNull(QueueCounters counters) {
        var tracked = queues.trackedOrNull(counters);
        return tracked != null && tracked.watch() instanceof Pulse pulse ? pulse : null;
    }

    public @Nullable Track exchangeOrNull(ExchangeCounts counts) {
        return track(exchanges.trackedOrNull(counts));
    }

    public @Nullable Track channelOrNull(ChannelCounters counters) {
        return track(channels.trackedOrNull(counters));
    }

    public @Nullable Track connectionOrNull(ConnectionCounters counters) {
        return track(connections.trackedOrNull(counters));
    }

    public @Nullable Track vhostOrNull(String vhost) {
        return track(vhosts.trackedOrNull(vhost));
    }

    private static @Nullable Track track(Tracks.@Nullable Tracked tracked) {
        return tracked == null ? null : tracked.track();
    }

    /// What all queues hold, in the columns of a queue.
    public Track lengths() {
        return lengths;
    }

    /// What goes through the node, in the columns of a channel.
    public Track messages() {
        return messages;
    }

    public Track churn() {
        return churn;
    }

    public Track node() {
        return node;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
