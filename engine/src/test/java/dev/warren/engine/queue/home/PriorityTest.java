package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.topology.QueueSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A queue with priorities, in every home.
class PriorityTest {

    private static final QueueSettings TEN =
            QueueSettings.of(FieldTable.EMPTY.with("x-max-priority", new Int64(10)), null, null);

    @ParameterizedTest
    @EnumSource
    void higherOnesComeFirstAndEqualOnesInOrder(Setup setup) {
        QueueRig rig = new QueueRig(setup, TEN);
        publish(rig, 1, 0);
        publish(rig, 2, 5);
        rig.publish(3);
        publish(rig, 4, 10);
        publish(rig, 5, 200);
        publish(rig, 6, 5);

        rig.consume(7, "a", 0, true);

        assertThat(rig.sink.texts()).containsExactly("a:4", "a:5", "a:2", "a:6", "a:1", "a:3");
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void requeuedMessageGoesBackToItsPlace(Setup setup) {
        QueueRig rig = new QueueRig(setup, TEN);
        publish(rig, 1, 5);
        publish(rig, 2, 5);
        rig.get(7, false);
        publish(rig, 3, 6);

        rig.requeue(0);

        rig.consume(7, "a", 0, true);
        assertThat(rig.sink.texts()).containsExactly("a:3", "a:1r", "a:2");
    }

    @ParameterizedTest
    @EnumSource
    void quorumQueueAlwaysHasThem(Setup setup) {
        QueueRig rig =
                new QueueRig(
                        setup,
                        QueueSettings.of(
                                FieldTable.EMPTY.with("x-queue-type", "quorum"), null, null));
        publish(rig, 1, 3);
        rig.publish(2);
        publish(rig, 3, 4);
        publish(rig, 4, 5);
        publish(rig, 5, 99);

        rig.consume(7, "a", 0, true);

        assertThat(rig.sink.texts()).containsExactly("a:5", "a:4", "a:2", "a:3", "a:1");
    }

    private static void publish(QueueRig rig, long id, int priority) {
        rig.publish(TestMessages.ofPriority(id, priority), id);
    }
}
