package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Int8;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.topology.QueueSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A queue with a single active consumer, in every home.
class SingleActiveConsumerTest {

    private static final FieldTable SINGLE =
            FieldTable.EMPTY.with("x-single-active-consumer", new Bool(true));
    private static final QueueSettings CLASSIC = QueueSettings.of(SINGLE, null, null);
    private static final QueueSettings QUORUM =
            QueueSettings.of(SINGLE.with("x-queue-type", "quorum"), null, null);

    @ParameterizedTest
    @EnumSource
    void onlyTheFirstIsServed(Setup setup) {
        QueueRig rig = new QueueRig(setup, CLASSIC);
        rig.consume(7, "a", 2, false);
        rig.consume(8, "b", 2, false);

        rig.publish(1, 2, 3, 4);

        assertThat(rig.sink.texts()).containsExactly("a:1", "a:2");
    }

    @ParameterizedTest
    @EnumSource
    void nextOneFollowsInTheOrderOfArrival(Setup setup) {
        QueueRig rig = new QueueRig(setup, CLASSIC);
        Consumer first = rig.consume(7, "a", 0, false);
        rig.consume(8, "b", 0, false);
        rig.consume(9, "c", 0, false);
        rig.publish(1);
        rig.call(() -> rig.queue.cancel(first)).join();
        rig.publish(2);

        rig.call(() -> rig.queue.release(8)).join();
        rig.publish(3);

        assertThat(rig.sink.texts()).containsExactly("a:1", "b:2", "c:2r", "c:3");
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyConsumesExclusively(Setup setup) {
        QueueRig rig = new QueueRig(setup, CLASSIC);

        var refused =
                rig.call(() -> rig.queue.consume(QueueRig.spec(7, "a", 0, false, true), rig.sink));

        assertThatThrownBy(refused::join)
                .hasMessageContaining("queue 'q' in vhost '/' in exclusive use");
    }

    @ParameterizedTest
    @EnumSource
    void higherPriorityTakesOverInAQuorumQueueOnceTheOtherHoldsNothing(Setup setup) {
        QueueRig rig = new QueueRig(setup, QUORUM);
        rig.consume(7, "a", 1, false);
        rig.publish(1);
        rig.call(() -> rig.queue.consume(important(8, "b"), rig.sink)).join();
        rig.publish(2);
        assertThat(rig.sink.texts()).containsExactly("a:1");

        rig.ack(0);

        assertThat(rig.sink.texts()).containsExactly("b:2");
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void higherPriorityWaitsInAClassicQueue(Setup setup) {
        QueueRig rig = new QueueRig(setup, CLASSIC);
        rig.consume(7, "a", 0, true);
        rig.call(() -> rig.queue.consume(important(8, "b"), rig.sink)).join();

        rig.publish(1);

        assertThat(rig.sink.texts()).containsExactly("a:1");
    }

    @ParameterizedTest
    @EnumSource
    void quorumQueueRefusesGet(Setup setup) {
        QueueRig rig = new QueueRig(setup, QUORUM);

        var refused = rig.call(() -> rig.queue.get(7, true));

        assertThatThrownBy(refused::join)
                .hasMessageContaining("cannot obtain access to locked queue 'q' in vhost '/'");
    }

    private static ConsumerSpec important(long session, String tag) {
        return new ConsumerSpec(
                session,
                ShortString.of(tag),
                ConsumerLimits.ofPrefetch(0),
                false,
                false,
                FieldTable.EMPTY.with("x-priority", new Int8((byte) 5)));
    }
}
