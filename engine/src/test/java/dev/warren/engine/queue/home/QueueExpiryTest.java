package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.topology.QueueSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A queue that goes when nobody uses it.
class QueueExpiryTest {

    private static final FieldTable SECOND =
            FieldTable.EMPTY
                    .with("x-expires", new Int64(1_000))
                    .with("x-dead-letter-exchange", "dlx");

    private static QueueRig rig(Setup setup) {
        QueueRig rig = new QueueRig(setup, QueueSettings.of(SECOND, null, null));
        rig.lanes.runAll();
        return rig;
    }

    @ParameterizedTest
    @EnumSource
    void unusedQueueGoesWithoutDeadLetters(Setup setup) {
        QueueRig rig = rig(setup);
        rig.publish(1);
        TimeToLiveTest.pass(rig, 999);
        assertThat(rig.queue.isDeleted()).isFalse();

        TimeToLiveTest.pass(rig, 2);

        assertThat(rig.deleted).containsExactly(rig.queue);
        assertThat(rig.office.takeLetters()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void publishingIsNoUse(Setup setup) {
        QueueRig rig = rig(setup);
        TimeToLiveTest.pass(rig, 900);
        rig.publish(1);

        TimeToLiveTest.pass(rig, 101);

        assertThat(rig.queue.isDeleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void fetchingAndLookingAreUses(Setup setup) {
        QueueRig rig = rig(setup);
        TimeToLiveTest.pass(rig, 900);
        rig.get(7, true);
        TimeToLiveTest.pass(rig, 900);
        QueueTest.counts(rig);
        TimeToLiveTest.pass(rig, 900);

        assertThat(rig.queue.isDeleted()).isFalse();
        TimeToLiveTest.pass(rig, 101);
        assertThat(rig.queue.isDeleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void declaringOnceMoreIsAUse(Setup setup) {
        QueueRig rig = rig(setup);
        TimeToLiveTest.pass(rig, 900);
        rig.run(rig.queue::use);

        TimeToLiveTest.pass(rig, 900);

        assertThat(rig.queue.isDeleted()).isFalse();
        TimeToLiveTest.pass(rig, 101);
        assertThat(rig.queue.isDeleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void consumerUsesItAsLongAsItIsThere(Setup setup) {
        QueueRig rig = rig(setup);
        Consumer consumer = rig.consume(7, "a", 0, true);
        TimeToLiveTest.pass(rig, 5_500);
        rig.call(() -> rig.queue.cancel(consumer)).join();
        TimeToLiveTest.pass(rig, 999);
        assertThat(rig.queue.isDeleted()).isFalse();

        TimeToLiveTest.pass(rig, 2);

        assertThat(rig.queue.isDeleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void consumerThatWasThereBeforeCounts(Setup setup) {
        QueueRig rig = rig(setup);
        rig.call(() -> rig.queue.configure(QueueSettings.NONE)).join();
        rig.consume(7, "a", 0, true);
        rig.call(() -> rig.queue.configure(QueueSettings.of(SECOND, null, null))).join();

        TimeToLiveTest.pass(rig, 5_000);

        assertThat(rig.queue.isDeleted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void queueThatNeedNotGoAnyMoreStays(Setup setup) {
        QueueRig rig = rig(setup);
        rig.call(() -> rig.queue.configure(QueueSettings.NONE)).join();

        TimeToLiveTest.pass(rig, 100_000);

        assertThat(rig.queue.isDeleted()).isFalse();
    }
}
