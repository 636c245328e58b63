package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.home.RecordingSink.Delivered;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How much flows, when it is confirmed and how it is counted, in every home.
class QueueFlowTest {

    @ParameterizedTest
    @EnumSource
    void windowHoldsBackAConsumerThatDoesNotRead(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        Consumer consumer = rig.consume(7, "a", 0, true);
        int half = (int) DeliveryWindow.WINDOW_BYTES / 2;
        rig.run(() -> {
            for (int id = 1; id <= 3; id++) {
                rig.publishNow(TestMessages.message(id, half, false), id);
            }
        });
        List<Delivered> first = rig.sink.takeDelivered();

        rig.run(() -> rig.queue.credit(consumer, first.get(0).cost()));

        assertThat(first).hasSize(2);
        assertThat(rig.sink.texts()).containsExactly("a:3");
    }

    @ParameterizedTest
    @EnumSource
    void messageLargerThanTheWindowPasses(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, true);

        rig.publish(TestMessages.message(1, 3 << 20, false), 1);

        assertThat(rig.sink.texts()).containsExactly("a:1");
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageIsConfirmedOnce(Setup setup) {
        QueueRig rig = new QueueRig(setup);

        rig.publish(1, 2, 3);
        rig.publish(TestMessages.message(4, 0, false), 4);

        assertThat(rig.sink.confirmed()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @EnumSource
    void backlogLargerThanOneTurnsBudgetIsDelivered(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        int count = 3 * LocalService.DELIVERIES_MAX;
        rig.run(() -> {
            for (int id = 0; id < count; id++) {
                rig.publishNow(TestMessages.message(id, 0, false), id);
            }
        });

        rig.consume(7, "a", 0, false);

        assertThat(rig.sink.takeDelivered())
                .hasSize(count)
                .isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
    }

    @ParameterizedTest
    @EnumSource
    void countersAddUp(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1, 2, 3, 4);
        Got got = QueueTest.got(rig, 7);
        rig.requeue(got.sequence());
        rig.consume(7, "a", 3, false);
        rig.ack(rig.sink.takeDelivered().get(0).sequence());

        assertThat(count(rig, QueueCounter.PUBLISHED)).isEqualTo(4);
        assertThat(count(rig, QueueCounter.GOT_MANUAL)).isEqualTo(1);
        assertThat(count(rig, QueueCounter.DELIVERED_MANUAL)).isEqualTo(4);
        assertThat(count(rig, QueueCounter.REDELIVERED)).isEqualTo(1);
        assertThat(count(rig, QueueCounter.ACKED)).isEqualTo(1);
        assertThat(count(rig, QueueCounter.READY)).isZero();
        assertThat(count(rig, QueueCounter.UNACKED)).isEqualTo(3);
        assertThat(count(rig, QueueCounter.UNACKED_BYTES)).isEqualTo(30);
        assertThat(count(rig, QueueCounter.CONSUMERS)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void queueIsAwaitedWhileAConsumerHasRoom(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        assertThat(count(rig, QueueCounter.AWAITED)).isZero();

        rig.consume(7, "a", 1, false);
        assertThat(count(rig, QueueCounter.AWAITED)).isEqualTo(1);

        rig.publish(1);
        assertThat(count(rig, QueueCounter.AWAITED)).isZero();

        rig.ack(rig.sink.takeDelivered().getFirst().sequence());
        assertThat(count(rig, QueueCounter.AWAITED)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void consumerThatStandsBackAwaitsNothing(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        ConsumerSpec back =
                new ConsumerSpec(
                        7,
                        ShortString.of("a"),
                        ConsumerLimits.ofPrefetch(1),
                        false,
                        false,
                        FieldTable.EMPTY.with("x-priority", new Int32(-1)));

        rig.call(() -> rig.queue.consume(back, rig.sink)).join();

        assertThat(count(rig, QueueCounter.CONSUMERS)).isEqualTo(1);
        assertThat(count(rig, QueueCounter.AWAITED)).isZero();
    }

    @Test
    void persistentMessageOfADurableQueueIsConfirmedAfterItsCommit() {
        QueueRig rig = new QueueRig(Setup.LOCAL_SLOW);
        rig.commitLog.hold();
        rig.publish(1);
        rig.publish(TestMessages.message(2, 0, false), 2);
        List<Long> before = List.copyOf(rig.sink.confirmed());

        rig.run(rig.commitLog::letPass);

        assertThat(before).containsExactly(2L);
        assertThat(rig.sink.confirmed()).containsExactly(2L, 1L);
    }

    @Test
    void purgeIsAnsweredWhenItIsDurable() {
        QueueRig rig = new QueueRig(Setup.LOCAL_SLOW);
        rig.publish(1, 2);
        rig.commitLog.hold();
        CompletableFuture<Long> purged = rig.call(rig.queue::purge);
        assertThat(purged).isNotDone();
        assertThat(rig.call(rig.queue::counts).join().ready()).isZero();

        rig.run(rig.commitLog::letPass);

        assertThat(purged).isCompletedWithValue(2L);
    }

    @Test
    void messageIsDeliveredBeforeItsCommit() {
        QueueRig rig = new QueueRig(Setup.LOCAL_SLOW);
        rig.commitLog.hold();
        rig.consume(7, "a", 0, false);

        rig.publish(1);

        assertThat(rig.sink.texts()).containsExactly("a:1");
        assertThat(rig.sink.confirmed()).isEmpty();
    }

    @Test
    void messageThatIsPurgedBeforeItsCommitIsStillConfirmed() {
        QueueRig rig = new QueueRig(Setup.LOCAL_SLOW);
        rig.commitLog.hold();
        rig.publish(1, 2);
        CompletableFuture<Long> purged = rig.call(rig.queue::purge);

        rig.run(rig.commitLog::letPass);

        assertThat(purged).isCompletedWithValue(2L);
        assertThat(rig.sink.confirmed()).containsExactly(1L, 2L);
    }

    @Test
    void messageThatExpiresBeforeItsCommitIsStillConfirmed() {
        FieldTable soon = FieldTable.EMPTY.with("x-message-ttl", new FieldValue.Int32(50));
        QueueRig rig = new QueueRig(Setup.LOCAL_SLOW, QueueSettings.of(soon, null, null));
        rig.commitLog.hold();
        rig.publish(1);
        rig.lanes.advance(100);
        rig.lanes.runAll();
        assertThat(rig.call(rig.queue::counts).join().ready()).isZero();
        assertThat(rig.sink.confirmed()).isEmpty();

        rig.run(rig.commitLog::letPass);

        assertThat(rig.sink.confirmed()).containsExactly(1L);
    }

    @Test
    void messageThatIsAckedBeforeItsCommitIsStillConfirmed() {
        QueueRig rig = new QueueRig(Setup.LOCAL_SLOW);
        rig.commitLog.hold();
        rig.publish(1);
        rig.get(7, true);

        rig.run(rig.commitLog::letPass);

        assertThat(rig.sink.confirmed()).containsExactly(1L);
    }

    /// Found by seed 18 of the simulation.
    @ParameterizedTest
    @EnumSource
    void grantsComeBackInTheNameOfTheirConsumer(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        RecordingCredit credit = new RecordingCredit("a", "b");
        Consumer a = rig.consumeGated(7, "a", 1, false, credit);
        rig.consumeGated(7, "b", 0, false, credit);
        Consumer c = rig.consumeGated(7, "c", 0, false, credit);
        rig.publish(1);

        rig.run(() -> {
            rig.queue.grant(a, credit, 2);
            rig.queue.grant(c, credit, 3);
        });

        assertThat(rig.sink.texts()).containsExactly("a:1");
        assertThat(credit.givenBack()).containsExactlyInAnyOrder("a 1", "b 1", "c 3");
    }

    private static long count(QueueRig rig, QueueCounter counter) {
        return rig.queue.counters().of(counter);
    }
}
