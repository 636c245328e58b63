package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.queue.data.SequenceSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A queue with many slices of messages that is purged or deleted.
class SweepTest {

    private static final int MESSAGES = 20 * StoreRig.SLICE;

    private final StoreRig rig = rig();
    private final LogQueueStore store = rig.queue(true);
    private final List<String> told = new ArrayList<>();

    private static StoreRig rig() {
        try {
            return new StoreRig();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void fill() {
        append(0, MESSAGES);
    }

    @Test
    void purgedMessagesGoInSlicesAndNoMoreThanTwoAreUnderWay() throws IOException {
        rig.turn(() -> store.forgetAll(all(0, MESSAGES)));
        assertThat(store.places().held()).isEqualTo(MESSAGES - StoreRig.SLICE);

        long held = store.places().held();
        int most = 0;
        while (rig.step()) {
            assertThat(store.places().held()).isGreaterThanOrEqualTo(held - StoreRig.SLICE);
            held = store.places().held();
            most = Math.max(most, store.settling().underWay());
        }

        assertThat(held).isZero();
        assertThat(most).isBetween(StoreRig.SLICE, 2 * StoreRig.SLICE);
        assertNothingIsLeft();
    }

    @Test
    void deletedQueueGoesInSlicesAndNoMoreThanTwoAreUnderWay() throws IOException {
        rig.turn(store::clear);

        int most = 0;
        while (rig.step()) {
            most = Math.max(most, store.settling().underWay());
        }

        assertThat(most).isBetween(StoreRig.SLICE, 2 * StoreRig.SLICE);
        assertNothingIsLeft();
    }

    @Test
    void whoWaitsIsCalledWhenTheLastSliceHasGone() {
        rig.turn(() -> {
            store.forgetAll(all(0, MESSAGES));
            store.whenForgotten(() -> told.add("forgotten, " + store.places().held()));
        });
        assertThat(told).isEmpty();
        rig.rest();

        assertThat(told).containsExactly("forgotten, 0");
        rig.turn(() -> store.whenForgotten(() -> told.add("again")));
        assertThat(told).endsWith("again");
    }

    @Test
    void whatIsPublishedMeanwhileStays() throws IOException {
        rig.turn(() -> store.forgetAll(all(10, MESSAGES)));
        append(MESSAGES, MESSAGES + 5);
        rig.turn(() -> store.forgetAll(all(MESSAGES + 1, MESSAGES + 3)));
        rig.rest();

        assertThat(store.places().held()).isEqualTo(13);
        assertThat(store.has(9)).isTrue();
        assertThat(store.has(10)).isFalse();
        assertThat(store.has(MESSAGES)).isTrue();
        assertThat(store.has(MESSAGES + 1)).isFalse();
        assertThat(rig.records(StoreRecords.SETTLED)).isNotEmpty();
    }

    @Test
    void queueThatIsDeletedWhileItIsPurgedGoesAsAWhole() throws IOException {
        rig.turn(() -> {
            store.forgetAll(all(10, MESSAGES));
            store.whenForgotten(() -> told.add("forgotten"));
        });

        rig.turn(store::clear);
        rig.rest();

        assertThat(told).containsExactly("forgotten");
        assertNothingIsLeft();
    }

    @Test
    void whoHasMoreToForgetWaitsUntilTheDiskHasHeardOfIt() {
        rig.turn(() -> {
            for (int i = 0; i <= StoreRig.SLICE; i++) {
                store.forget(i);
            }
            store.whenRoom(() -> told.add("room, " + store.settling().underWay()));
        });
        rig.lanes.runAll();
        assertThat(told).isEmpty();

        rig.rest();

        assertThat(told).containsExactly("room, 0");
    }

    @Test
    void damagedRecordOfAMessageThatWaitsForItsTurnIsNoLoss() throws IOException {
        var records = rig.records(StoreRecords.MESSAGE);
        rig.turn(() -> store.forgetAll(all(0, MESSAGES)));

        rig.copyDamaged(records.subList(MESSAGES - 10, MESSAGES));
        assertThat(store.has(MESSAGES - 1)).isFalse();
        rig.rest();

        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(store.settling().underWay()).isZero();
        assertThat(rig.queued()).isZero();
        assertThat(rig.indexed()).isZero();
        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    private void append(int from, int to) {
        for (int first = from; first < to; first += StoreRig.SLICE) {
            int begin = first;
            rig.turn(() -> {
                for (int i = begin; i < Math.min(to, begin + StoreRig.SLICE); i++) {
                    rig.append(store, i, StoreMessages.persistent(i));
                }
            });
            rig.rest();
        }
    }

    private static SequenceSet all(long from, long to) {
        SequenceSet set = new SequenceSet();
        for (long word = from / Long.SIZE; word * Long.SIZE < to; word++) {
            long bits = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                long sequence = word * Long.SIZE + bit;
                bits |= sequence >= from && sequence < to ? 1L << bit : 0;
            }
            set.addWord(word, bits);
        }
        return set;
    }
}
