package dev.warren.engine.topology.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.SteppedLane;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Queue numbers of a store: never twice, and seldom written.
class QueueNumbersTest {

    private static final TopologyCommand VHOST =
            new TopologyCommand.AddVhost(VirtualHostDefinition.of("/"));

    private final SteppedLane lane = new SteppedLane();
    private final FakeLog log = FakeLog.late();
    private final DurableMetadataStore store =
            new DurableMetadataStore(lane, log, TopologyRecovery.restore(List.of(vhost())));

    private static byte[] vhost() {
        return TopologyCodec.encode(List.of(VHOST));
    }

    private CompletableFuture<Applied> declareExclusive(String queue) {
        var options = new QueueOptions(false, false, 7L, FieldTable.EMPTY);
        var outcome =
                store.submit(
                        new TopologyCommand.DeclareQueue(
                                "/", ShortString.of(queue), options, false));
        lane.runAll();
        return outcome.toCompletableFuture();
    }

    private void sync() {
        log.sync();
        lane.runAll();
    }

    private Topology restarted() {
        List<byte[]> records = new ArrayList<>(List.of(vhost()));
        records.addAll(log.records());
        return TopologyRecovery.restore(records);
    }

    @Test
    void firstVolatileQueueWaitsUntilItsNumberIsReserved() {
        var first = declareExclusive("first");
        assertThat(first).isNotDone();

        sync();

        assertThat(first).isCompleted();
        assertThat(declareExclusive("second")).isCompleted();
        assertThat(log.records()).hasSize(1);
    }

    @Test
    void numbersOfVolatileQueuesAreNotUsedAgainAfterARestart() {
        declareExclusive("q1");
        sync();
        declareExclusive("q2");
        declareExclusive("q3");

        assertThat(restarted().nextQueueId()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void manyVolatileQueuesWriteAMarkForEachFewHundredAndDoNotWait() {
        declareExclusive("first");
        sync();

        for (int i = 0; i < 5_000; i++) {
            assertThat(declareExclusive("q" + i)).isCompleted();
            sync();
        }

        assertThat(log.records()).hasSizeLessThan(12);
        assertThat(restarted().nextQueueId()).isGreaterThan(5_001);
    }

    @Test
    void noNumberIsToldBeforeTheLogHasReservedIt() {
        declareExclusive("first");
        sync();
        long reserved = restarted().nextQueueId();

        for (int i = 0; i < 3_000; i++) {
            var outcome = declareExclusive("q" + i);
            boolean isReserved = store.topology().nextQueueId() <= reserved;
            assertThat(outcome.isDone()).isEqualTo(isReserved);
        }
    }

    @Test
    void snapshotReservesWhatTheLogHadReserved() {
        declareExclusive("first");
        sync();
        List<byte[]> snapshot = new ArrayList<>();

        TopologySnapshot.write(store.topology(), snapshot::add);

        assertThat(TopologyRecovery.restore(snapshot).nextQueueId())
                .isGreaterThanOrEqualTo(restarted().nextQueueId());
    }
}
