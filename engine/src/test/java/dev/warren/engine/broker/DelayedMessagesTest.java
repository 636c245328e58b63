package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayedMessagesTest {

    private final DelayRig rig = new DelayRig(3, 1);
    private final DelayedMessages delayed = new DelayedMessages(rig.metadata, rig.queues);
    private long start;

    @BeforeEach
    void declare() {
        rig.declareExchange("x");
        rig.declareQueue("q", "x", FieldTable.EMPTY);
        start = rig.lanes.clock().wallMillis();
    }

    @Test
    void theyAreCountedAndTheNextIsKnown() {
        assertThat(summary()).isEqualTo(new Waiting.Summary(0, null));

        rig.publish("x", "b", 2_000);
        rig.publish("x", "a", 1_000);
        assertThat(summary()).isEqualTo(new Waiting.Summary(2, start + 1_000));

        rig.advance(1_000);
        assertThat(summary()).isEqualTo(new Waiting.Summary(1, start + 2_000));
    }

    @Test
    void theyAreListedInTheOrderOfTheirTimePageByPage() {
        for (int i = 0; i < 7; i++) {
            rig.publish("x", "late" + i, 5_000 - i);
            rig.publish("x", "same" + i, 1_000);
        }

        List<String> keys = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        Waiting.Place next = Waiting.Place.FIRST;
        while (next != null) {
            Waiting.Page page = page(next, 4);
            page.entries()
                    .forEach(entry -> {
                        keys.add(entry.message().routingKey().toString());
                        times.add(entry.place().untilMillis() - start);
                    });
            next = page.next();
        }

        assertThat(keys)
                .containsExactly(
                        "same0", "same1", "same2", "same3", "same4", "same5", "same6", "late6",
                        "late5", "late4", "late3", "late2", "late1", "late0");
        assertThat(times).startsWith(1_000L).endsWith(4_999L, 5_000L);
    }

    @Test
    void aListMayBeginAtAPointInTime() {
        for (int second = 1; second <= 5; second++) {
            rig.publish("x", "at" + second, second * 1_000);
            rig.publish("x", "also" + second, second * 1_000);
        }

        Waiting.Page page = page(Waiting.Place.at(start + 3_000), 3);

        assertThat(keys(page)).containsExactly("at3", "also3", "at4");
        assertThat(keys(page(Waiting.Place.at(start + 4_001), 9))).containsExactly("at5", "also5");
        assertThat(page(Waiting.Place.at(start + 5_001), 9).entries()).isEmpty();
    }

    private static List<String> keys(Waiting.Page page) {
        return page.entries().stream()
                .map(entry -> entry.message().routingKey().toString())
                .toList();
    }

    @Test
    void pagesAreBounded() {
        for (int i = 0; i < Waiting.PAGE_MAX + 1; i++) {
            rig.publish("x", "" + i, 1_000);
        }

        Waiting.Page page = page(Waiting.Place.FIRST, Integer.MAX_VALUE);

        assertThat(page.entries()).hasSize(Waiting.PAGE_MAX);
        assertThat(page.next()).isNotNull();
    }

    @Test
    void oneThatIsCancelledNeverComes() {
        rig.publish("x", "a", 1_000);
        rig.publish("x", "b", 1_000);
        long id = page(Waiting.Place.FIRST, 1).entries().getFirst().place().id();

        assertThat(cancel(id)).isTrue();
        assertThat(cancel(id)).isFalse();
        assertThat(summary().count()).isEqualTo(1);

        rig.advance(1_000);
        assertThat(rig.drain("q")).containsExactly("b");
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void nextIsThatOfThoseThatAreLeft() {
        rig.publish("x", "a", 1_000);
        rig.publish("x", "b", 3_000);
        cancel(page(Waiting.Place.FIRST, 1).entries().getFirst().place().id());

        assertThat(summary()).isEqualTo(new Waiting.Summary(1, start + 3_000));
    }

    @Test
    void whatHasGoneCannotBeCancelled() {
        rig.publish("x", "a", 1_000);
        long id = page(Waiting.Place.FIRST, 1).entries().getFirst().place().id();
        rig.advance(1_000);

        assertThat(cancel(id)).isFalse();
        assertThat(rig.drain("q")).containsExactly("a");
    }

    @Test
    void otherExchangesHaveNothingThatWaits() {
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> delayed.summary(DelayRig.VHOST, DelayRig.name("amq.topic")))
                .withMessage(
                        "no messages wait at exchange 'amq.topic' in vhost '/' of type 'topic'");
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> delayed.summary(DelayRig.VHOST, DelayRig.name("none")))
                .withMessage("no exchange 'none' in vhost '/'");
    }

    @Test
    void queueOfADeletedExchangeAnswersThatItIsGone() {
        Queue holding =
                Objects.requireNonNull(
                        rig.queues.queueOrNull(
                                rig.metadata
                                        .topology()
                                        .requireVhost(DelayRig.VHOST)
                                        .requireExchange(DelayRig.name("x"))
                                        .definition()
                                        .holdingId()));
        rig.deleteExchange("x");

        var answer = holding.waiting().toCompletableFuture();
        rig.lanes.runAll();

        assertThat(answer).isCompletedExceptionally();
    }

    private Waiting.Summary summary() {
        return result(delayed.summary(DelayRig.VHOST, DelayRig.name("x")));
    }

    private Waiting.Page page(Waiting.Place after, int max) {
        return result(delayed.list(DelayRig.VHOST, DelayRig.name("x"), after, max));
    }

    private boolean cancel(long id) {
        return result(delayed.cancel(DelayRig.VHOST, DelayRig.name("x"), id));
    }

    private <T> T result(CompletionStage<T> stage) {
        rig.lanes.runAll();
        return stage.toCompletableFuture().join();
    }
}
