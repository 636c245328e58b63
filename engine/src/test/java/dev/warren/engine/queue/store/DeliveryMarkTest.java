package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.log.RecordInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How far a queue may have handed out its messages, as the log knows it.
class DeliveryMarkTest {

    private final StoreRig rig;
    private final DeliveryMark mark;
    private final List<Long> passed = new ArrayList<>();

    DeliveryMarkTest() throws IOException {
        rig = new StoreRig();
        mark = new DeliveryMark(rig.stores.log(), 9, RecoveredQueue.nothing());
    }

    @Test
    void nothingPassesBeforeTheMarkIsDurable() throws IOException {
        rig.turn(() -> assertThat(mark.passes(0)).isFalse());

        rig.turn(() -> mark.whenPasses(0, () -> passed.add(0L)));
        assertThat(passed).isEmpty();
        rig.rest();

        assertThat(passed).containsExactly(0L);
        assertThat(marks()).containsExactly(16L);
        rig.turn(() -> assertThat(mark.passes(15)).isTrue());
        rig.turn(() -> assertThat(mark.passes(16)).isFalse());
    }

    @Test
    void markMovesAheadInTimeSoThatNobodyWaits() throws IOException {
        reach(0);

        for (long i = 0; i < 10_000; i++) {
            long sequence = i;
            rig.turn(() -> assertThat(mark.passes(sequence)).isTrue());
            rig.rest();
        }

        assertThat(marks()).isSorted().hasSizeBetween(8, 20);
    }

    @Test
    void waitingMessageIsNotForgottenWhenTheMarkStopsShortOfIt() {
        rig.turn(() -> mark.whenPasses(0, () -> passed.add(0L)));
        rig.turn(() -> mark.whenPasses(500, () -> passed.add(500L)));
        rig.rest();

        assertThat(passed).containsExactly(0L, 500L);
    }

    @Test
    void lookingMovesNoMark() throws IOException {
        LogQueueStore store = rig.queue(true);
        rig.turn(() -> rig.append(store, 0, StoreMessages.persistent(1)));
        rig.rest();

        rig.turn(() -> store.peek(0, () -> assertThat(store.peekOrNull(0)).isNotNull()));
        rig.rest();

        assertThat(marks()).isEmpty();
    }

    @Test
    void oneRecordIsAliveAtATime() throws IOException {
        reach(0);
        reach(100);
        reach(200);

        assertThat(rig.log.figures().aliveBytes()).isEqualTo(last().length());
    }

    @Test
    void copyIsWrittenForTheLastRecordOnly() throws IOException {
        reach(0);
        long first = last().position();
        reach(100);
        long second = last().position();

        rig.turn(() -> mark.copyForward(first));
        rig.rest();
        assertThat(marks()).hasSize(2);
        rig.turn(() -> mark.copyForward(second));
        rig.rest();

        assertThat(marks()).hasSize(3);
        assertThat(marks().get(2)).isEqualTo(marks().get(1));
        assertThat(rig.log.figures().aliveBytes()).isEqualTo(last().length());
    }

    @Test
    void sealedMarkStandsWhereThatIsTrueAndLetsNothingPass() throws IOException {
        reach(0);
        rig.turn(() -> assertThat(mark.passes(4)).isTrue());

        rig.turn(mark::seal);
        rig.turn(() -> assertThat(mark.passes(3)).isFalse());
        rig.turn(() -> mark.whenPasses(3, () -> passed.add(3L)));
        rig.rest();

        assertThat(marks().getLast()).isEqualTo(5);
        assertThat(passed).containsExactly(0L);
    }

    @Test
    void nothingIsLeftInTheLogAfterTheEnd() throws IOException {
        reach(0);
        rig.turn(() -> mark.whenPasses(100, () -> {}));

        rig.turn(mark::end);
        rig.rest();

        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    private void reach(long sequence) {
        rig.turn(() -> mark.whenPasses(sequence, () -> passed.add(sequence)));
        rig.rest();
    }

    private List<Long> marks() throws IOException {
        return rig.records(StoreRecords.MARK).stream().map(RecordInfo::sequence).toList();
    }

    private RecordInfo last() throws IOException {
        return rig.records(StoreRecords.MARK).getLast();
    }
}
