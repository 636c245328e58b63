package dev.warren.engine.broker;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.delay.DelayOffice;
import dev.warren.engine.delay.HoldingQueue;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.queue.DeathToll;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.retry.QueueOffice;
import dev.warren.engine.retry.ReturnOffice;
import dev.warren.engine.routing.Route;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.DefaultQueueType;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueNumbers;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.transfer.TransferContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The queues that live on this node, by number: follows the topology, one step ahead of its
/// readers.
///
/// Written on the deciding lane, which is the first; read anywhere.
public final class LocalQueues {

    private final MetadataStore metadata;
    private final List<? extends Lane> lanes;
    private final List<QueueContext> contexts;
    private final LanePlacement placement;
    private final ByteLedger ledger;
    private final NodeRouting routing;
    private final TransferContext transfers;
    private final Map<Long, Queue> byId = new ConcurrentHashMap<>();

    /// Completes when all queues act on the settings that they were given so far. Written on the
    /// deciding lane.
    private volatile CompletableFuture<Void> configured = CompletableFuture.completedFuture(null);

    /// Completes when all queues are there that the start has found. Written before any of them is.
    private volatile CompletableFuture<Void> complete = CompletableFuture.completedFuture(null);

    private final QueueDefaults defaults;

    /// Who is declaring right now, as a hint for placing.
    private Lane declarer;

    public LocalQueues(
            MetadataStore metadata,
            List<? extends Lane> lanes,
            List<QueueContext> contexts,
            LanePlacement placement,
            ByteLedger ledger,
            Clock clock) {
        this(metadata, lanes, contexts, placement, ledger, clock, QueueDefaults.NONE);
    }

    /// @param contexts one for each lane, in their order
    /// @param defaults what holds where virtual hosts and queues say nothing
    public LocalQueues(
            MetadataStore metadata,
            List<? extends Lane> lanes,
            List<QueueContext> contexts,
            LanePlacement placement,
            ByteLedger ledger,
            Clock clock,
            QueueDefaults defaults) {
        this.metadata = metadata;
        this.defaults = defaults;
        this.lanes = lanes;
        this.contexts = contexts;
        this.placement = placement;
        this.ledger = ledger;
        this.routing = new NodeRouting(metadata, this);
        this.transfers = new TransferContext(routing, clock, routing.random());
        this.declarer = lanes.getFirst();
        metadata.watch(this::follow);
    }

    /// Where messages go that the node itself sends.
    NodeRouting routing() {
        return routing;
    }

    /// What each lane's queues have done away with.
    List<DeathToll> tolls() {
        return contexts.stream().map(QueueContext::toll).toList();
    }

    /// The lane that decides.
    Lane firstLane() {
        return lanes.getFirst();
    }

    Clock clock() {
        return transfers.clock();
    }

    @Nullable Queue queueOrNull(long id) {
        return byId.get(id);
    }

    /// The queues of a route that are still there, those in which messages wait among them.
    Queue[] of(Route route) {
        Queue[] found = new Queue[route.queues().size() + route.delaying().size()];
        int count = 0;
        for (QueueDefinition definition : route.queues()) {
            count = add(byId.get(definition.id()), found, count);
        }
        for (Exchange exchange : route.delaying()) {
            count = add(byId.get(exchange.definition().holdingId()), found, count);
        }
        return count == found.length ? found : Arrays.copyOf(found, count);
    }

    private static int add(@Nullable Queue queue, Queue[] found, int count) {
        if (queue == null) {
            return count;
        }
        found[count] = queue;
        return count + 1;
    }

    /// Has a command decided. Completes when, beyond that, every queue whose settings it changed
    /// acts on them.
    CompletionStage<Applied> submit(TopologyCommand command) {
        return submit(command, Applied.THE_NODE);
    }

    CompletionStage<Applied> submit(TopologyCommand command, String by) {
        return metadata.submit(command, by)
                .thenCompose(applied -> configured.thenApply(_ -> applied));
    }

    CompletionStage<Queue> declare(TopologyCommand.DeclareQueue wanted, String by, Lane from) {
        CompletableFuture<Queue> declared = new CompletableFuture<>();
        lanes.getFirst()
                .execute(() -> {
                    declarer = from;
                    TopologyCommand.DeclareQueue command =
                            DefaultQueueType.resolve(
                                    wanted,
                                    metadata.topology().vhostOrNull(wanted.vhost()),
                                    defaults.queueType());
                    CompletionStage<Applied> outcome = metadata.submit(command, by);
                    Queue decided = namedOrNull(command);
                    outcome.whenComplete((applied, failure) ->
                            answer(command, applied, failure, decided, declared));
                });
        return declared;
    }

    /// The queue of this name, once that it exists is decided.
    private @Nullable Queue namedOrNull(TopologyCommand.DeclareQueue command) {
        VirtualHost vhost = metadata.topology().vhostOrNull(command.vhost());
        QueueDefinition definition = vhost == null ? null : vhost.queueOrNull(command.queue());
        return definition == null ? null : byId.get(definition.id());
    }

    /// @param decided as it was decided: while its log was waited for it may have gone again
    private void answer(
            TopologyCommand.DeclareQueue command,
            @Nullable Applied applied,
            @Nullable Throwable failure,
            @Nullable Queue decided,
            CompletableFuture<Queue> declared) {
        if (applied == null) {
            declared.completeExceptionally(
                    failure == null ? new IllegalStateException("no outcome") : failure);
            return;
        }
        QueueDefinition definition =
                applied.topology().requireVhost(command.vhost()).requireQueue(command.queue());
        Queue living = byId.get(definition.id());
        Queue queue = living == null ? decided : living;
        if (queue == null) {
            declared.completeExceptionally(
                    AmqpException.of(ReplyCode.NOT_FOUND, "no %s", definition.resource()));
        } else {
            declared.complete(queue);
        }
    }

    private void follow(Applied applied) {
        List<CompletableFuture<Void>> configuring = new ArrayList<>();
        for (TopologyEvent event : applied.events()) {
            if (event instanceof TopologyEvent.QueueCreated(var definition)) {
                Lane lane = placement.choose(lanes, declarer, definition.id());
                create(applied.topology(), definition, lane);
            } else if (event instanceof TopologyEvent.QueueDeleted(var definition)) {
                delete(definition.id());
            } else if (event instanceof TopologyEvent.ExchangeCreated(var vhost, var exchange)) {
                if (exchange.delays()) {
                    Lane lane = placement.choose(lanes, declarer, exchange.holdingId());
                    createHolding(vhost, exchange, lane);
                }
            } else if (event instanceof TopologyEvent.ExchangeDeleted(_, var exchange)) {
                delete(exchange.holdingId());
            } else if (event instanceof TopologyEvent.QueueSettingsChanged changed) {
                Queue queue = byId.get(changed.definition().id());
                if (queue != null) {
                    configuring.add(
                            queue.configure(withDefaults(changed.settings()))
                                    .toCompletableFuture());
                }
            }
        }
        if (!configuring.isEmpty()) {
            configuring.add(configured);
            configured = CompletableFuture.allOf(configuring.toArray(CompletableFuture[]::new));
        }
    }

    /// Makes the queues that the topology has from the beginning, each with what it has kept.
    /// Before anyone else comes; completes when all are there.
    ///
    /// @param hasKept whether something was kept for the queue of a number
    public CompletionStage<Void> restore(LongPredicate hasKept) {
        CompletableFuture<Void> all = new CompletableFuture<>();
        complete = all;
        List<CompletableFuture<Void>> restored = new ArrayList<>();
        Topology topology = metadata.topology();
        for (var vhost : topology.vhosts().values()) {
            for (QueueDefinition definition : vhost.queues().values()) {
                Lane lane = laneOfRestored(definition.id(), restored.size());
                restored.add(
                        CompletableFuture.runAsync(
                                () -> restore(topology, definition, lane, hasKept), lane));
            }
            for (Exchange exchange : vhost.exchanges().values()) {
                if (exchange.delays()) {
                    ExchangeDefinition definition = exchange.definition();
                    Lane lane = laneOfRestored(definition.holdingId(), restored.size());
                    restored.add(
                            CompletableFuture.runAsync(
                                    () -> createHolding(vhost.name(), definition, lane), lane));
                }
            }
        }
        return CompletableFuture.allOf(restored.toArray(CompletableFuture[]::new))
                .thenRun(() -> all.complete(null));
    }

    /// Completes when all queues are there that the topology named at the start.
    CompletableFuture<Void> complete() {
        return complete;
    }

    private void restore(
            Topology topology, QueueDefinition definition, Lane lane, LongPredicate hasKept) {
        QueueOffice office = create(topology, definition, lane);
        Queue queue = byId.get(definition.id());
        if (queue != null && hasKept.test(QueueNumbers.beside(definition.id()))) {
            office.holdingOf(queue);
        }
    }

    /// Nobody declares: one lane after the other, as if somebody on it did.
    private Lane laneOfRestored(long id, int before) {
        return placement.choose(lanes, lanes.get(before % lanes.size()), id);
    }

    private QueueOffice create(Topology topology, QueueDefinition definition, Lane lane) {
        QueueSettings settings =
                withDefaults(topology.requireVhost(definition.vhost()).settings(definition));
        QueueIdentity identity =
                new QueueIdentity(
                        definition.id(),
                        definition.vhost(),
                        definition.name(),
                        definition.isDurable(),
                        definition.isExclusive(),
                        definition.isAutoDelete());
        var office = new QueueOffice(transfers, ledger.ofLane(lane.index()), this::createBeside);
        Queue queue =
                contexts.get(lane.index())
                        .create(
                                identity,
                                settings,
                                office,
                                deleted -> {
                                    office.close();
                                    return forget(definition, deleted.deleter());
                                });
        byId.put(definition.id(), queue);
        return office;
    }

    /// The queue in which messages wait for this one. It lives as long. On the lane of both.
    private Queue createBeside(Queue queue) {
        QueueIdentity identity = HoldingQueue.beside(queue.identity());
        int lane = queue.lane().index();
        Queue holding =
                contexts.get(lane)
                        .create(
                                identity,
                                HoldingQueue.besideSettings(),
                                new ReturnOffice(queue, ledger.ofLane(lane), routing),
                                _ -> {
                                    byId.remove(identity.id());
                                    return CompletableFuture.completedFuture(null);
                                });
        byId.put(identity.id(), holding);
        queue.counters().waitIn(holding.counters());
        return holding;
    }

    /// The queue in which messages of an exchange wait. It lives as long as the exchange.
    private void createHolding(String vhost, ExchangeDefinition exchange, Lane lane) {
        byId.put(
                exchange.holdingId(),
                contexts.get(lane.index())
                        .create(
                                HoldingQueue.identity(vhost, exchange),
                                HoldingQueue.settings(exchange),
                                new DelayOffice(transfers, ledger.ofLane(lane.index())),
                                _ -> CompletableFuture.completedFuture(null)));
    }

    /// What applies to a queue, with what the node says where nobody else does. Any thread.
    QueueSettings settings(QueueDefinition definition) {
        VirtualHost vhost = metadata.topology().vhostOrNull(definition.vhost());
        return withDefaults(vhost == null ? QueueSettings.NONE : vhost.settings(definition));
    }

    private QueueSettings withDefaults(QueueSettings settings) {
        return settings.withNodeConsumerTimeout(defaults.consumerTimeoutMillis());
    }

    /// The queue deleted itself: the topology follows.
    private CompletionStage<Void> forget(QueueDefinition definition, String by) {
        return metadata.submit(
                        new TopologyCommand.DeleteQueue(
                                definition.vhost(), definition.name(), definition.id()),
                        by)
                .thenAccept(_ -> {});
    }

    /// The topology lost the queue, perhaps with its virtual host: whoever still holds the handle
    /// finds it deleted.
    private void delete(long id) {
        Queue queue = byId.remove(id);
        if (queue != null && !queue.isDeleted()) {
            queue.delete(false, false);
        }
    }
}
