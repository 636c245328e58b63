package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.Settlement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Commands of one turn see the queue as if each before them had been carried out to its end: what
/// a consumer waited for is the consumer's. Unless its body has to be read first: commands do not
/// wait for the disk.
class ServedFirstTest {

    private static final long OTHER = 8;

    private final CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

    /// Publishes one message and gives the command, in one turn.
    private static <T extends @Nullable Object> T after(
            QueueRig rig, long id, Supplier<CompletionStage<T>> command) {
        return rig.call(
                        () -> {
                            rig.publishNow(TestMessages.message(id, 10, true), id);
                            return command.get();
                        })
                .join();
    }

    private static ConsumerSpec eager() {
        return new ConsumerSpec(
                OTHER,
                ShortString.of("eager"),
                ConsumerLimits.ofPrefetch(0),
                false,
                false,
                FieldTable.EMPTY.with("x-priority", new FieldValue.Int8((byte) 5)));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOGGED"})
    void whoFetchesFindsNothing(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, false);

        assertThat(after(rig, 1, () -> rig.queue.get(OTHER, false))).isNull();

        assertThat(rig.sink.texts()).containsExactly("a:1");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOGGED"})
    void whoCancelsHasHadIt(Setup setup) {
        QueueRig rig = new QueueRig(setup, true, new StepLanes(2, 0), 0);
        Consumer consumer = rig.consume(7, "a", 0, true);

        after(rig, 1, () -> rig.queue.cancel(consumer));

        assertThat(rig.sink.texts()).containsExactly("a:1");
        assertThat(rig.queue.isDeleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOGGED"})
    void purgeAndDeletionCountNothing(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, true);

        assertThat(after(rig, 1, rig.queue::purge)).isZero();
        assertThat(after(rig, 2, () -> rig.queue.delete(false, true))).isZero();

        assertThat(rig.sink.texts()).containsExactly("a:1", "a:2");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOGGED"})
    void whoCountsCountsNothing(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, true);

        assertThat(after(rig, 1, rig.queue::counts)).isEqualTo(new Counts(0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOGGED"})
    void consumerOfHigherPriorityComesTooLate(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, false);

        after(rig, 1, () -> rig.queue.consume(eager(), rig.sink));

        assertThat(rig.sink.texts()).containsExactly("a:1");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOGGED"})
    void whatIsGivenBackComesAfterWhatWasPublished(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 2, false);
        rig.publish(1);
        long first = rig.sink.takeDelivered().getFirst().sequence();

        after(
                rig,
                2,
                () -> {
                    rig.queue.settle(Settlement.REQUEUE, new long[] {first}, 1);
                    return done;
                });

        assertThat(rig.sink.texts()).containsExactly("a:2", "a:1r");
    }
}
