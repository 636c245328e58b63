package dev.warren.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TransfersTest {

    private final TransferRig rig = new TransferRig(3, 1);
    private final List<String> taken = new ArrayList<>();

    @Test
    void aPersistentMessageIsForgottenWhenAllTargetsHaveItOnDisk() {
        move("m", true, Safety.AT_MOST_ONCE, rig.queues.get(1), rig.queues.get(2));
        rig.lanes.runAll();
        assertThat(rig.ready(1)).isEqualTo(1);
        assertThat(rig.ready(2)).isEqualTo(1);
        assertThat(taken).isEmpty();

        rig.commits.get(1).forEach(commit -> rig.lanes.run(1, commit));
        rig.commits.get(1).clear();
        rig.lanes.runAll();
        assertThat(taken).isEmpty();

        rig.settle();
        assertThat(taken).containsExactly("m");
    }

    @Test
    void nothingLeavesBeforeAllQueuesAreThere() {
        rig.routing.isComplete = false;
        List<Queue> found = move("a", true, Safety.AT_MOST_ONCE);
        move("b", false, Safety.AT_MOST_ONCE, rig.queues.get(1));
        rig.settle();
        assertThat(taken).isEmpty();

        found.add(rig.queues.get(1));
        rig.routing.isComplete = true;
        Objects.requireNonNull(rig.routing.waiting).run();
        rig.settle();

        assertThat(taken).containsExactlyInAnyOrder("a", "b");
        assertThat(rig.ready(1)).isEqualTo(2);
    }

    @Test
    void aTransientMessageIsForgottenWhenItIsHandedOn() {
        move("m", false, Safety.AT_MOST_ONCE, rig.queues.get(1));

        assertThat(taken).containsExactly("m");
        rig.lanes.runAll();
        assertThat(rig.ready(1)).isEqualTo(1);
    }

    @Test
    void whatHasNoTargetIsGoneUnlessItIsToBeSafe() {
        move("gone", true, Safety.AT_MOST_ONCE);
        List<Queue> found = move("kept", true, Safety.AT_LEAST_ONCE);
        rig.settle();
        assertThat(taken).containsExactly("gone");

        rig.lanes.advance(Transfers.RETRY_MILLIS);
        rig.settle();
        assertThat(taken).containsExactly("gone");

        found.add(rig.queues.get(1));
        rig.lanes.advance(Transfers.RETRY_MILLIS);
        rig.settle();
        assertThat(taken).containsExactly("gone", "kept");
        assertThat(rig.ready(1)).isEqualTo(1);
    }

    @Test
    void whatADeletedQueueConfirmsIsNotSafe() {
        List<Queue> found =
                move("m", true, Safety.AT_LEAST_ONCE, rig.queues.get(1), rig.queues.get(2));
        rig.lanes.run(1, () -> rig.queues.get(1).delete(false, false));
        rig.settle();
        assertThat(taken).isEmpty();

        found.remove(rig.queues.get(1));
        rig.lanes.advance(Transfers.RETRY_MILLIS);
        rig.settle();

        assertThat(taken).containsExactly("m");
        assertThat(rig.ready(2)).isEqualTo(1);
    }

    @Test
    void soManyAreUnderWayAndNoMore() {
        for (int i = 0; i < Transfers.UNDER_WAY_MAX + 10; i++) {
            move("m" + i, true, Safety.AT_MOST_ONCE, rig.queues.get(1));
        }
        rig.lanes.runAll();
        assertThat(rig.ready(1)).isEqualTo(Transfers.UNDER_WAY_MAX);

        rig.settle();

        assertThat(rig.ready(1)).isEqualTo(Transfers.UNDER_WAY_MAX + 10);
        assertThat(taken).hasSize(Transfers.UNDER_WAY_MAX + 10);
    }

    @Test
    void aQueueMayGetItsOwnMessages() {
        move("m", true, Safety.AT_LEAST_ONCE, rig.queues.get(0));
        rig.settle();

        assertThat(taken).containsExactly("m");
        assertThat(rig.ready(0)).isEqualTo(1);
    }

    @Test
    void theLedgerIsEvenWhenAllIsDone() {
        move("a", true, Safety.AT_LEAST_ONCE, rig.queues.get(1), rig.queues.get(2));
        move("b", false, Safety.AT_MOST_ONCE, rig.queues.get(2));
        move("c", true, Safety.AT_MOST_ONCE);
        rig.settle();
        for (int queue : new int[] {1, 2, 2}) {
            assertThat(rig.got(queue, true)).isNotNull();
        }

        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void nothingIsTriedAgainForADeletedQueue() {
        List<Queue> found = move("m", true, Safety.AT_LEAST_ONCE);
        rig.settle();
        rig.lanes.run(0, () -> rig.queues.get(0).delete(false, false));
        found.add(rig.queues.get(1));

        rig.lanes.advance(Transfers.RETRY_MILLIS);
        rig.settle();

        assertThat(rig.ready(1)).isZero();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    /// From queue 0. The targets may be changed by the test.
    private List<Queue> move(String name, boolean persistent, Safety safety, Queue... targets) {
        Message message =
                Letters.message(
                        "",
                        name,
                        dev.warren.codec.value.BasicProperties.EMPTY.withDeliveryMode(
                                persistent ? 2 : 1));
        List<Queue> found = new ArrayList<>(List.of(targets));
        rig.lanes.run(
                0,
                () ->
                        rig.transfers
                                .get(0)
                                .move(
                                        new TransferRig.FixedParcel(message, found),
                                        safety,
                                        () -> taken.add(name)));
        return found;
    }
}
