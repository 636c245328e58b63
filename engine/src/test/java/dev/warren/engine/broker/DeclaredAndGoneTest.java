package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.durable.DurableMetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A queue that has gone again while its declaration waits for the disk.
class DeclaredAndGoneTest {

    private final StepLanes lanes = new StepLanes(1, 1);
    private final ByteLedger ledger = new ByteLedger(1);
    private final List<Runnable> syncs = new ArrayList<>();
    private final DurableMetadataStore store =
            new DurableMetadataStore(
                    lanes.lane(0),
                    (_, onDurable) -> syncs.add(Objects.requireNonNull(onDurable)),
                    Topology.EMPTY);
    private final LocalQueues queues =
            new LocalQueues(
                    store,
                    List.of(lanes.lane(0)),
                    List.of(QueueContext.inMemory(lanes.lane(0), ledger.ofLane(0))),
                    LanePlacement.FILLED,
                    ledger,
                    lanes.clock());

    @Test
    void isAnsweredAsDeclared() {
        lanes.run(
                0, () -> store.submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/"))));
        CompletableFuture<Queue> declared = new CompletableFuture<>();
        lanes.run(
                0,
                () ->
                        queues.declare(durable("q"), "guest", lanes.lane(0))
                                .thenAccept(declared::complete));
        lanes.run(
                0,
                () ->
                        store.submit(
                                new TopologyCommand.DeleteQueue(
                                        "/", ShortString.of("q"), queueId("q"))));
        lanes.runAll();
        assertThat(declared).isNotDone();

        List.copyOf(syncs).forEach(Runnable::run);
        lanes.runAll();

        assertThat(declared).isCompletedWithValueMatching(Queue::isDeleted);
        assertThat(queues.queueOrNull(declared.join().identity().id())).isNull();
    }

    private long queueId(String name) {
        return store.topology().requireVhost("/").requireQueue(ShortString.of(name)).id();
    }

    private static TopologyCommand.DeclareQueue durable(String name) {
        return new TopologyCommand.DeclareQueue(
                "/",
                ShortString.of(name),
                new QueueOptions(true, false, null, FieldTable.EMPTY),
                false);
    }
}
