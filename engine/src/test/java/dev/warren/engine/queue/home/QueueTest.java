package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.QueueCounter;
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
                rig.call(
                        () -> rig.queue.consume(QueueRig.spec(8, "b", 0, false, false), rig.sink));

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

        rig.run(
                () ->
                        rig.queue
                                .consume(QueueRig.spec(7, "a", 0, false, false), rig.sink)
                                .thenAccept(
                                        _ -> deliveredBefore.add(rig.sink.takeDelivered().size())));

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

    @ParameterizedTest
    @EnumSource
    void windowHoldsBackAConsumerThatDoesNotRead(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        Consumer consumer = rig.consume(7, "a", 0, true);
        int half = (int) DeliveryWindow.WINDOW_BYTES / 2;
        rig.run(
                () -> {
                    for (int id = 1; id <= 3; id++) {
                        rig.publishNow(TestMessages.message(id, half, false), id);
                    }
                });
        List<Delivered> first = rig.sink.takeDelivered();

        rig.run(() -> rig.queue.credit(consumer, first.get(0).cost()));

        assertThat(first).hasSize(2);
        assertThat(rig.sink.texts()).containsExactly("a:3");
    }

    @ParameterizedTest
    @EnumSource
    void messageLargerThanTheWindowPasses(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.consume(7, "a", 0, true);

        rig.publish(TestMessages.message(1, 3 << 20, false), 1);

        assertThat(rig.sink.texts()).containsExactly("a:1");
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageIsConfirmedOnce(Setup setup) {
        QueueRig rig = new QueueRig(setup);

        rig.publish(1, 2, 3);
        rig.publish(TestMessages.message(4, 0, false), 4);

        assertThat(rig.sink.confirmed()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @EnumSource
    void backlogLargerThanOneTurnsBudgetIsDelivered(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        int count = 3 * LocalHome.DELIVERIES_MAX;
        rig.run(
                () -> {
                    for (int id = 0; id < count; id++) {
                        rig.publishNow(TestMessages.message(id, 0, false), id);
                    }
                });

        rig.consume(7, "a", 0, false);

        assertThat(rig.sink.takeDelivered())
                .hasSize(count)
                .isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
    }

    @ParameterizedTest
    @EnumSource
    void countersAddUp(Setup setup) {
        QueueRig rig = new QueueRig(setup);
        rig.publish(1, 2, 3, 4);
        Got got = got(rig, 7);
        rig.requeue(got.sequence());
        rig.consume(7, "a", 3, false);
        rig.ack(rig.sink.takeDelivered().get(0).sequence());

        assertThat(count(rig, QueueCounter.PUBLISHED)).isEqualTo(4);
        assertThat(count(rig, QueueCounter.GOT_MANUAL)).isEqualTo(1);
        assertThat(count(rig, QueueCounter.DELIVERED_MANUAL)).isEqualTo(4);
        assertThat(count(rig, QueueCounter.REDELIVERED)).isEqualTo(1);
        assertThat(count(rig, QueueCounter.ACKED)).isEqualTo(1);
        assertThat(count(rig, QueueCounter.READY)).isZero();
        assertThat(count(rig, QueueCounter.UNACKED)).isEqualTo(3);
        assertThat(count(rig, QueueCounter.UNACKED_BYTES)).isEqualTo(30);
        assertThat(count(rig, QueueCounter.CONSUMERS)).isEqualTo(1);
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

    private static long count(QueueRig rig, QueueCounter counter) {
        return rig.queue.counters().of(counter);
    }

    private static Got got(QueueRig rig, long session) {
        return Objects.requireNonNull(rig.get(session, false));
    }
}
