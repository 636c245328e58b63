package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.home.RecordingSink.Delivered;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a queue promises to who publishes and consumes, in every home.
class QueueTest {

    @ParameterizedTest
    @EnumSource
    void messagesComeInOrder(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1, 2, 3);

        rig.consume(7, "a", 0, false);

        assertThat(rig.sink.texts()).containsExactly("a:1", "a:2", "a:3");
    }

    @ParameterizedTest
    @EnumSource
    void consumersTakeTurns(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, true);
        rig.consume(7, "b", 0, true);

        rig.publish(1, 2, 3, 4);

        assertThat(rig.sink.texts()).containsExactly("a:1", "b:2", "a:3", "b:4");
    }

    @ParameterizedTest
    @EnumSource
    void consumerWithFullPrefetchWaitsForAnAck(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 2, false);
        rig.publish(1, 2, 3);
        List<Delivered> first = rig.sink.takeDelivered();

        rig.ack(first.get(0).sequence());

        assertThat(first).hasSize(2);
        assertThat(rig.sink.texts()).containsExactly("a:3");
    }

    @ParameterizedTest
    @EnumSource
    void consumerThatDoesNotAcknowledgeHasNoPrefetch(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 1, true);

        rig.publish(1, 2, 3);

        assertThat(rig.sink.texts()).containsExactly("a:1", "a:2", "a:3");
        assertThat(counts(rig)).isEqualTo(new Counts(0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void requeuedMessageKeepsItsPlace(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1, 2, 3);
        Got first = got(rig, 7);
        got(rig, 7);

        rig.requeue(first.sequence());

        assertThat(rig.consume(8, "a", 0, false).isNoAck()).isFalse();
        assertThat(rig.sink.texts()).containsExactly("a:1r", "a:3");
    }

    @ParameterizedTest
    @EnumSource
    void discardedMessageIsGone(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1);
        Got got = got(rig, 7);

        rig.discard(got.sequence());

        assertThat(counts(rig)).isEqualTo(new Counts(0, 0, 0));
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void getSaysHowManyAreLeft(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1, 2, 3);

        Got got = got(rig, 7);

        assertThat(TestMessages.idOf(got.message())).isEqualTo(1);
        assertThat(got.readyLeft()).isEqualTo(2);
        assertThat(got.redelivered()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void getWithoutAcknowledgementSettles(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1);

        Got got = rig.get(7, true);

        assertThat(got).isNotNull();
        assertThat(rig.get(7, true)).isNull();
        assertThat(counts(rig)).isEqualTo(new Counts(0, 0, 0));
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void cancelledConsumerGetsNothingAndKeepsWhatItHas(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        Consumer consumer = rig.consume(7, "a", 0, false);
        rig.publish(1);

        rig.call(() -> rig.queue.cancel(consumer)).join();
        rig.publish(2);

        assertThat(rig.sink.texts()).containsExactly("a:1");
        assertThat(counts(rig)).isEqualTo(new Counts(1, 1, 0));
    }

    @ParameterizedTest
    @EnumSource
    void releasedSessionGivesBackEverythingInPlace(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        Consumer consumer = rig.consume(7, "a", 1, false);
        rig.publish(1, 2, 3);
        rig.call(() -> rig.queue.cancel(consumer)).join();
        rig.consume(7, "b", 1, false);
        got(rig, 7);
        rig.sink.takeDelivered();

        rig.call(() -> rig.queue.release(7)).join();
        rig.consume(8, "c", 0, false);

        assertThat(rig.sink.texts()).containsExactly("c:1r", "c:2r", "c:3r");
    }

    @ParameterizedTest
    @EnumSource
    void exclusiveConsumerStaysAlone(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.call(() -> rig.queue.consume(QueueRig.spec(7, "a", 0, false, true), rig.sink)).join();

        CompletableFuture<Consumer> second =
                rig.call(() -> rig.queue.consume(QueueRig.spec(8, "b", 0, false, false), rig.sink));

        assertRefused(second::join, "ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use");
    }

    @ParameterizedTest
    @EnumSource
    void exclusiveConsumerComesFirstOrNotAtAll(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, false);

        CompletableFuture<Consumer> second =
                rig.call(() -> rig.queue.consume(QueueRig.spec(8, "b", 0, false, true), rig.sink));

        assertRefused(second::join, "ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use");
    }

    @ParameterizedTest
    @EnumSource
    void consumeIsAnsweredBeforeTheFirstDelivery(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1);
        List<Integer> deliveredBefore = new ArrayList<>();

        rig.run(() ->
                rig.queue
                        .consume(QueueRig.spec(7, "a", 0, false, false), rig.sink)
                        .thenAccept(_ -> deliveredBefore.add(rig.sink.takeDelivered().size())));

        assertThat(deliveredBefore).containsExactly(0);
        assertThat(rig.sink.texts()).containsExactly("a:1");
    }

    @ParameterizedTest
    @EnumSource
    void purgeDropsWhatIsReadyAndOnlyThat(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1, 2, 3);
        got(rig, 7);

        long purged = rig.call(rig.queue::purge).join();

        assertThat(purged).isEqualTo(2);
        assertThat(counts(rig)).isEqualTo(new Counts(0, 1, 0));
    }

    static Counts counts(QueueRig rig) {
        return rig.call(rig.queue::counts).join();
    }

    static void assertRefused(ThrowingCallable command, String replyText) {
        assertThatThrownBy(command)
                .cause()
                .isInstanceOfSatisfying(
                        AmqpException.class,
                        refusal -> assertThat(refusal.replyText()).isEqualTo(replyText));
    }

    static Got got(QueueRig rig, long session) {
        return Objects.requireNonNull(rig.get(session, false));
    }
}
