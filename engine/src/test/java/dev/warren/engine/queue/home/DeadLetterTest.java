package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.DeathToll.Fate;
import dev.warren.engine.topology.QueueSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How dead messages leave a queue, in every home.
class DeadLetterTest {

    private static final QueueSettings DEAD_LETTERS =
            QueueSettings.of(FieldTable.EMPTY.with("x-dead-letter-exchange", "dlx"), null, null);

    @ParameterizedTest
    @EnumSource
    void rejectedMessageIsDeadLettered(Setup setup) {
        QueueRig rig = new QueueRig(setup, DEAD_LETTERS);
        rig.publish(1, 2, 3);
        rig.consume(7, "a", 0, false);

        rig.discard(1, 0);
        rig.discard(1, 99);

        assertThat(rig.office.takeLetters()).containsExactly("2 rejected", "1 rejected");
        assertThat(QueueTest.counts(rig).unacked()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnExchangeItIsGone(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1);
        rig.consume(7, "a", 0, false);

        rig.discard(0);

        assertThat(rig.office.takeLetters()).isEmpty();
        assertThat(QueueTest.counts(rig).unacked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void deathsAreCountedByWhatBecomesOfThem(Setup setup) {
        QueueRig rig = new QueueRig(setup, DEAD_LETTERS);
        rig.publish(1, 2);
        rig.consume(7, "a", 0, false);
        rig.discard(0, 1);
        QueueRig forgetful = new QueueRig(setup);
        forgetful.publish(1);
        forgetful.consume(7, "a", 0, false);
        forgetful.discard(0);

        assertThat(rejected(rig, Fate.AT_MOST_ONCE)).isEqualTo(2);
        assertThat(rejected(rig, Fate.DISABLED)).isZero();
        assertThat(rejected(forgetful, Fate.DISABLED)).isEqualTo(1);
        assertThat(rejected(forgetful, Fate.AT_MOST_ONCE)).isZero();
        assertThat(rig.toll.confirmed()).isZero();
    }

    private static long rejected(QueueRig rig, Fate fate) {
        return rig.toll.of(rig.queue.kind(), fate, DeathReason.REJECTED);
    }

    @ParameterizedTest
    @EnumSource
    void onlySoManyAreUnderWay(Setup setup) {
        QueueRig rig = new QueueRig(setup, DEAD_LETTERS);
        rig.office.isSlow = true;
        int count = 3 * Undertaker.UNDER_WAY_MAX;
        long[] all = new long[count];
        for (int i = 0; i < count; i++) {
            rig.publish(i);
            all[i] = i;
        }
        rig.consume(7, "a", 0, false);

        rig.discard(all);

        assertThat(rig.office.untaken()).isEqualTo(Undertaker.UNDER_WAY_MAX);
        for (int i = 0; i < 3; i++) {
            rig.lanes.run(0, rig.office::takeOver);
            rig.lanes.runAll();
        }
        assertThat(rig.office.takeLetters()).hasSize(count);
        assertThat(rig.office.untaken()).isZero();
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDyingIsNeitherReadyNorUnacked(Setup setup) {
        QueueRig rig = new QueueRig(setup, DEAD_LETTERS);
        rig.office.isSlow = true;
        rig.publish(1);
        rig.consume(7, "a", 0, false);
        rig.discard(0);

        rig.requeue(0);
        rig.ack(0);
        rig.call(() -> rig.queue.release(7)).join();

        assertThat(QueueTest.counts(rig).ready()).isZero();
        assertThat(QueueTest.counts(rig).unacked()).isZero();
        assertThat(rig.call(rig.queue::purge).join()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooManyWaitsForTheOffice(Setup setup) {
        QueueRig rig =
                new QueueRig(
                        setup,
                        QueueSettings.of(
                                FieldTable.EMPTY
                                        .with("x-dead-letter-exchange", "dlx")
                                        .with("x-max-length", new Int64(0)),
                                null,
                                null));
        rig.office.isSlow = true;
        for (int i = 0; i < 1_100; i++) {
            rig.publish(i);
        }
        assertThat(QueueTest.counts(rig).ready()).isEqualTo(1_100 - 1_024);

        for (int i = 0; i < 40; i++) {
            rig.lanes.run(0, rig.office::takeOver);
            rig.lanes.runAll();
        }

        assertThat(rig.office.takeLetters()).hasSize(1_100);
        assertThat(QueueTest.counts(rig).ready()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void purgedAndDeletedMessagesAreNotDeadLettered(Setup setup) {
        QueueRig rig = new QueueRig(setup, DEAD_LETTERS);
        rig.publish(1, 2);
        rig.call(rig.queue::purge).join();
        rig.publish(3);

        rig.call(() -> rig.queue.delete(false, false)).join();

        assertThat(rig.office.takeLetters()).isEmpty();
    }
}
