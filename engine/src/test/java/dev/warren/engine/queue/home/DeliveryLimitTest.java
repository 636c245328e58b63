package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.topology.QueueSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Failed deliveries of quorum queues, in every home.
class DeliveryLimitTest {

    private static final FieldTable DEAD_LETTERS =
            FieldTable.EMPTY.with("x-dead-letter-exchange", "dlx");
    private static final FieldTable TWO =
            DEAD_LETTERS.with("x-queue-type", "quorum").with("x-delivery-limit", new Int64(2));

    @ParameterizedTest
    @EnumSource
    void messageThatFailsTooOftenDies(Setup setup) {
        QueueRig rig = new QueueRig(setup, QueueSettings.of(TWO, null, null));
        rig.publish(1);

        assertThat(deliveryCount(rig.get(7, false))).isNull();
        fail(rig, 0);
        assertThat(deliveryCount(rig.get(7, false))).isEqualTo(new Int64(1));
        rig.call(() -> rig.queue.release(7)).join();
        assertThat(deliveryCount(rig.get(8, false))).isEqualTo(new Int64(2));
        fail(rig, 0);

        assertThat(rig.get(7, false)).isNull();
        assertThat(rig.office.takeLetters()).containsExactly("1 delivery_limit");
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void requeueIsNoFailure(Setup setup) {
        QueueRig rig = new QueueRig(setup, QueueSettings.of(TWO, null, null));
        rig.publish(1);

        for (int i = 0; i < 10; i++) {
            assertThat(deliveryCount(rig.get(7, false))).isNull();
            rig.requeue(0);
        }

        assertThat(rig.get(7, false)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyReturnIsCounted(Setup setup) {
        QueueRig rig = new QueueRig(setup, QueueSettings.of(TWO, null, null));
        rig.publish(1);

        assertThat(header(rig.get(7, false), "x-acquired-count")).isNull();
        rig.requeue(0);
        assertThat(header(rig.get(7, false), "x-acquired-count")).isEqualTo(new Int64(1));
        fail(rig, 0);

        assertThat(header(rig.get(7, true), "x-acquired-count")).isEqualTo(new Int64(2));
    }

    @ParameterizedTest
    @EnumSource
    void returnedMessagesAreServedFirstInTheOrderOfTheirReturn(Setup setup) {
        QueueRig rig = new QueueRig(setup, QueueSettings.of(TWO, null, null));
        rig.publish(0, 1, 2, 3);
        for (int i = 0; i < 3; i++) {
            rig.get(7, false);
        }

        rig.requeue(2);
        rig.requeue(0, 1);

        rig.consume(8, "c", 0, true);
        assertThat(rig.sink.texts()).containsExactly("c:2r", "c:0r", "c:1r", "c:3");
    }

    @ParameterizedTest
    @EnumSource
    void classicQueuePutsThemBackInTheirPlaces(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(0, 1, 2, 3);
        for (int i = 0; i < 3; i++) {
            rig.get(7, false);
        }

        rig.requeue(2);
        rig.requeue(0, 1);

        rig.consume(8, "c", 0, true);
        assertThat(rig.sink.texts()).containsExactly("c:0r", "c:1r", "c:2r", "c:3");
    }

    @ParameterizedTest
    @EnumSource
    void classicQueueCountsNothing(Setup setup) {
        QueueRig rig = new QueueRig(setup, QueueSettings.of(DEAD_LETTERS, null, null));
        rig.publish(1);

        for (int i = 0; i < 50; i++) {
            assertThat(deliveryCount(rig.get(7, false))).isNull();
            fail(rig, 0);
        }

        assertThat(rig.get(7, false)).isNotNull();
    }

    private static void fail(QueueRig rig, long sequence) {
        rig.run(() -> rig.queue.settle(Settlement.FAIL, new long[] {sequence}, 1));
    }

    private static @Nullable FieldValue deliveryCount(@Nullable Got got) {
        return header(got, "x-delivery-count");
    }

    private static @Nullable FieldValue header(@Nullable Got got, String name) {
        return Objects.requireNonNull(got).message().headers().get(name);
    }
}
