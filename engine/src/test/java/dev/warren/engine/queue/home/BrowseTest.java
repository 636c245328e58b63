package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.Seen;
import dev.warren.engine.queue.SeenMessage;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Looking at messages, and doing away with some, in every home.
class BrowseTest {

    @ParameterizedTest
    @EnumSource
    void readyAndUnackedAreToldApart(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(0, 1, 2);
        rig.get(7, false);

        Seen seen = browse(rig, Look.atAll(10));

        assertThat(texts(seen)).containsExactly("0 unacked", "1", "2");
        assertThat(seen.nextSequence()).isEqualTo(Seen.NO_MORE);
        assertThat(TestMessages.idOf(seen.messages().get(2).message())).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void lookingChangesNothing(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(0, 1);

        browse(rig, Look.atAll(10));

        Got got = Objects.requireNonNull(rig.get(7, false));
        assertThat(got.sequence()).isZero();
        assertThat(got.redelivered()).isFalse();
        assertThat(QueueTest.counts(rig)).isEqualTo(new Counts(1, 1, 0));
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsAskedForIsShown(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(0, 1, 2);
        rig.get(7, false);

        assertThat(texts(browse(rig, new Look(0, true, false, 10, Look.BYTES_MAX))))
                .containsExactly("1", "2");
        assertThat(texts(browse(rig, new Look(0, false, true, 10, Look.BYTES_MAX))))
                .containsExactly("0 unacked");
    }

    @ParameterizedTest
    @EnumSource
    void pagesGoOnWhereTheLastOneEnded(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(LongStream.range(0, 2_500).toArray());

        Seen first = browse(rig, Look.atAll(1_000));
        Seen second = browse(rig, Look.atAll(1_000).from(first.nextSequence()));
        Seen third = browse(rig, Look.atAll(1_000).from(second.nextSequence()));

        assertThat(first.messages()).hasSize(1_000);
        assertThat(second.messages().getFirst().sequence()).isEqualTo(1_000);
        assertThat(third.messages()).hasSize(500);
        assertThat(third.nextSequence()).isEqualTo(Seen.NO_MORE);
    }

    @ParameterizedTest
    @EnumSource
    void bytesAreLimitedAndOneMessageIsShownAnyhow(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(0, 1, 2);

        Seen seen = browse(rig, new Look(0, true, true, 10, 1));

        assertThat(texts(seen)).containsExactly("0");
        assertThat(seen.nextSequence()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void expiryPriorityAndRedeliveryAreShown(Setup setup) {
        FieldTable arguments =
                FieldTable.EMPTY
                        .with("x-message-ttl", new Int64(60_000))
                        .with("x-max-priority", new Int64(5));
        QueueRig rig = new QueueRig(setup, QueueSettings.of(arguments, null, null));
        rig.publish(0);
        rig.get(7, false);
        rig.requeue(0);

        SeenMessage seen = browse(rig, Look.atAll(1)).messages().getFirst();

        assertThat(seen.isRedelivered()).isTrue();
        assertThat(seen.expiresAtMillis())
                .isBetween(rig.lanes.clock().wallMillis(), rig.lanes.clock().wallMillis() + 60_000);
        assertThat(seen.priority()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void deletedQueueIsNotFound(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.call(() -> rig.queue.delete(false, false)).join();

        assertThat(rig.call(() -> rig.queue.browse(Look.atAll(1)))).isCompletedExceptionally();
    }

    @ParameterizedTest
    @EnumSource
    void readyMessagesAreRemovedAndOthersAreNot(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(0, 1, 2, 3);
        rig.get(7, false);

        List<Long> removed = rig.call(() -> rig.queue.remove(List.of(0L, 2L, 3L, 99L))).join();

        assertThat(removed).containsExactly(2L, 3L);
        assertThat(texts(browse(rig, Look.atAll(10)))).containsExactly("0 unacked", "1");
        rig.ack(0);
        rig.call(rig.queue::purge).join();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooManyAreRefused(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        List<Long> many = LongStream.rangeClosed(0, 10_000).boxed().toList();

        assertThatThrownBy(() -> rig.queue.remove(many))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Seen browse(QueueRig rig, Look look) {
        return rig.call(() -> rig.queue.browse(look)).join();
    }

    private static List<String> texts(Seen seen) {
        return seen.messages().stream()
                .map(m -> m.sequence() + (m.isUnacked() ? " unacked" : ""))
                .toList();
    }
}
