package dev.warren.links.federation;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.events.Event;
import dev.warren.engine.events.EventListener;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.topology.ClusterName;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.links.LinkKeeper;
import dev.warren.links.LinkPlan;
import dev.warren.links.LinkState;
import dev.warren.links.LinkStatus;
import dev.warren.links.LinkWork;
import dev.warren.links.federation.LinkKey.Kind;
import dev.warren.links.remote.Remote;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Keeps the links of federation that policies and parameters want, and follows what exists. Any
/// thread.
///
/// Lanes only say what has changed; a thread of its own works out which links are wanted, and a
/// [LinkKeeper] starts and stops them.
public final class Federation implements EventListener, AutoCloseable {

    private static final LinkState STARTING = new LinkState.Starting();

    private final Broker broker;
    private final Surroundings around;
    private final Bells bells = new Bells();
    private final UrisInUse uris = new UrisInUse();
    private final WantedSet wanted;
    private final LinkKeeper<LinkKey, LinkSettings> keeper;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("federation").factory());

    private volatile boolean isClosed;

    /// A link as it is now.
    ///
    /// @param uri of the upstream broker, without a password: the one that it is connected to, or
    ///   else the first one
    /// @param consumerTag under which it consumes there
    public record Seen(
            LinkKey key, String uri, String policy, String consumerTag, LinkStatus status) {}

    /// @param remote asked for when the first link starts
    /// @param cluster what this broker calls itself, just now
    public Federation(Broker broker, Supplier<Remote> remote, Supplier<String> cluster) {
        this.broker = broker;
        this.wanted = new WantedSet(broker::topology, cluster);
        this.around = new Surroundings(broker, remote, bells, uris, wanted::isWanted);
        this.keeper = new LinkKeeper<>("federation links", this::plan, broker.clock());
    }

    /// Begins to follow, and starts what is wanted. Once.
    public void start() {
        broker.events().listen(this);
        wanted.changed();
        follow();
    }

    private LinkPlan plan(LinkKey key, LinkSettings settings) {
        LinkWork work =
                switch (settings.target()) {
                    case LinkSettings.ToExchange(var definition) ->
                            new ExchangeLink(key, settings, definition, around);
                    case LinkSettings.ToQueue(var definition) ->
                            new QueueLink(key, settings, definition, around);
                };
        double seconds = settings.upstream().flow().reconnectSeconds();
        long delay = Math.max(1, (long) (seconds * TimeUnit.SECONDS.toMillis(1)));
        return new LinkPlan(key.description(), work, delay);
    }

    // --- what changes --------------------------------------------------------------------------

    @Override
    public boolean isListening() {
        return !isClosed;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.TopologyChanged(var applied)) {
            boolean isOurs = false;
            for (TopologyEvent change : applied.events()) {
                isOurs |= isOurs(change);
            }
            if (isOurs) {
                follow();
            }
        }
    }

    /// Notes what has changed; false when no link comes or goes by it.
    private boolean isOurs(TopologyEvent change) {
        return switch (change) {
            case TopologyEvent.BindingCreated(var vhost, Binding binding) -> {
                bells.ring(vhost, binding.source());
                yield false;
            }
            case TopologyEvent.BindingDeleted(var vhost, Binding binding) -> {
                bells.ring(vhost, binding.source());
                yield false;
            }
            case TopologyEvent.ExchangeCreated(var vhost, var exchange) ->
                    wanted.changed(vhost, Kind.EXCHANGE, exchange.name());
            case TopologyEvent.ExchangeDeleted(var vhost, var exchange) ->
                    wanted.changed(vhost, Kind.EXCHANGE, exchange.name());
            case TopologyEvent.QueueCreated(var queue) ->
                    wanted.changed(queue.vhost(), Kind.QUEUE, queue.name());
            case TopologyEvent.QueueDeleted(var queue) ->
                    wanted.changed(queue.vhost(), Kind.QUEUE, queue.name());
            case TopologyEvent.PolicySet(_, var kind, _) ->
                    kind == PolicyKind.USER && wanted.changed();
            case TopologyEvent.PolicyCleared(_, var kind, _) ->
                    kind == PolicyKind.USER && wanted.changed();
            case TopologyEvent.ParameterSet(_, var name, _) ->
                    isComponent(name.component()) && wanted.changed();
            case TopologyEvent.ParameterCleared(_, var name) ->
                    isComponent(name.component()) && wanted.changed();
            case TopologyEvent.GlobalParameterSet _, TopologyEvent.GlobalParameterCleared _ ->
                    ClusterName.isChange(change) && wanted.changed();
            default -> false;
        };
    }

    private static boolean isComponent(String name) {
        return name.equals(Upstreams.UPSTREAM) || name.equals(Upstreams.UPSTREAM_SET);
    }

    private void follow() {
        if (!isClosed && wanted.isToBeWorkedOut()) {
            try {
                worker.execute(this::workOut);
            } catch (RejectedExecutionException ignoredWeHaveJustBeenClosed) {
                assert isClosed;
            }
        }
    }

    private void workOut() {
        if (wanted.workOut()) {
            keeper.want(wanted.all());
        }
    }

    // --- for who administers it ----------------------------------------------------------------

    /// All links that are wanted, in no order.
    public List<Seen> links() {
        return wanted.all().entrySet().stream()
                .map(entry -> seen(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Seen seen(LinkKey key, LinkSettings settings) {
        LinkKeeper.Seen<LinkSettings> seen = keeper.seenOrNull(key);
        String inUse = uris.shownOrNull(key);
        return new Seen(
                key,
                inUse == null ? settings.upstream().shownUri(key.vhost()) : inUse,
                settings.policy(),
                Tags.of(settings.upstream()),
                seen == null
                        ? new LinkStatus(STARTING, broker.clock().wallMillis())
                        : seen.status());
    }

    /// Ends a link and begins it anew; does not wait. False when there is none of this name.
    public boolean restart(String id) {
        for (LinkKey key : wanted.all().keySet()) {
            if (key.id().equals(id)) {
                keeper.restart(key);
                return true;
            }
        }
        return false;
    }

    /// Ends all links until [#resume]; does not wait. What they have made upstream stays.
    public void pause() {
        keeper.pause();
    }

    /// Begins those that are wanted.
    public void resume() {
        keeper.resume();
    }

    /// Ends all links. What they have made upstream stays there, for when the node is back.
    @Override
    public void close() {
        isClosed = true;
        worker.shutdown();
        keeper.close();
    }
}
