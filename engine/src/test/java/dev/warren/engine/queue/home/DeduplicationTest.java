package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Marks;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Messages that come once more, in every home.
class DeduplicationTest {

    private static final FieldTable WINDOW =
            FieldTable.EMPTY.with("x-dedup-window", new Int64(1_000));
    private static final FieldTable PRESENCE =
            FieldTable.EMPTY.with("x-message-deduplication", new FieldValue.Bool(true));

    private static QueueRig rig(Setup setup, FieldTable arguments) {
        return new QueueRig(setup, QueueSettings.of(arguments, null, null));
    }

    private static Message message(long id, String key) {
        BasicProperties properties =
                BasicProperties.builder()
                        .deliveryMode(2)
                        .messageId(ShortString.of(key))
                        .headers(
                                FieldTable.EMPTY.with(
                                        "x-deduplication-header", FieldValue.LongText.of(key)))
                        .build();
        return TestMessages.message(id, 10, properties);
    }

    /// Publishes messages with these keys, one after the other.
    ///
    /// @param first the number of the first; the others count on
    private static void publish(QueueRig rig, long first, String... keys) {
        for (int i = 0; i < keys.length; i++) {
            rig.publish(message(first + i, keys[i]), first + i);
        }
    }

    private static void check(QueueRig rig, Setup setup) {
        if (setup.logged) {
            assertThat(rig.replayed()).isEqualTo(rig.snapshot());
        }
    }

    private static long duplicates(QueueRig rig) {
        return rig.queue.counters().of(QueueCounter.DUPLICATES);
    }

    @ParameterizedTest
    @EnumSource
    void whatComesOnceMoreIsConfirmedAndNotEnqueued(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);

        publish(rig, 1, "a", "a", "b");

        assertThat(rig.sink.confirmed()).containsExactly(1L, 2L, 3L);
        rig.consume(7, "c", 0, true);
        assertThat(rig.sink.texts()).contains("c:1", "c:3").doesNotContain("c:2");
        assertThat(duplicates(rig)).isOne();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
        assertThat(rig.office.takeLetters()).isEmpty();
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void duplicatesOfOneTurnAreConfirmedBehindTheirOriginal(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);

        rig.run(() -> {
            rig.publishNow(message(1, "a"), 1);
            rig.publishNow(message(2, "a"), 2);
        });

        assertThat(rig.sink.confirmed()).containsExactly(1L, 2L);
        assertThat(QueueTest.counts(rig).ready()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void keyStaysTakenWhenTheMessageHasGone(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);
        rig.consume(7, "c", 0, true);

        publish(rig, 1, "a");
        pass(rig, 999);
        publish(rig, 2, "a");
        pass(rig, 1);
        publish(rig, 3, "a");

        assertThat(rig.sink.texts()).contains("c:1", "c:3").doesNotContain("c:2");
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void messageWithoutAKeyPasses(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);

        rig.publish(1, 1, 1);

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(3);
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void messageThatWasRefusedTakesNoKey(Setup setup) {
        QueueRig rig =
                rig(
                        setup,
                        WINDOW.with("x-max-length", new Int64(1))
                                .with("x-overflow", FieldValue.LongText.of("reject-publish")));
        publish(rig, 1, "a", "b");
        assertThat(rig.get(7, true)).isNotNull();

        publish(rig, 3, "b");

        assertThat(QueueTest.counts(rig).ready()).isOne();
        assertThat(duplicates(rig)).isZero();
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void deadLetterThatComesBackPasses(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);
        Message first = message(1, "a");
        rig.publish(first, 1);

        Message back =
                first.rewritten(
                        first.exchange(),
                        first.routingKey(),
                        first.properties(),
                        new Marks(true, List.of()));
        rig.publish(back, 2);

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(2);
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void keyIsFreeWhenTheMessageLeaves(Setup setup) {
        QueueRig rig = rig(setup, PRESENCE);
        publish(rig, 1, "a", "a");
        rig.consume(7, "c", 1, false);
        publish(rig, 3, "a");

        rig.ack(0);
        publish(rig, 4, "a");

        assertThat(rig.sink.confirmed()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rig.sink.texts()).contains("c:1", "c:4").doesNotContain("c:2", "c:3");
        assertThat(duplicates(rig)).isEqualTo(2);
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void purgeAndExpiryFreeKeysOfWhatWasThere(Setup setup) {
        QueueRig rig = rig(setup, PRESENCE);
        publish(rig, 1, "a");
        rig.call(rig.queue::purge).join();

        publish(rig, 2, "a");

        assertThat(QueueTest.counts(rig).ready()).isOne();
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void windowForgetsTheOldestKeyBeyondItsLimit(Setup setup) {
        QueueRig rig = rig(setup, WINDOW.with("x-dedup-max-keys", new Int64(2)));
        publish(rig, 1, "a", "b", "c");

        publish(rig, 4, "c", "a");

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(4);
        assertThat(rig.queue.counters().of(QueueCounter.KEYS_FORGOTTEN)).isEqualTo(2);
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "LOCAL_SLOW"})
    void nothingIsHeldWhenAllKeysAreOver(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);
        publish(rig, 1, "a");
        assertThat(rig.ledger.bytesOf(Holder.KEYS)).isPositive();

        pass(rig, 10_000);

        assertThat(rig.ledger.bytesOf(Holder.KEYS)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void deletedQueueHoldsNoKeys(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);
        publish(rig, 1, "a");

        rig.call(() -> rig.queue.delete(false, false)).join();

        assertThat(rig.ledger.bytesOf(Holder.KEYS)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void windowCanComeAndGo(Setup setup) {
        QueueRig rig = rig(setup, FieldTable.EMPTY);
        publish(rig, 1, "a");
        FieldTable policy = FieldTable.EMPTY.with("dedup-window", new Int64(1_000));
        rig.call(() -> rig.queue.configure(QueueSettings.of(FieldTable.EMPTY, policy, null)))
                .join();
        publish(rig, 2, "a", "a");

        rig.call(() -> rig.queue.configure(QueueSettings.NONE)).join();
        publish(rig, 4, "a");

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(3);
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void clockThatIsSetForwardEndsWindows(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);
        publish(rig, 1, "a");

        rig.lanes.clock().set(1_000);
        publish(rig, 2, "a", "a");

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(2);
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void clockThatIsSetBackEndsNoWindow(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);
        publish(rig, 1, "a");

        rig.lanes.clock().set(-600_000);
        publish(rig, 2, "a", "b", "b");

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(2);
        assertThat(duplicates(rig)).isEqualTo(2);
        check(rig, setup);
    }

    @ParameterizedTest
    @EnumSource
    void windowsGoOnWhenAClockThatWasSetBackHasCaughtUp(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);
        publish(rig, 1, "a");
        rig.lanes.clock().set(-600_000);

        pass(rig, 600_999);
        publish(rig, 2, "a");
        pass(rig, 1);
        publish(rig, 3, "a");

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(2);
        assertThat(duplicates(rig)).isOne();
        check(rig, setup);
    }

    /// The second command is made before the first has come back from the log.
    @ParameterizedTest
    @EnumSource
    void clockIsSetBackWhileAMessageIsOnItsWay(Setup setup) {
        QueueRig rig = rig(setup, WINDOW);

        rig.run(() -> {
            rig.publishNow(message(1, "a"), 1);
            rig.lanes.clock().set(-600_000);
            rig.publishNow(message(2, "b"), 2);
        });
        publish(rig, 3, "b");

        assertThat(QueueTest.counts(rig).ready()).isEqualTo(2);
        check(rig, setup);
    }

    private static void pass(QueueRig rig, long millis) {
        rig.lanes.advance(millis);
        rig.lanes.runAll();
    }
}
