package dev.warren.engine.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the machine does beside what the queue's contract tests show: credit of channels, chunks,
/// snapshots.
class QueueMachineTest {

    private final RecordingEffects effects = new RecordingEffects();
    private final QueueMachine machine = new QueueMachine(false, effects);

    @Test
    void gatedConsumerAsksOnceAndWaitsForItsGrant() {
        machine.subscribe(7, 0, false, false, true);
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
        machine.subscribe(7, 0, false, false, true);

        serve();

        assertThat(effects.others()).isEmpty();
    }

    @Test
    void queueThatRunsEmptyGivesGrantsBack() {
        machine.subscribe(7, 0, false, false, true);
        append(1);
        serve();

        machine.grant(0, 5);
        serve();

        assertThat(effects.others()).containsExactly("request 0", "return 0 4");
    }

    @Test
    void purgedQueueGivesGrantsBack() {
        machine.subscribe(7, 0, false, false, true);
        append(2);
        serve();
        machine.grant(0, 2);

        machine.purge();

        assertThat(effects.others()).containsExactly("request 0", "return 0 2");
    }

    @Test
    void consumerThatIsFullGivesGrantsBack() {
        machine.subscribe(7, 1, false, false, true);
        append(3);
        serve();

        machine.grant(0, 5);
        serve();

        assertThat(effects.takeDeliveries()).containsExactly("0:0");
        assertThat(effects.others()).containsExactly("request 0", "return 0 4");
    }

    @Test
    void consumerThatLeavesGivesGrantsBack() {
        machine.subscribe(7, 0, false, false, true);
        append(1);
        serve();
        machine.grant(0, 5);

        machine.cancel(0);

        assertThat(effects.others()).containsExactly("request 0", "return 0 5");
    }

    @Test
    void grantForAConsumerThatHasLeftComesBack() {
        machine.subscribe(7, 0, false, false, true);
        append(1);
        serve();
        machine.cancel(0);

        machine.grant(0, 5);

        assertThat(effects.others()).containsExactly("request 0", "return 0 5");
    }

    @Test
    void consumerThatIsNoLongerGatedIsServedWithoutAGrant() {
        machine.subscribe(7, 0, false, false, true);
        append(1);
        serve();

        machine.gate(0, false);
        serve();

        assertThat(effects.takeDeliveries()).containsExactly("0:0");
    }

    @Test
    void consumerWithoutAGrantDoesNotHoldUpTheOthers() {
        machine.subscribe(7, 0, false, false, true);
        machine.subscribe(8, 0, false, false, false);
        append(2);

        serve();

        assertThat(effects.takeDeliveries()).containsExactly("1:0", "1:1");
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
        assertThat(machine.requeue(0)).isTrue();
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
        machine.subscribe(7, 1, false, false, false);
        machine.subscribe(8, 5, false, false, true);
        append(3);
        serve();
        machine.get(9, false);
        machine.requeue(0);

        QueueMachine restored = QueueMachine.restore(machine.snapshot(), Effects.NONE);

        assertThat(restored.snapshot()).isEqualTo(machine.snapshot());
        assertThat(restored.append(1)).isEqualTo(machine.append(1));
        assertThat(restored.next()).isEqualTo(machine.next());
    }

    @Test
    void lateCommandsForADeletedQueueDoNothing() {
        machine.subscribe(7, 0, false, false, true);
        append(2);
        machine.delete(false, false);

        machine.settle(0);
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
