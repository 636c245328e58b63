package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.topology.QueueSettings;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A queue with limits, in every home.
class LengthLimitTest {

    private static final FieldTable THREE = FieldTable.EMPTY.with("x-max-length", new Int64(3));
    private static final FieldTable REJECTS = THREE.with("x-overflow", "reject-publish");

    private static QueueSettings settings(FieldTable arguments) {
        return QueueSettings.of(arguments, null, null);
    }

    @ParameterizedTest
    @EnumSource
    void headMakesRoom(Setup setup) {
        QueueRig rig = new QueueRig(setup, settings(THREE));

        rig.publish(1, 2, 3, 4, 5);

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(3);
        assertThat(rig.sink.confirmed()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
        rig.consume(7, "a", 0, true);
        assertThat(rig.sink.texts()).containsExactly("a:3", "a:4", "a:5");
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void bytesOfReadyBodiesCount(Setup setup) {
        QueueRig rig =
                new QueueRig(
                        setup,
                        settings(FieldTable.EMPTY.with("x-max-length-bytes", new Int64(25))));

        rig.publish(1, 2, 3);

        assertThat(rig.get(7, true)).extracting("sequence").isEqualTo(1L);
        assertThat(rig.get(7, true)).extracting("sequence").isEqualTo(2L);
        assertThat(rig.get(7, true)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOGGED"})
    void whatCanLeaveAtOnceIsNotTooMuch(Setup setup) {
        QueueRig rig =
                new QueueRig(setup, settings(FieldTable.EMPTY.with("x-max-length", new Int64(0))));
        rig.consume(7, "a", 2, false);

        rig.publish(1, 2, 3);

        assertThat(rig.sink.texts()).containsExactly("a:1", "a:2");
        assertThat(QueueTest.counts(rig).ready()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void fullQueueRefuses(Setup setup) {
        QueueRig rig = new QueueRig(setup, settings(REJECTS));

        rig.publish(1, 2, 3, 4, 5);

        assertThat(rig.sink.refused()).containsExactly(4L, 5L);
        assertThat(rig.sink.confirmed()).containsExactlyInAnyOrder(1L, 2L, 3L);
        rig.consume(7, "a", 0, true);
        assertThat(rig.sink.texts()).containsExactly("a:1", "a:2", "a:3");
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
        assertThat(rig.office.takeLetters()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL"})
    void waitingConsumerMakesRoomWithinTheTurn(Setup setup) {
        QueueRig rig = new QueueRig(setup, settings(REJECTS));
        rig.consume(7, "a", 0, true);

        rig.publish(1, 2, 3, 4, 5, 6, 7);

        assertThat(rig.sink.refused()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusedMessageMayBeDeadLettered(Setup setup) {
        QueueRig rig =
                new QueueRig(
                        setup,
                        settings(
                                THREE.with("x-overflow", "reject-publish-dlx")
                                        .with("x-dead-letter-exchange", "dlx")));

        rig.publish(1, 2, 3, 4);

        assertThat(rig.sink.refused()).containsExactly(4L);
        assertThat(rig.office.takeLetters()).containsExactly("4 maxlen");
    }

    @ParameterizedTest
    @EnumSource
    void requeueAboveTheLimitDropsTheHead(Setup setup) {
        QueueRig rig = new QueueRig(setup, settings(THREE));
        rig.publish(1);
        rig.get(7, false);
        rig.publish(2, 3, 4);

        rig.requeue(0);

        rig.consume(7, "a", 0, true);
        assertThat(rig.sink.texts()).containsExactly("a:2", "a:3", "a:4");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOCAL_SLOW"})
    void whoLooksInTheSameTurnDoesNotSeeWhatIsTooMuch(Setup setup) {
        QueueRig rig = new QueueRig(setup, settings(THREE));

        rig.run(() -> {
            for (long i = 0; i < 5; i++) {
                rig.publishNow(TestMessages.message(i, 10, true), i);
            }
            assertThat(rig.queue.counts().toCompletableFuture().join().ready()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @EnumSource
    void newLimitHoldsAtOnce(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        for (int i = 0; i < 50; i++) {
            rig.publish(i, 100 + i);
        }

        CompletionStage<Void> done = rig.call(() -> rig.queue.configure(settings(THREE)));

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(QueueTest.counts(rig).ready()).isEqualTo(3);
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }
}
