package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.Distribution;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What queues remember of their messages is in the ledger while they have them.
class IndexLedgerTest {

    private static final int MESSAGES = 3_000;

    /// A place in the store, and a size and two bits in the machine.
    private static final long READY_BYTES = 4 + 4;

    /// Who has it, and since when.
    private static final long UNACKED_BYTES = 4 + 4;

    @ParameterizedTest
    @EnumSource
    void purgedQueueHasNothing(Setup setup) {
        QueueRig rig = filled(setup);

        rig.call(rig.queue::purge).join();

        assertNothing(rig);
    }

    @ParameterizedTest
    @EnumSource
    void deletedQueueHasNothing(Setup setup) {
        QueueRig rig = filled(setup);

        rig.call(() -> rig.queue.delete(false, false)).join();

        assertNothing(rig);
    }

    @ParameterizedTest
    @EnumSource
    void unackedMessagesCountForMoreUntilTheyAreAcked(Setup setup) {
        QueueRig rig = filled(setup);
        rig.consume(7, "a", 0, false);

        assertThat(rig.ledger.bytesOf(Holder.INDEXES))
                .isGreaterThanOrEqualTo(MESSAGES * (READY_BYTES + UNACKED_BYTES));

        rig.ack(LongStream.range(0, MESSAGES).toArray());

        assertNothing(rig);
    }

    @ParameterizedTest
    @EnumSource
    void nearlyEmptyQueueLeavesTheLedgerAlone(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        for (int i = 0; i < MESSAGES; i++) {
            rig.publish(i);
            assertThat(rig.ledger.bytesOf(Holder.INDEXES)).isZero();
            rig.get(7, true);
        }
    }

    @Test
    void eachQueueCountsItsOwnCopiesOfAMessage() {
        int count = 50;
        StepLanes lanes = new StepLanes(1, 0);
        ByteLedger ledger = new ByteLedger(1);
        QueueContext context = QueueContext.inMemory(lanes.lane(0), ledger.ofLane(0));
        List<Queue> queues =
                IntStream.range(0, count).mapToObj(number -> queue(context, number)).toList();

        for (int i = 0; i < MESSAGES; i++) {
            Message message = TestMessages.message(i, 0, true);
            lanes.run(
                    0,
                    () ->
                            Distribution.publish(
                                    message, queues, ledger.ofLane(0), new RecordingSink()));
        }
        lanes.runAll();

        assertThat(ledger.bytesOf(Holder.INDEXES))
                .isGreaterThanOrEqualTo(count * MESSAGES * READY_BYTES);
        queues.forEach(queue -> lanes.run(0, () -> queue.delete(false, false)));
        lanes.runAll();
        assertThat(ledger.totalBytes()).isZero();
    }

    private static Queue queue(QueueContext context, int number) {
        return context.create(
                new QueueIdentity(
                        1 + number, "/", ShortString.of("q" + number), true, false, false),
                QueueSettings.NONE,
                DeadLetterOffice.NONE,
                _ -> CompletableFuture.completedFuture(null));
    }

    private static QueueRig filled(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(LongStream.range(0, MESSAGES).toArray());
        assertThat(rig.ledger.bytesOf(Holder.INDEXES))
                .isGreaterThanOrEqualTo(MESSAGES * READY_BYTES);
        return rig;
    }

    private static void assertNothing(QueueRig rig) {
        assertThat(rig.ledger.bytesOf(Holder.INDEXES)).isZero();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }
}
