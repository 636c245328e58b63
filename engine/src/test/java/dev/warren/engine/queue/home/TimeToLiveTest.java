package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Messages that expire, in every home.
class TimeToLiveTest {

    private static QueueSettings ttl(long millis) {
        return QueueSettings.of(
                FieldTable.EMPTY
                        .with("x-message-ttl", new Int64(millis))
                        .with("x-dead-letter-exchange", "dlx"),
                null,
                null);
    }

    @ParameterizedTest
    @EnumSource
    void messageGoesWhenItsTimeIsOver(Setup setup) {
        QueueRig rig = new QueueRig(setup, ttl(1_000));
        rig.publish(1, 2);
        pass(rig, 500);
        rig.publish(3);

        pass(rig, 499);
        assertThat(QueueTest.counts(rig).ready()).isEqualTo(3);
        pass(rig, 10);

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(1);
        assertThat(rig.office.takeLetters()).containsExactly("1 expired", "2 expired");
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shorterTimeCounts(Setup setup) {
        QueueRig rig = new QueueRig(setup, ttl(1_000));
        rig.publish(TestMessages.expiring(1, "5000"), 1);
        rig.publish(TestMessages.expiring(2, "50"), 2);

        pass(rig, 100);
        assertThat(rig.office.takeLetters()).containsExactly("2 expired");
        pass(rig, 1_000);

        assertThat(rig.office.takeLetters()).containsExactly("1 expired");
    }

    @ParameterizedTest
    @EnumSource
    void messageGoesWhereverItStands(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1);
        rig.publish(TestMessages.expiring(2, "10"), 2);
        rig.publish(3);

        pass(rig, 100);

        rig.consume(7, "a", 0, true);
        assertThat(rig.sink.texts()).containsExactly("a:1", "a:3");
    }

    @ParameterizedTest
    @EnumSource
    void messageThatMayNotWaitIsDeliveredAtOnceOrNever(Setup setup) {
        QueueRig rig = new QueueRig(setup, ttl(0));
        rig.publish(1);
        pass(rig, 10);
        rig.consume(7, "a", 0, true);

        rig.publish(2);

        assertThat(rig.sink.texts()).doesNotContain("a:1");
        assertThat(rig.office.takeLetters()).contains("1 expired");
        if (!setup.slow) {
            assertThat(rig.office.takeLetters()).isEmpty();
        }
        assertThat(QueueTest.counts(rig).ready()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void messageThatMayNotWaitDiesWhenItComesBackAtOnce(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, false);
        rig.publish(TestMessages.expiring(1, "0"), 1);
        List<String> delivered = rig.sink.texts();
        if (!setup.slow) {
            assertThat(delivered).containsExactly("a:1");
        }

        rig.requeue(0);

        assertThat(rig.sink.texts()).isEmpty();
        assertThat(QueueTest.counts(rig).ready()).isZero();
        assertThat(QueueTest.counts(rig).unacked()).isZero();
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void messageThatComesBackInItsLastMillisecondDies(Setup setup) {
        QueueRig rig = new QueueRig(setup, ttl(1_000));
        rig.consume(7, "a", 0, false);
        rig.publish(1, 2, 3);
        pass(rig, 999);
        rig.requeue(0);
        assertThat(rig.sink.texts()).containsExactly("a:1", "a:2", "a:3", "a:1r");
        pass(rig, 1);

        rig.requeue(1);
        rig.run(() -> rig.queue.release(7));

        assertThat(rig.sink.texts()).isEmpty();
        assertThat(rig.get(8, true)).isNull();
        assertThat(rig.office.takeLetters()).hasSize(3).allMatch(text -> text.endsWith("expired"));
    }

    @ParameterizedTest
    @EnumSource
    void requeuedMessageKeepsItsTime(Setup setup) {
        QueueRig rig = new QueueRig(setup, ttl(1_000));
        rig.publish(1);
        rig.get(7, false);
        pass(rig, 900);
        rig.requeue(0);

        pass(rig, 110);

        assertThat(rig.get(7, true)).isNull();
        assertThat(rig.office.takeLetters()).containsExactly("1 expired");
    }

    @ParameterizedTest
    @EnumSource
    void messageThatExpiredUnackedDiesWhenItComesBack(Setup setup) {
        QueueRig rig = new QueueRig(setup, ttl(1_000));
        rig.publish(1);
        rig.get(7, false);
        pass(rig, 5_000);
        assertThat(rig.office.takeLetters()).isEmpty();

        rig.requeue(0);
        pass(rig, 10);

        assertThat(rig.office.takeLetters()).containsExactly("1 expired");
    }

    @ParameterizedTest
    @EnumSource
    void veryLongTimesAreNoTimes(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(TestMessages.expiring(1, "99999999999999999999999"), 1);
        rig.publish(TestMessages.expiring(2, "134217728000"), 2);

        pass(rig, 1_000);

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void timeBeyond32BitsIsNotCutShort(Setup setup) {
        long beyond = (1L << 32) + 1_000;
        QueueRig rig = new QueueRig(setup, ttl(beyond));
        rig.publish(1);
        rig.publish(TestMessages.expiring(2, Long.toString(beyond - 500)), 2);

        pass(rig, 2_000);
        pass(rig, beyond - 3_000);
        assertThat(QueueTest.counts(rig).ready()).isEqualTo(2);
        assertThat(rig.office.takeLetters()).isEmpty();
        pass(rig, 510);
        assertThat(rig.office.takeLetters()).containsExactly("2 expired");
        pass(rig, 500);

        assertThat(rig.office.takeLetters()).containsExactly("1 expired");
        assertThat(QueueTest.counts(rig).ready()).isZero();
    }

    static void pass(QueueRig rig, long millis) {
        rig.lanes.advance(millis);
        rig.lanes.runAll();
    }
}
