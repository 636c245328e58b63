package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.topology.QueueNumbers;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Chance is at its lowest here, so that a tenth of jitter makes each wait a tenth shorter.
class RetryTest {

    private static final long HOUR = 3_600_000;
    private static final long SESSION = 7;

    private final DelayRig rig = new DelayRig(3, 1);

    @BeforeEach
    void declare() {
        rig.declareExchange("x");
    }

    @Test
    void rejectedMessageComesBackWhenItsTimeHasComeAndNotBefore() {
        declare(retrying());
        publish("m");
        settle(take(), Settlement.DISCARD);
        rig.advance(999);
        assertThat(takeOrNull()).isNull();

        rig.advance(1);
        assertThat(take().message().routingKey()).hasToString("m");
    }

    @Test
    void headersTellHowOftenWhySinceWhen() {
        declare(retrying());
        publish("m");
        long first = rig.lanes.clock().wallMillis() / 1000;
        settle(take(), Settlement.DISCARD);
        rig.advance(1_000);
        settle(take(), Settlement.REQUEUE);
        rig.advance(2_000);

        FieldTable headers = take().message().headers();
        assertThat(headers.get("x-retry-count")).isEqualTo(new Int64(2));
        assertThat(headers.get("x-retry-reason")).isEqualTo(LongText.of("requeued"));
        assertThat(headers.get("x-retry-first-time")).isEqualTo(new Timestamp(first));
    }

    @Test
    void waitsGrowUpToTheMost() {
        declare(retrying().with("x-retry-max", new Int32(3_000)));
        publish("m");
        for (long wait : new long[] {1_000, 2_000, 3_000, 3_000}) {
            settle(take(), Settlement.DISCARD);
            rig.advance(wait - 1);
            assertThat(takeOrNull()).isNull();
            rig.advance(1);
        }

        assertThat(countOf(take())).isEqualTo(4);
    }

    @Test
    void jitterTakesItsChanceFromTheNode() {
        declare(retrying().with("x-retry-jitter", LongText.of("0.1")));
        publish("m");
        settle(take(), Settlement.DISCARD);
        rig.advance(899);
        assertThat(takeOrNull()).isNull();

        rig.advance(1);
        assertThat(takeOrNull()).isNotNull();
    }

    @Test
    void rejectedAndNackedMessagesThatAreWantedBackWaitToo() {
        declare(retrying());
        publish("m");
        settle(take(), Settlement.FAIL);
        assertThat(takeOrNull()).isNull();
        rig.advance(1_000);

        assertThat(reasonOf(take())).isEqualTo("requeued");
    }

    @Test
    void messageOfASessionThatEndsWaits() {
        declare(retrying());
        publish("m");
        take();
        rig.queue("q").release(SESSION);
        rig.lanes.runAll();
        assertThat(takeOrNull()).isNull();
        rig.advance(1_000);

        assertThat(reasonOf(take())).isEqualTo("crashed");
    }

    @Test
    void messageThatIsHeldForTooLongWaits() {
        declare(retrying().with("x-consumer-timeout", new Int32(10_000)));
        publish("m");
        take();
        rig.advance(13_000);
        assertThat(rig.queue("q").counters().of(QueueCounter.UNACKED)).isZero();
        rig.advance(1_000);

        assertThat(reasonOf(take())).isEqualTo("timeout");
    }

    @Test
    void whatIsNotRetriedOnGoesAsInAnyQueue() {
        declare(retrying().with("x-retry-on", LongText.of("crash")));
        publish("m");
        settle(take(), Settlement.REQUEUE);
        assertThat(takeOrNull()).isNotNull();

        rig.queue("q").settle(Settlement.DISCARD, new long[] {0}, 1);
        rig.advance(HOUR);
        assertThat(takeOrNull()).isNull();
    }

    @Test
    void messageThatIsGivenUpGoesToTheParkingQueue() {
        rig.declareExchange("other");
        rig.declareQueue("parked", "other", FieldTable.EMPTY);
        declare(
                retrying()
                        .with("x-retry-attempts", new Int32(2))
                        .with("x-retry-park-queue", LongText.of("parked")));
        publish("m");
        failUntilGivenUp(2);

        Message parked = get("parked").message();
        assertThat(parked.exchange()).hasToString("x");
        assertThat(parked.routingKey()).hasToString("m");
        assertThat(parked.headers().get("x-retry-count")).isEqualTo(new Int64(2));
        assertThat(parked.marks().wasRetried()).isFalse();
        assertThat(counted(QueueCounter.PARKED)).isOne();
        assertThat(counted(QueueCounter.FAILED)).isOne();
        assertThat(counted(QueueCounter.RETRIED)).isEqualTo(3);
    }

    @Test
    void withoutAParkingQueueItIsADeadLetter() {
        rig.declareExchange("dlx");
        rig.declareQueue("dead", "dlx", FieldTable.EMPTY);
        declare(
                retrying()
                        .with("x-retry-attempts", new Int32(1))
                        .with("x-retry-park-queue", LongText.of("missing"))
                        .with("x-dead-letter-exchange", LongText.of("dlx")));
        publish("m");
        failUntilGivenUp(1);

        FieldTable headers = get("dead").message().headers();
        assertThat(headers.get("x-first-death-reason")).isEqualTo(LongText.of("delivery_limit"));
        assertThat(headers.get("x-death"))
                .isInstanceOfSatisfying(
                        Array.class, deaths -> assertThat(deaths.values()).hasSize(1));
        assertThat(headers.get("x-retry-count")).isEqualTo(new Int64(1));
    }

    @Test
    void withoutADeadLetterExchangeItIsGone() {
        declare(retrying().with("x-retry-attempts", new Int32(1)));
        publish("m");
        failUntilGivenUp(1);
        rig.advance(HOUR);

        assertThat(takeOrNull()).isNull();
        assertThat(counted(QueueCounter.FAILED)).isOne();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void queueThatParksInItselfParksNowhere() {
        declare(
                retrying()
                        .with("x-retry-attempts", new Int32(1))
                        .with("x-retry-park-queue", LongText.of("q")));
        publish("m");
        failUntilGivenUp(1);

        assertThat(takeOrNull()).isNull();
    }

    @Test
    void headersOfTheSenderDoNotCount() {
        declare(retrying().with("x-retry-attempts", new Int32(1)));
        FieldTable forged =
                FieldTable.EMPTY
                        .with("x-retry-count", new Int64(99))
                        .with("x-retry-first-time", new Timestamp(1));
        rig.publish("x", "m", BasicProperties.EMPTY.withHeaders(forged), ConfirmSink.NONE);
        settle(take(), Settlement.DISCARD);
        rig.advance(1_000);

        assertThat(countOf(take())).isOne();
    }

    @Test
    void messagesComeBackInTheOrderInWhichTheyAreDue() {
        declare(retrying());
        publish("old");
        settle(take(), Settlement.DISCARD);
        rig.advance(1_000);
        Got old = take();
        publish("new");
        Got fresh = take();
        settle(old, Settlement.DISCARD);
        settle(fresh, Settlement.DISCARD);
        rig.advance(HOUR);

        assertThat(rig.drain("q")).containsExactly("new", "old");
    }

    @Test
    void whatWaitsIsCountedAndTakesNoPlaceInTheQueue() {
        declare(retrying());
        publish("m");
        settle(take(), Settlement.DISCARD);
        assertThat(counted(QueueCounter.WAITING)).isOne();
        assertThat(counted(QueueCounter.READY)).isZero();
        rig.advance(1_000);

        assertThat(counted(QueueCounter.WAITING)).isZero();
        assertThat(counted(QueueCounter.READY)).isOne();
    }

    @Test
    void whatWaitsGoesWithItsQueue() {
        declare(retrying());
        publish("m");
        settle(take(), Settlement.DISCARD);
        Queue queue = rig.queue("q");
        long beside = QueueNumbers.beside(queue.identity().id());
        Queue holding = Objects.requireNonNull(rig.queues.queueOrNull(beside));
        queue.delete(false, false);
        rig.lanes.runAll();
        rig.advance(HOUR);

        assertThat(holding.isDeleted()).isTrue();
        assertThat(rig.queues.queueOrNull(beside)).isNull();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void policySwitchesItOnAndOff() {
        declare(FieldTable.EMPTY);
        submitPolicy(FieldTable.EMPTY.with("retry-base", new Int32(1_000)));
        publish("m");
        settle(take(), Settlement.REQUEUE);
        assertThat(takeOrNull()).isNull();

        submitPolicy(FieldTable.EMPTY.with("max-length", new Int32(5)));
        rig.advance(1_000);
        settle(take(), Settlement.REQUEUE);
        assertThat(takeOrNull()).isNotNull();
    }

    @Test
    void expiredMessagesAreNotRetriedAndTimeBeginsAnewWhenTheyComeBack() {
        declare(retrying().with("x-message-ttl", new Int32(1_500)));
        publish("m");
        rig.advance(1_400);
        settle(take(), Settlement.DISCARD);
        rig.advance(1_000);
        rig.advance(1_400);
        assertThat(counted(QueueCounter.READY)).isOne();
        rig.advance(200);

        assertThat(takeOrNull()).isNull();
        rig.advance(HOUR);
        assertThat(takeOrNull()).isNull();
    }

    @Test
    void fullQueueGetsItWhenItHasRoom() {
        declare(
                retrying()
                        .with("x-max-length", new Int32(1))
                        .with("x-overflow", LongText.of("reject-publish")));
        publish("m");
        Got got = take();
        publish("other");
        settle(got, Settlement.DISCARD);
        rig.advance(5_000);
        assertThat(rig.drain("q")).containsExactly("other");
        rig.advance(1_000);

        assertThat(rig.drain("q")).containsExactly("m");
    }

    @Test
    void quorumQueueRetriesAsRabbitMqSays() {
        declare(
                FieldTable.EMPTY
                        .with("x-queue-type", LongText.of("quorum"))
                        .with("x-delayed-retry-type", LongText.of("failed"))
                        .with("x-delayed-retry-min", new Int32(100))
                        .with("x-delayed-retry-max", new Int32(250)));
        publish("m");
        for (long wait : new long[] {100, 200, 250}) {
            settle(take(), Settlement.FAIL);
            rig.advance(wait - 1);
            assertThat(takeOrNull()).isNull();
            rig.advance(1);
        }

        settle(take(), Settlement.REQUEUE);
        assertThat(takeOrNull()).isNotNull();
    }

    private void failUntilGivenUp(int retries) {
        for (int i = 0; i <= retries; i++) {
            settle(take(), Settlement.DISCARD);
            rig.advance(1_000L << i);
        }
    }

    private static FieldTable retrying() {
        return FieldTable.EMPTY
                .with("x-retry-base", new Int32(1_000))
                .with("x-retry-jitter", new Int32(0));
    }

    private void declare(FieldTable arguments) {
        rig.declareQueue("q", "x", arguments);
    }

    private void submitPolicy(FieldTable definition) {
        rig.lanes.run(
                0,
                () ->
                        rig.queues.submit(
                                new TopologyCommand.SetPolicy(
                                        DelayRig.VHOST,
                                        PolicyKind.USER,
                                        new Policy("p", "^q$", definition, 0, "queues"))));
        rig.lanes.runAll();
    }

    private void publish(String key) {
        rig.publish("x", key, 0);
    }

    private Got take() {
        return get("q");
    }

    private @Nullable Got takeOrNull() {
        return getOrNull("q");
    }

    private Got get(String queue) {
        return Objects.requireNonNull(getOrNull(queue));
    }

    private @Nullable Got getOrNull(String queue) {
        List<Got> found = new ArrayList<>();
        rig.queue(queue)
                .get(SESSION, false)
                .thenAccept(got -> {
                    if (got != null) {
                        found.add(got);
                    }
                });
        rig.lanes.runAll();
        return found.isEmpty() ? null : found.getFirst();
    }

    private void settle(Got got, Settlement how) {
        rig.queue("q").settle(how, new long[] {got.sequence()}, 1);
        rig.lanes.runAll();
    }

    private long counted(QueueCounter counter) {
        return rig.queue("q").counters().of(counter);
    }

    private static long countOf(Got got) {
        return got.message().headers().get("x-retry-count") instanceof Int64(long count)
                ? count
                : -1;
    }

    private static String reasonOf(Got got) {
        return got.message().headers().get("x-retry-reason") instanceof LongText text
                ? text.text()
                : "";
    }
}
