package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What happens to a message that nobody acknowledges in time.
class ConsumerTimeoutTest {

    private static final long TIMEOUT = 10_000;

    @ParameterizedTest
    @EnumSource
    void consumerLeavesAndWhatItHoldsIsReadyAgain(Setup setup) {
        QueueRig rig = rig(setup);
        rig.consume(1, "slow", 10, false);
        rig.publish(0, 1);
        rig.sink.takeDelivered();

        advance(rig, 12);

        assertThat(rig.sink.cancelled()).containsExactly("slow");
        assertThat(rig.sink.takenBack()).containsExactly(List.of(0L, 1L));
        assertThat(QueueTest.counts(rig)).isEqualTo(new Counts(2, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void nothingHappensBeforeTheTime(Setup setup) {
        QueueRig rig = rig(setup);
        rig.consume(1, "slow", 10, false);
        rig.publish(0);

        advance(rig, 9);

        assertThat(rig.sink.cancelled()).isEmpty();
        assertThat(QueueTest.counts(rig)).isEqualTo(new Counts(0, 1, 1));
    }

    @ParameterizedTest
    @EnumSource
    void whoAcknowledgesInTimeStays(Setup setup) {
        QueueRig rig = rig(setup);
        rig.consume(1, "quick", 1, false);
        rig.publish(0, 1, 2, 3);

        for (long sequence = 0; sequence < 4; sequence++) {
            advance(rig, 7);
            rig.ack(sequence);
        }

        assertThat(rig.sink.cancelled()).isEmpty();
        assertThat(QueueTest.counts(rig)).isEqualTo(new Counts(0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void anotherConsumerGetsItAsRedelivered(Setup setup) {
        QueueRig rig = rig(setup);
        rig.consume(1, "slow", 1, false);
        rig.publish(0);
        rig.consume(2, "other", 1, false);
        rig.sink.takeDelivered();

        advance(rig, 12);

        assertThat(rig.sink.texts()).containsExactly("other:0r");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasFetchedIsTakenBackAlone(Setup setup) {
        QueueRig rig = rig(setup);
        rig.publish(0, 1);
        rig.call(() -> rig.queue.get(3, false, rig.sink)).join();
        advance(rig, 6);
        rig.call(() -> rig.queue.get(3, false, rig.sink)).join();

        advance(rig, 6);

        assertThat(rig.sink.takenBack()).containsExactly(List.of(0L));
        assertThat(QueueTest.counts(rig)).isEqualTo(new Counts(1, 1, 0));
    }

    @ParameterizedTest
    @EnumSource
    void consumerHasATimeOfItsOwn(Setup setup) {
        QueueRig rig = rig(setup);
        consume(rig, "patient", 60_000);
        rig.publish(0);

        advance(rig, 50);
        assertThat(rig.sink.cancelled()).isEmpty();

        advance(rig, 22);
        assertThat(rig.sink.cancelled()).containsExactly("patient");
    }

    @ParameterizedTest
    @EnumSource
    void shorterTimeThanTheQueuesHoldsToo(Setup setup) {
        QueueRig rig = rig(setup);
        rig.consume(1, "plain", 1, false);
        consume(rig, "hasty", 1_000);
        rig.publish(0, 1);

        advance(rig, 2);

        assertThat(rig.sink.cancelled()).containsExactly("hasty");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftOfACancelledConsumerIsTakenBack(Setup setup) {
        QueueRig rig = rig(setup);
        Consumer gone = rig.consume(1, "gone", 1, false);
        rig.publish(0);
        rig.call(() -> rig.queue.cancel(gone)).join();

        advance(rig, 12);

        assertThat(rig.sink.takenBack()).containsExactly(List.of(0L));
        assertThat(rig.sink.cancelled()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void lateAckChangesNothing(Setup setup) {
        QueueRig rig = rig(setup);
        rig.consume(1, "slow", 1, false);
        rig.publish(0);
        advance(rig, 12);

        rig.ack(0);

        assertThat(QueueTest.counts(rig)).isEqualTo(new Counts(1, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsTimedWithoutALimit(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(1, "free", 1, false);
        rig.publish(0);

        rig.lanes.advance(100_000_000);

        assertThat(rig.sink.cancelled()).isEmpty();
    }

    private static QueueRig rig(Setup setup) {
        FieldTable arguments = FieldTable.EMPTY.with("x-consumer-timeout", new Int64(TIMEOUT));
        return new QueueRig(setup, QueueSettings.of(arguments, null, null));
    }

    private static void consume(QueueRig rig, String tag, long millis) {
        ConsumerSpec spec =
                new ConsumerSpec(
                        5,
                        ShortString.of(tag),
                        new ConsumerLimits(1, 1 << 20, millis),
                        false,
                        false,
                        FieldTable.EMPTY);
        rig.call(() -> rig.queue.consume(spec, rig.sink)).join();
    }

    /// Little by little, as time passes.
    private static void advance(QueueRig rig, int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            rig.lanes.advance(100);
            rig.lanes.runAll();
        }
    }
}
