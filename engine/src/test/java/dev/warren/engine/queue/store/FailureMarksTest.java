package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.queue.Tries;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Failed deliveries, as the log knows them.
class FailureMarksTest {

    private static final long SEQUENCE = 0;

    private final StoreRig rig;
    private final LogQueueStore store;

    FailureMarksTest() throws IOException {
        rig = new StoreRig();
        store = rig.queue(true);
        rig.turn(() -> rig.append(store, SEQUENCE, StoreMessages.persistent(1)));
        rig.rest();
    }

    @Test
    void lastCountIsWritten() throws IOException {
        fail(1);
        fail(2);

        assertThat(last().sequence()).isEqualTo(SEQUENCE);
        assertThat(Tries.of(last().note())).isEqualTo(new Tries(2, 2));
    }

    @Test
    void oneRecordIsAliveAtATime() throws IOException {
        long before = rig.log.figures().aliveBytes();
        fail(1);
        fail(2);
        fail(3);

        assertThat(rig.log.figures().aliveBytes()).isEqualTo(before + last().length());
    }

    @Test
    void nothingIsAliveOnceTheMessageIsSettled() throws IOException {
        fail(1);
        rig.turn(() -> store.failed(SEQUENCE, new Tries(2, 2)));
        rig.turn(() -> store.forget(SEQUENCE));
        rig.rest();

        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    @Test
    void copyIsWrittenForTheLastRecordOnly() throws IOException {
        fail(1);
        RecordInfo first = last();
        fail(2);
        RecordInfo second = last();

        rig.copyForward(List.of(first));
        rig.rest();
        assertThat(failures()).hasSize(2);
        rig.copyForward(List.of(second));
        rig.rest();

        assertThat(failures()).hasSize(3);
        assertThat(last().note()).isEqualTo(second.note());
    }

    @Test
    void deletedQueueLeavesNothing() throws IOException {
        fail(1);
        rig.turn(store::clear);
        rig.rest();

        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    @Test
    void nothingIsWrittenForWhatNobodyKeeps() throws IOException {
        LogQueueStore transientQueue = rig.queue(false);
        rig.turn(() -> rig.append(transientQueue, 0, StoreMessages.persistent(2)));
        rig.turn(() -> transientQueue.failed(0, new Tries(1, 1)));
        rig.rest();

        assertThat(failures()).isEmpty();
    }

    private void fail(int times) {
        rig.turn(() -> store.failed(SEQUENCE, new Tries(times, times)));
        rig.rest();
    }

    private List<RecordInfo> failures() throws IOException {
        return rig.records(StoreRecords.FAILED);
    }

    private RecordInfo last() throws IOException {
        return failures().getLast();
    }
}
