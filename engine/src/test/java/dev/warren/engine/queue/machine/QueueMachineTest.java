package dev.warren.engine.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Settlement;
import org.junit.jupiter.api.Test;

/// What the machine does beside what the queue's contract tests show: credit of channels, chunks,
/// snapshots.
class QueueMachineTest {

    private final RecordingEffects effects = new RecordingEffects();
    private final QueueMachine machine = new QueueMachine(false, effects);

    @Test
    void gatedConsumerAsksOnceAndWaitsForItsGrant() {
        machine.subscribe(Subscriptions.gated(7, 0));
        append(3);
        serve();
        serve();

        machine.grant(0, 2);
        serve();

        assertThat(effects.takeDeliveries()).containsExactly("0:0", "0:1");
        assertThat(effects.others()).containsExactly("request 0", "request 0");
    }

    @Test
    void emptyQueueAsksForNothing() {
        machine.subscribe(Subscriptions.gated(7, 0));

        serve();

        assertThat(effects.others()).isEmpty();
    }

    @Test
    void queueThatRunsEmptyGivesGrantsBack() {
        machine.subscribe(Subscriptions.gated(7, 0));
        append(1);
        serve();

        machine.grant(0, 5);
        serve();

        assertThat(effects.others()).containsExactly("request 0", "return 0 4");
    }

    @Test
    void purgedQueueGivesGrantsBack() {
        machine.subscribe(Subscriptions.gated(7, 0));
        append(2);
        serve();
        machine.grant(0, 2);

        machine.purge();

        assertThat(effects.others()).containsExactly("request 0", "return 0 2");
    }

    @Test
    void consumerThatIsFullGivesGrantsBack() {
        machine.subscribe(Subscriptions.gated(7, 1));
        append(3);
        serve();

        machine.grant(0, 5);
        serve();

        assertThat(effects.takeDeliveries()).containsExactly("0:0");
        assertThat(effects.others()).containsExactly("request 0", "return 0 4");
    }

    @Test
    void consumerThatLeavesGivesGrantsBack() {
        machine.subscribe(Subscriptions.gated(7, 0));
        append(1);
        serve();
        machine.grant(0, 5);

        machine.cancel(0);

        assertThat(effects.others()).containsExactly("request 0", "return 0 5");
    }

    @Test
    void grantForAConsumerThatHasLeftComesBack() {
        machine.subscribe(Subscriptions.gated(7, 0));
        append(1);
        serve();
        machine.cancel(0);

        machine.grant(0, 5);

        assertThat(effects.others()).containsExactly("request 0", "return 0 5");
    }

    @Test
    void consumerThatIsNoLongerGatedIsServedWithoutAGrant() {
        machine.subscribe(Subscriptions.gated(7, 0));
        append(1);
        serve();

        machine.gate(0, false);
        serve();

        assertThat(effects.takeDeliveries()).containsExactly("0:0");
    }

    @Test
    void consumerWithoutAGrantDoesNotHoldUpTheOthers() {
        machine.subscribe(Subscriptions.gated(7, 0));
        machine.subscribe(Subscriptions.free(8, 0));
        append(2);

        serve();

        assertThat(effects.takeDeliveries()).containsExactly("1:0", "1:1");
    }

    @Test
    void higherPriorityIsServedWhileItCanTake() {
        machine.subscribe(Subscriptions.ofPriority(7, 0, -1));
        machine.subscribe(Subscriptions.ofPriority(8, 2, Long.MAX_VALUE));
        machine.subscribe(Subscriptions.free(9, 1));
        append(4);

        serve();

        assertThat(effects.takeDeliveries()).containsExactly("1:0", "1:1", "2:2", "0:3");
    }

    @Test
    void equalPrioritiesTakeTurns() {
        machine.subscribe(Subscriptions.ofPriority(7, 0, 5));
        machine.subscribe(Subscriptions.free(8, 0));
        machine.subscribe(Subscriptions.ofPriority(9, 0, 5));
        append(4);

        serve();

        assertThat(effects.takeDeliveries()).containsExactly("0:0", "2:1", "0:2", "2:3");
    }

    @Test
    void higherPriorityIsServedAgainAsSoonAsItCanTake() {
        machine.subscribe(Subscriptions.free(7, 0));
        machine.subscribe(Subscriptions.ofPriority(8, 1, 5));
        append(2);
        serve();

        machine.ack(0);
        append(2);
        serve();

        assertThat(effects.takeDeliveries()).containsExactly("1:0", "0:1", "1:2", "0:3");
    }

    @Test
    void windowIsAsLargeAsTheConsumerAsks() {
        machine.subscribe(Subscriptions.ofWindow(7, DeliveryWindow.cost(10) + 1));
        append(4);
        serve();

        machine.credit(0, Long.MAX_VALUE / 2);
        serve();

        assertThat(effects.takeDeliveries()).containsExactly("0:0", "0:1", "0:2", "0:3");
    }

    @Test
    void oldUnackedMessageKeepsNoMoreThanItsChunk() {
        append(1);
        machine.get(7, false);
        for (int i = 0; i < 100 * Chunk.SEQUENCES; i++) {
            append(1);
            machine.get(7, true);
        }

        assertThat(chunks()).isEqualTo(2);
        assertThat(machine.settle(Settlement.REQUEUE, 0)).isTrue();
        assertThat(machine.get(7, true)).isZero();
    }

    @Test
    void chunksAreSkippedWhenSequencesHaveGaps() {
        append(1);
        machine.backlog().skipTo(10_000_000);
        append(1);

        assertThat(machine.get(7, true)).isZero();
        assertThat(machine.get(7, true)).isEqualTo(10_000_000);
        assertThat(chunks()).isEqualTo(1);
    }

    @Test
    void restoredMachineGoesOnWhereTheOtherWas() {
        machine.subscribe(Subscriptions.free(7, 1));
        machine.subscribe(Subscriptions.gated(8, 5));
        machine.subscribe(Subscriptions.ofPriority(9, 1, -3));
        append(3);
        serve();
        machine.get(9, false);
        machine.settle(Settlement.REQUEUE, 0);

        QueueMachine restored = QueueMachine.restore(machine.snapshot(), Effects.NONE);

        assertThat(restored.snapshot()).isEqualTo(machine.snapshot());
        assertThat(restored.append(1)).isEqualTo(machine.append(1));
        assertThat(restored.next()).isEqualTo(machine.next());
    }

    @Test
    void messageThatExpiresInThisMillisecondIsServedOnce() {
        machine.at(1_000);
        machine.subscribe(Subscriptions.free(7, 1));
        machine.append(10, 0, -1);
        machine.append(10, 0, -1);
        serve();

        machine.settle(Settlement.REQUEUE, 0);
        serve();

        assertThat(effects.takeDeliveries()).containsExactly("0:0", "0:1");
        assertThat(effects.takeDeaths()).containsExactly("0 expired");
    }

    @Test
    void messagesThatComeBackTooLateDieAndThoseBehindThemAreServed() {
        machine.at(1_000);
        machine.append(10, 500, -1);
        machine.append(10, 500, -1);
        machine.append(10, 501, -1);
        machine.get(7, false);
        machine.get(7, false);
        machine.get(7, false);
        machine.at(1_500);

        machine.release(7);

        assertThat(machine.get(8, false)).isEqualTo(2);
        assertThat(effects.takeDeaths()).containsExactly("0 expired", "1 expired");
    }

    @Test
    void lateCommandsForADeletedQueueDoNothing() {
        machine.subscribe(Subscriptions.gated(7, 0));
        append(2);
        machine.delete(false, false);

        machine.ack(0);
        machine.credit(0, 5);
        machine.release(7);

        assertThat(machine.append(1)).isEqualTo(QueueMachine.NONE);
        assertThat(machine.get(7, true)).isEqualTo(QueueMachine.NONE);
        assertThat(effects.others()).containsExactly("cancelled 0", "deleted");
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            machine.append(10);
        }
    }

    private void serve() {
        while (machine.next() != QueueMachine.NONE) {
            machine.deliver();
        }
    }

    private int chunks() {
        int count = 0;
        for (Chunk chunk = machine.backlog().oldest(); chunk != null; chunk = chunk.next) {
            count++;
        }
        return count;
    }
}
