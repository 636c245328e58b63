package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.Waiting;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingMessagesTest {

    private static final long SESSION = 7;

    private final DelayRig rig = new DelayRig(3, 1);
    private final WaitingMessages waiting = new WaitingMessages(rig.metadata, rig.queues);
    private long start;

    @BeforeEach
    void declare() {
        rig.declareExchange("x");
        rig.declareQueue(
                "q",
                "x",
                FieldTable.EMPTY
                        .with("x-retry-base", new Int32(1_000))
                        .with("x-retry-jitter", new Int32(0)));
        start = rig.lanes.clock().wallMillis();
    }

    @Test
    void nothingWaitsWhereNothingHasFailed() {
        assertThat(summary("q")).isEqualTo(new Waiting.Summary(0, null));
        assertThat(page("q", 10)).isEqualTo(new Waiting.Page(List.of(), null));
        assertThat(cancel("q", 0)).isFalse();
    }

    @Test
    void theyAreCountedAndTheNextIsKnown() {
        fail("a");
        rig.advance(400);
        fail("b");
        assertThat(summary("q")).isEqualTo(new Waiting.Summary(2, start + 1_000));

        rig.advance(600);
        assertThat(summary("q")).isEqualTo(new Waiting.Summary(1, start + 1_400));
    }

    @Test
    void listSaysUntilWhenAndWhatHasFailed() {
        fail("a");

        Waiting.Entry entry = page("q", 10).entries().getFirst();

        assertThat(entry.place().untilMillis()).isEqualTo(start + 1_000);
        assertThat(entry.message().routingKey()).hasToString("a");
        FieldTable headers = entry.message().headers();
        assertThat(headers.get("x-retry-count")).isEqualTo(new Int64(1));
        assertThat(headers.get("x-retry-reason")).isEqualTo(LongText.of("rejected"));
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        fail("a");
        fail("b");
        fail("c");

        Waiting.Page first = page("q", 2);
        Waiting.Page second =
                result(
                        waiting.list(
                                DelayRig.VHOST,
                                DelayRig.name("q"),
                                Objects.requireNonNull(first.next()),
                                2));

        assertThat(first.entries()).hasSize(2);
        assertThat(second.entries()).hasSize(1);
        assertThat(second.next()).isNull();
    }

    @Test
    void oneThatIsCancelledIsNotTriedAgain() {
        fail("a");
        fail("b");
        long id = page("q", 1).entries().getFirst().place().id();

        assertThat(cancel("q", id)).isTrue();
        assertThat(cancel("q", id)).isFalse();
        assertThat(rig.queue("q").counters().of(QueueCounter.WAITING)).isOne();

        rig.advance(1_000);
        assertThat(rig.drain("q")).containsExactly("b");
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void whatWaitsForADeliveryDelayIsCancelledInTheSameWay() {
        rig.declareQueue("later", "x", FieldTable.EMPTY.with("x-delivery-delay", new Int32(1_000)));
        publish("a");
        long id = page("later", 1).entries().getFirst().place().id();

        assertThat(cancel("later", id)).isTrue();

        rig.advance(1_000);
        assertThat(rig.drain("later")).isEmpty();
    }

    @Test
    void queueThatIsNotThereIsSaidSo() {
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> waiting.summary(DelayRig.VHOST, DelayRig.name("none")))
                .withMessage("no queue 'none' in vhost '/'");
    }

    private void fail(String key) {
        publish(key);
        rig.queue("q")
                .get(SESSION, false)
                .thenAccept(got -> {
                    if (got == null) {
                        throw new AssertionError("nothing to fail");
                    }
                    rig.queue("q").settle(Settlement.DISCARD, new long[] {got.sequence()}, 1);
                });
        rig.lanes.runAll();
    }

    private void publish(String key) {
        rig.publish("x", key, BasicProperties.EMPTY, ConfirmSink.NONE);
    }

    private Waiting.Summary summary(String queue) {
        return result(waiting.summary(DelayRig.VHOST, DelayRig.name(queue)));
    }

    private Waiting.Page page(String queue, int max) {
        return result(waiting.list(DelayRig.VHOST, DelayRig.name(queue), Waiting.Place.FIRST, max));
    }

    private boolean cancel(String queue, long id) {
        return result(waiting.cancel(DelayRig.VHOST, DelayRig.name(queue), id));
    }

    private <T> T result(CompletionStage<T> stage) {
        rig.lanes.runAll();
        return stage.toCompletableFuture().join();
    }
}
