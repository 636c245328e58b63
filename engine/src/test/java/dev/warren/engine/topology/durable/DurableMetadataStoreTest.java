package dev.warren.engine.topology.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.SteppedLane;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DurableMetadataStoreTest {

    private final SteppedLane lane = new SteppedLane();
    private final FakeLog log = FakeLog.late();
    private final DurableMetadataStore store = new DurableMetadataStore(lane, log, Topology.EMPTY);
    private final List<String> seen = new ArrayList<>();

    DurableMetadataStoreTest() {
        submit(addVhost("/"));
        declare("first", true);
        sync();
        log.records().clear();
    }

    private static TopologyCommand addVhost(String name) {
        return new TopologyCommand.AddVhost(VirtualHostDefinition.of(name));
    }

    private CompletableFuture<Applied> submit(TopologyCommand command) {
        var outcome = store.submit(command).toCompletableFuture();
        lane.runAll();
        return outcome;
    }

    private CompletableFuture<Applied> declare(String queue, boolean durable) {
        var options = new QueueOptions(durable, false, null, FieldTable.EMPTY);
        return submit(new TopologyCommand.DeclareQueue("/", ShortString.of(queue), options, false));
    }

    private QueueDefinition queue(Topology topology, String name) {
        return topology.requireVhost("/").requireQueue(ShortString.of(name));
    }

    private void sync() {
        log.sync();
        lane.runAll();
    }

    @Test
    void durableChangeIsSeenAtOnceAndAnsweredAfterTheSync() {
        var outcome = declare("q", true);

        assertThat(queue(store.topology(), "q").isDurable()).isTrue();
        assertThat(outcome).isNotDone();

        sync();

        assertThat(outcome).isCompleted();
    }

    @Test
    void answerComesOnTheDecidingLane() {
        var outcome = declare("q", true);

        log.sync();
        assertThat(outcome).isNotDone();
        outcome.thenRun(() -> seen.add(lane.isCurrent() ? "on the lane" : "elsewhere"));
        lane.runAll();

        assertThat(seen).containsExactly("on the lane");
    }

    @Test
    void volatileChangeIsAnsweredAtOnceAndNotWritten() {
        var outcome = declare("q", false);

        assertThat(outcome).isCompleted();
        assertThat(log.records()).isEmpty();
    }

    @Test
    void volatileQueuesByTheThousandLeaveNoTraceInTheLog() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(declare("t" + i, false)).isCompleted();
        }

        assertThat(log.records()).isEmpty();
    }

    @Test
    void volatileChangeOvertakesADurableOne() {
        var durable = declare("d", true);
        var transientOne = declare("t", false);

        assertThat(durable).isNotDone();
        assertThat(transientOne).isCompleted();
    }

    @Test
    void pipelinedChangesAreOneRecordEachAndShareASync() {
        for (String name : List.of("a", "b", "c")) {
            declare(name, true).thenRun(() -> seen.add(name));
        }
        assertThat(log.records()).hasSize(3);
        assertThat(seen).isEmpty();

        sync();

        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void recordIsAppendedBeforeAnyoneSeesTheChange() {
        store.watch(_ -> seen.add(log.records().size() + " records"));

        declare("q", true);

        assertThat(seen).containsExactly("1 records");
    }

    @Test
    void watcherHearsBeforeWhoAskedEvenWhenTheLogIsQuick() {
        var quick = new DurableMetadataStore(lane, FakeLog.immediate(), Topology.EMPTY);
        quick.watch(_ -> seen.add("watcher"));
        quick.submit(addVhost("v")).thenRun(() -> seen.add("submitter"));

        lane.runAll();

        assertThat(seen).containsExactly("watcher", "submitter");
    }

    @Test
    void sameDeclarationAgainWaitsForTheFirst() {
        declare("q", true);
        var again = declare("q", true);

        assertThat(again).isNotDone();
        sync();

        assertThat(again).isCompleted();
        assertThat(log.records()).hasSize(1);
    }

    @Test
    void declarationOfWhatIsThereIsAnsweredAtOnceWhenTheLogIsIdle() {
        assertThat(declare("first", true)).isCompleted();
    }

    @Test
    void refusalWaitsForNothing() {
        declare("q", true);

        var refused = declare("q", false);

        assertThat(refused).isCompletedExceptionally();
        assertThat(refused.exceptionNow()).isInstanceOf(AmqpException.class);
    }

    @Test
    void whatCannotBeWrittenIsNotDone() {
        var outcome = submit(addVhost("\uD800"));

        assertThat(outcome.exceptionNow()).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.topology().vhosts()).containsOnlyKeys("/");
        assertThat(log.records()).isEmpty();
    }

    @Test
    void failedLogLeavesDurableChangesUnanswered() {
        var before = declare("a", true);
        log.fail();
        sync();
        var after = declare("b", true);
        sync();

        assertThat(before).isNotDone();
        assertThat(after).isNotDone();
        assertThat(declare("t", false)).isCompleted();
    }

    @Test
    void restartedStoreGoesOnWithWhatTheLogHas() {
        declare("q", true);
        declare("t", false);

        var recovered = TopologyRecovery.replay(withFirst(), log.records().getLast());
        var next = new DurableMetadataStore(lane, FakeLog.immediate(), recovered);

        assertThat(queue(next.topology(), "q")).isEqualTo(queue(store.topology(), "q"));
        assertThat(next.topology().requireVhost("/").queues()).hasSize(1);
    }

    private static Topology withFirst() {
        return TopologyRecovery.restore(List.of(TopologyCodec.encode(List.of(addVhost("/")))));
    }
}
