package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.TopologyCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayedExchangesTest {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final DelayRig rig = new DelayRig(3, 1);

    @BeforeEach
    void declare() {
        rig.declareExchange("x");
        rig.declareQueue("q", "x", FieldTable.EMPTY);
    }

    @Test
    void messageIsRoutedWhenItsTimeHasComeAndNotBefore() {
        rig.publish("x", "m", 1_000);
        rig.advance(999);
        assertThat(rig.drain("q")).isEmpty();

        rig.advance(1);
        assertThat(rig.drain("q")).containsExactly("m");
    }

    @Test
    void yearsAreWaited() {
        rig.publish("x", "m", 365 * DAY);
        rig.advance(365 * DAY - 1);
        assertThat(rig.drain("q")).isEmpty();

        rig.advance(1);
        assertThat(rig.drain("q")).containsExactly("m");
    }

    /// A dead letter can be refused by nobody, so it waits as long as anything may.
    @Test
    void whatWaitsTooLongWaitsTenYears() {
        rig.publish("x", "m", Long.MAX_VALUE);
        rig.advance(3650 * DAY - 1);
        assertThat(rig.drain("q")).isEmpty();

        rig.advance(1);
        assertThat(rig.drain("q")).containsExactly("m");
    }

    @Test
    void orderIsThatOfTheTimesAndThenOfPublishing() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            DelayRig many = new DelayRig(3, seed);
            many.declareExchange("x");
            many.declareQueue("q", "x", FieldTable.EMPTY);
            record Sent(String key, long due) {}
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                long delay = 1L + random.nextInt(50);
                many.publish("x", "" + i, delay);
                sent.add(new Sent("" + i, delay));
            }
            // all at once, or a few at a time
            for (long step : seed % 2 == 0 ? new long[] {60} : new long[] {7, 20, 1, 3, 29}) {
                many.advance(step);
            }

            assertThat(many.drain("q"))
                    .as("seed " + seed)
                    .isEqualTo(
                            sent.stream()
                                    .sorted(Comparator.comparingLong(Sent::due))
                                    .map(Sent::key)
                                    .toList());
        }
    }

    @Test
    void clockThatIsSetForwardMakesThemDueWithinAMinute() {
        rig.publish("x", "m", DAY);
        rig.lanes.clock().advance(2 * DAY);
        assertThat(rig.drain("q")).isEmpty();

        rig.advance(60_000);
        assertThat(rig.drain("q")).containsExactly("m");
    }

    @Test
    void clockThatIsSetBackMakesThemWaitForItsTime() {
        rig.publish("x", "before", 1_000);
        rig.lanes.clock().advance(-HOUR);
        rig.advance(HOUR);
        assertThat(rig.drain("q")).isEmpty();

        rig.advance(1_000);
        assertThat(rig.drain("q")).containsExactly("before");
    }

    /// What the queue has seen of the time does not go back: late, but never early.
    @Test
    void whatIsPublishedAfterTheClockWasSetBackCountsFromTheLatestTime() {
        rig.publish("x", "before", 1_000);
        rig.lanes.clock().advance(-HOUR);
        rig.publish("x", "after", 500);
        rig.advance(HOUR + 499);
        assertThat(rig.drain("q")).isEmpty();

        rig.advance(1);
        assertThat(rig.drain("q")).containsExactly("after");
        rig.advance(500);
        assertThat(rig.drain("q")).containsExactly("before");
    }

    @Test
    void whatAFullQueueRefusesIsGoneAndHoldsUpNothing() {
        FieldTable full =
                FieldTable.EMPTY
                        .with("x-max-length", new Int32(1))
                        .with("x-overflow", "reject-publish");
        rig.declareQueue("full", "x", full);
        for (int i = 0; i < 200; i++) {
            rig.publish("x", "" + i, 10);
        }
        rig.advance(20);

        assertThat(rig.drain("q")).hasSize(200);
        assertThat(rig.drain("full")).containsExactly("0");
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void whatNothingIsBoundForIsGone() {
        rig.declareExchange("y");
        rig.publish("y", "m", 10);
        rig.advance(10);
        rig.declareQueue("late", "y", FieldTable.EMPTY);
        rig.advance(HOUR);

        assertThat(rig.drain("late")).isEmpty();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void whatWaitsGoesWithItsExchange() {
        rig.publish("x", "m", 10);
        Queue holding = holding();
        rig.deleteExchange("x");
        rig.advance(HOUR);

        assertThat(holding.isDeleted()).isTrue();
        assertThat(rig.queues.queueOrNull(holding.identity().id())).isNull();
        assertThat(rig.drain("q")).isEmpty();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void whatWaitsGoesWithItsVirtualHost() {
        Queue holding = holding();
        rig.submit(new TopologyCommand.DeleteVhost(DelayRig.VHOST));

        assertThat(holding.isDeleted()).isTrue();
    }

    @Test
    void queueInWhichMessagesWaitIsNoneOfTheVirtualHost() {
        assertThat(rig.metadata.topology().requireVhost(DelayRig.VHOST).queues())
                .containsOnlyKeys(DelayRig.name("q"));
        assertThat(holding().identity().name().isEmpty()).isTrue();
    }

    private Queue holding() {
        long id =
                rig.metadata
                        .topology()
                        .requireVhost(DelayRig.VHOST)
                        .requireExchange(DelayRig.name("x"))
                        .definition()
                        .holdingId();
        return Objects.requireNonNull(rig.queues.queueOrNull(id));
    }
}
