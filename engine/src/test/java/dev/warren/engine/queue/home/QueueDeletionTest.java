package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.Consumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How queues end, in every home.
class QueueDeletionTest {

    @ParameterizedTest
    @EnumSource
    void deletedQueueCancelsConsumersAndFreesEverything(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 1, false);
        rig.publish(1, 2, 3);

        long ready = rig.call(() -> rig.queue.delete(false, false)).join();

        assertThat(ready).isEqualTo(2);
        assertThat(rig.sink.cancelled()).containsExactly("a");
        assertThat(rig.deleted).containsExactly(rig.queue);
        assertThat(rig.queue.isDeleted()).isTrue();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void queueInUseIsNotDeletedIfItIsToBeUnused(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 1, false);

        CompletableFuture<Long> deletion = rig.call(() -> rig.queue.delete(true, false));

        QueueTest.assertRefused(
                deletion::join, "PRECONDITION_FAILED - queue 'q' in vhost '/' in use");
        assertThat(rig.queue.isDeleted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void queueWithMessagesIsNotDeletedIfItIsToBeEmpty(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1);

        CompletableFuture<Long> deletion = rig.call(() -> rig.queue.delete(false, true));

        QueueTest.assertRefused(
                deletion::join, "PRECONDITION_FAILED - queue 'q' in vhost '/' not empty");
    }

    @ParameterizedTest
    @EnumSource
    void deletedQueueConfirmsWhatIsPublished(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.call(() -> rig.queue.delete(false, false)).join();

        rig.publish(1);

        assertThat(rig.sink.confirmed()).containsExactly(1L);
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void messagesThatWaitForTheirCommitAreConfirmedAfterADeletion(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.commitLog.hold();
        rig.publish(1);
        rig.call(() -> rig.queue.delete(false, false)).join();

        rig.run(rig.commitLog::letPass);

        assertThat(rig.sink.confirmed()).containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void deletedQueueIsUnknown(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.call(() -> rig.queue.delete(false, false)).join();
        String unknown = "NOT_FOUND - no queue 'q' in vhost '/'";

        QueueTest.assertRefused(() -> rig.get(7, false), unknown);
        QueueTest.assertRefused(() -> rig.consume(7, "a", 0, false), unknown);
        QueueTest.assertRefused(() -> rig.call(rig.queue::purge).join(), unknown);
        QueueTest.assertRefused(() -> QueueTest.counts(rig), unknown);
    }

    @ParameterizedTest
    @EnumSource
    void deletingTwiceIsNoError(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1);
        rig.call(() -> rig.queue.delete(false, false)).join();

        long ready = rig.call(() -> rig.queue.delete(false, false)).join();

        assertThat(ready).isZero();
        assertThat(rig.deleted).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void autoDeleteQueueGoesWithItsLastConsumer(Setup setup) {
        QueueRig rig = autoDelete(setup);
        Consumer first = rig.consume(7, "a", 0, false);
        Consumer second = rig.consume(7, "b", 0, false);
        rig.call(() -> rig.queue.cancel(first)).join();
        List<Integer> deletedBefore = new ArrayList<>();
        assertThat(rig.queue.isDeleted()).isFalse();

        rig.run(() ->
                rig.queue.cancel(second).thenRun(() -> deletedBefore.add(rig.deleted.size())));

        assertThat(deletedBefore).containsExactly(1);
        assertThat(rig.queue.isDeleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void autoDeleteQueueGoesWithItsLastSession(Setup setup) {
        QueueRig rig = autoDelete(setup);
        rig.consume(7, "a", 0, false);
        rig.publish(1);

        rig.call(() -> rig.queue.release(7)).join();

        assertThat(rig.deleted).hasSize(1);
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void autoDeleteQueueThatNeverHadAConsumerStays(Setup setup) {
        QueueRig rig = autoDelete(setup);
        rig.publish(1);
        rig.get(7, false);

        rig.call(() -> rig.queue.release(7)).join();

        assertThat(rig.queue.isDeleted()).isFalse();
    }

    private static QueueRig autoDelete(Setup setup) {
        return new QueueRig(setup, true, new StepLanes(2, 0), 0);
    }

    @ParameterizedTest
    @EnumSource
    void whoHadItDeletedIsKnown(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1);

        CompletableFuture<Long> refused = rig.call(() -> rig.queue.delete(false, true, "first"));
        assertThat(refused).isCompletedExceptionally();
        assertThat(rig.queue.deleter()).isEqualTo("rmq-internal");

        rig.call(() -> rig.queue.delete(false, false, "second")).join();
        assertThat(rig.queue.deleter()).isEqualTo("second");
    }
}
