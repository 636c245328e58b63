package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Delay;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.QueueCounter;
import org.junit.jupiter.api.Test;

/// Duplicates among messages that wait: known when they are published, and never held.
class WaitingDuplicatesTest {

    private static final int WINDOW = 10_000;

    private final DelayRig rig = new DelayRig(3, 1);
    private final DelayedMessages delayed = new DelayedMessages(rig.metadata, rig.queues);
    private int confirmed;

    private final ConfirmSink sink =
            new ConfirmSink() {
                @Override
                public void confirmed(long number) {
                    confirmed++;
                }

                @Override
                public void refused(long number) {
                    throw new AssertionError("refused");
                }
            };

    @Test
    void duplicateIsConfirmedAndDoesNotWait() {
        declareWindow();
        publish("first", "a", 1_000);
        publish("again", "a", 1_000);
        publish("other", "b", 1_000);

        assertThat(confirmed).isEqualTo(3);
        assertThat(duplicates()).isOne();
        assertThat(waiting()).isEqualTo(2);
        rig.advance(1_000);
        assertThat(rig.drain("q")).containsExactly("first", "other");
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void keyIsTakenFromWhenItWasPublishedHoweverLongItWaits() {
        declareWindow();
        publish("first", "a", 60_000);
        rig.advance(WINDOW - 1);
        publish("again", "a", 10);
        rig.advance(1);
        publish("when it is over", "a", 10);
        rig.advance(20);

        assertThat(rig.drain("q")).containsExactly("when it is over");
    }

    @Test
    void keyStaysTakenWhenItsMessageHasCome() {
        declareWindow();
        publish("first", "a", 10);
        rig.advance(10);
        publish("again", "a", 10);
        rig.advance(10);

        assertThat(rig.drain("q")).containsExactly("first");
    }

    @Test
    void exchangeThatDelaysMayRouteAsOneOfThePluginsType() {
        declare(
                FieldTable.EMPTY
                        .with("x-delayed-type", "x-message-deduplication")
                        .with("x-cache-size", new Int32(10)));
        publish("first", "a", 1_000);
        publish("again", "a", 1_000);
        rig.advance(1_000);

        assertThat(rig.drain("q")).containsExactly("first");
    }

    @Test
    void windowOfAnExchangeHoldsForQueuesThatDelay() {
        rig.declareExchange("x", window());
        rig.declareQueue("q", "x", FieldTable.EMPTY.with("x-delivery-delay", new Int32(1_000)));
        publish("first", "a", 0);
        rig.advance(1_000);
        publish("again", "a", 0);
        publish("other", "b", 0);

        assertThat(confirmed).isEqualTo(3);
        assertThat(counted(QueueCounter.DUPLICATES)).isOne();
        assertThat(counted(QueueCounter.WAITING)).isOne();
        rig.advance(1_000);
        assertThat(rig.drain("q")).containsExactly("first", "other");
    }

    @Test
    void whatIsTriedAgainIsNoDuplicate() {
        rig.declareExchange("x", window());
        rig.declareQueue(
                "q",
                "x",
                FieldTable.EMPTY
                        .with("x-delivery-delay", new Int32(1_000))
                        .with("x-retry-base", new Int32(1_000))
                        .with("x-retry-jitter", new Int32(0)));
        publish("first", "a", 0);
        rig.advance(1_000);
        rig.queue("q").get(7, false);
        rig.lanes.runAll();
        rig.queue("q").release(7);
        rig.lanes.runAll();
        rig.advance(1_000);

        assertThat(rig.drain("q")).containsExactly("first");
    }

    private void declareWindow() {
        declare(window());
    }

    private static FieldTable window() {
        return FieldTable.EMPTY
                .with("x-delayed-type", "fanout")
                .with("x-dedup-window", new Int64(WINDOW));
    }

    private void declare(FieldTable arguments) {
        rig.declareExchange("x", arguments);
        rig.declareQueue("q", "x", FieldTable.EMPTY);
    }

    private void publish(String key, String id, long delayMillis) {
        FieldTable headers =
                FieldTable.EMPTY
                        .with(Delay.HEADER, new Int64(delayMillis))
                        .with("x-deduplication-header", LongText.of(id));
        BasicProperties properties =
                BasicProperties.builder().messageId(ShortString.of(key)).headers(headers).build();
        rig.publish("x", key, properties, sink);
    }

    private long duplicates() {
        return delayed.duplicates(DelayRig.VHOST, DelayRig.name("x"));
    }

    private long waiting() {
        var summary = delayed.summary(DelayRig.VHOST, DelayRig.name("x"));
        rig.lanes.runAll();
        return summary.toCompletableFuture().join().count();
    }

    private long counted(QueueCounter counter) {
        return rig.queue("q").counters().of(counter);
    }
}
