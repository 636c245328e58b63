package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuesFollowPoliciesTest {

    private static final int LANES = 3;

    private final ByteLedger ledger = new ByteLedger(LANES);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void policyIsSetWhenAllLanesHaveHeardOfIt(long seed) {
        StepLanes lanes = new StepLanes(LANES, seed);
        List<Lane> all = IntStream.range(0, LANES).mapToObj(lanes::lane).toList();
        InMemoryMetadataStore store = new InMemoryMetadataStore(lanes.lane(0));
        List<QueueContext> contexts =
                all.stream()
                        .map(lane -> QueueContext.inMemory(lane, ledger.ofLane(lane.index())))
                        .toList();
        LocalQueues queues =
                new LocalQueues(store, all, contexts, LanePlacement.FILLED, ledger, lanes.clock());
        lanes.run(
                0, () -> store.submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/"))));
        for (int i = 0; i < LANES; i++) {
            declare(queues, lanes, "q" + i, lanes.lane(i));
        }
        Policy policy =
                new Policy("p", "", FieldTable.EMPTY.with("max-length", new Int32(1)), 0, "all");

        int[] heard = new int[LANES];
        CompletableFuture<Applied> set = new CompletableFuture<>();
        lanes.run(
                0,
                () -> {
                    queues.submit(new TopologyCommand.SetPolicy("/", PolicyKind.USER, policy))
                            .thenAccept(set::complete);
                    // behind the settings in the mailbox of each lane
                    all.forEach(lane -> lane.execute(() -> heard[lane.index()]++));
                });
        assertThat(set).isNotDone();
        while (!set.isDone()) {
            assertThat(lanes.step()).isTrue();
        }

        assertThat(store.topology().requireVhost("/").policies().of(PolicyKind.USER).size())
                .isEqualTo(1);
        lanes.runAll();
        assertThat(heard).containsExactly(1, 1, 1);
    }

    private static void declare(LocalQueues queues, StepLanes lanes, String name, Lane from) {
        var command =
                new TopologyCommand.DeclareQueue(
                        "/",
                        ShortString.of(name),
                        new QueueOptions(true, false, null, FieldTable.EMPTY),
                        false);
        lanes.run(0, () -> queues.declare(command, "guest", from));
        lanes.runAll();
    }
}
