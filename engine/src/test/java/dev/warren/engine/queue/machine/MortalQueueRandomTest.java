package dev.warren.engine.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.shelf.MemoryShelf;
import dev.warren.engine.topology.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random commands to a queue with limits, times to live, priorities and a delivery limit, and to a
/// naive one: both must do the same, step by step. Sequences leap, so that few messages are spread
/// over several chunks, of which some are shelved.
class MortalQueueRandomTest {

    private static final int SEEDS = 1_000;
    private static final int STEPS = 150;
    private static final int ALL = Integer.MAX_VALUE;

    @Test
    void machineEqualsTheNaiveQueue() {
        int shelved = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Run run = new Run(seed);
            run.play();
            shelved += run.shelf.shelved();
        }
        assertThat(shelved).isGreaterThan(SEEDS);
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final RecordingEffects effects = new RecordingEffects();
        private final NaiveMortals naive;
        private final MemoryShelf shelf;
        private QueueMachine machine;
        private long now = 1_000;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            Rules rules = Rules.of(settings());
            this.naive = new NaiveMortals(rules);
            this.machine = new QueueMachine(false, effects);
            machine.configure(rules);
            machine.at(now);
            Random moods = new Random(seed);
            this.shelf = new MemoryShelf(moods::nextBoolean);
            machine.backlog().useShelf(shelf);
        }

        private QueueSettings settings() {
            boolean isQuorum = random.nextInt(3) == 0;
            FieldTable arguments =
                    FieldTable.EMPTY.with("x-queue-type", isQuorum ? "quorum" : "classic");
            if (random.nextBoolean()) {
                arguments = arguments.with("x-max-length", new Int64(random.nextInt(8)));
            }
            if (random.nextInt(3) == 0) {
                arguments = arguments.with("x-max-length-bytes", new Int64(random.nextInt(60)));
            }
            if (random.nextInt(3) == 0) {
                arguments = arguments.with("x-overflow", "reject-publish");
            }
            if (random.nextBoolean()) {
                arguments = arguments.with("x-message-ttl", new Int64(random.nextInt(40)));
            }
            if (random.nextBoolean()) {
                arguments = arguments.with("x-dead-letter-exchange", "dlx");
            }
            if (isQuorum) {
                arguments = arguments.with("x-delivery-limit", new Int64(random.nextInt(3)));
            } else if (random.nextBoolean()) {
                arguments = arguments.with("x-max-priority", new Int64(1 + random.nextInt(255)));
            }
            return QueueSettings.of(arguments.with("x-unused", new Bool(true)), null, null);
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                String at = "seed " + seed + " step " + step;
                command(at);
                tidy();
                naive.tidy(now);
                compare(at);
            }
        }

        /// At once or a few at a time: the order is the same.
        private void tidy() {
            if (random.nextBoolean()) {
                machine.tidy(ALL, 0, 0);
                return;
            }
            boolean isMore = true;
            while (isMore) {
                isMore = machine.tidy(1 + random.nextInt(3), 0, 0);
            }
        }

        private void command(String at) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> append(at);
                case 4, 5 -> get(at);
                case 6 -> {
                    now += random.nextInt(30);
                    machine.at(now);
                }
                case 7 -> withUnacked(at, machine::ack, naive::settle);
                case 8 ->
                        withUnacked(
                                at,
                                sequence -> machine.settle(Settlement.REQUEUE, sequence),
                                naive::requeue);
                case 9 ->
                        withUnacked(
                                at,
                                sequence -> machine.settle(Settlement.FAIL, sequence),
                                naive::fail);
                case 10 ->
                        withUnacked(
                                at,
                                sequence -> machine.settle(Settlement.DISCARD, sequence),
                                naive::discard);
                default -> rare(at);
            }
        }

        private void rare(String at) {
            switch (random.nextInt(5)) {
                case 0 -> assertThat(machine.purge()).as(at).isEqualTo(naive.purge());
                case 1 -> {
                    List<Long> dying = naive.dying();
                    if (!dying.isEmpty()) {
                        long sequence = dying.get(random.nextInt(dying.size()));
                        assertThat(machine.bury(sequence)).as(at).isTrue();
                        naive.bury(sequence);
                    }
                }
                case 2 -> {
                    long sequence = random.nextInt(30);
                    assertThat(machine.remove(sequence)).as(at).isEqualTo(naive.remove(sequence));
                }
                default -> {
                    QueueMachine old = machine;
                    machine = QueueMachine.restore(old.snapshot(), effects);
                    machine.backlog().useShelf(shelf);
                    old.backlog().clear();
                    assertThat(QueueMachine.restore(machine.snapshot(), effects).snapshot())
                            .as(at)
                            .isEqualTo(machine.snapshot());
                }
            }
        }

        private void append(String at) {
            if (random.nextInt(8) == 0) {
                machine.restored().nextSequence(naive.leap(random.nextInt(1_500)));
            }
            int size = random.nextInt(20);
            long ttl = random.nextInt(3) == 0 ? random.nextInt(50) : Rules.NO_LIMIT;
            int priority = random.nextInt(300) - 1;
            boolean isRefused = machine.refuses(size);
            assertThat(isRefused).as(at).isEqualTo(naive.refuses(size));
            if (!isRefused) {
                machine.append(size, ttl, priority);
                naive.append(size, now, ttl, priority);
            }
        }

        private void get(String at) {
            String redelivered = machine.isFirstRedelivered() ? "r" : "";
            long sequence = machine.get(7, false);
            assertThat(sequence == QueueMachine.NONE ? "" : sequence + redelivered)
                    .as(at)
                    .isEqualTo(naive.get());
        }

        private interface Command {
            boolean apply(long sequence);
        }

        private void withUnacked(
                String at, Command command, java.util.function.LongConsumer expected) {
            List<Long> unacked = naive.unacked();
            if (unacked.isEmpty() || random.nextInt(10) == 0) {
                long none = random.nextInt(3) == 0 ? 99_999 : 0;
                if (!unacked.contains(none)) {
                    assertThat(command.apply(none)).as(at).isFalse();
                }
                return;
            }
            long sequence = unacked.get(random.nextInt(unacked.size()));
            assertThat(command.apply(sequence)).as(at).isTrue();
            expected.accept(sequence);
        }

        private List<String> expiringByPages() {
            List<String> all = new ArrayList<>();
            long[] after = {Long.MIN_VALUE, -1};
            int before = -1;
            while (all.size() > before) {
                before = all.size();
                machine.expiring(
                        after[0],
                        after[1],
                        1 + random.nextInt(9),
                        (expiry, sequence) -> {
                            all.add(expiry + " " + sequence);
                            after[0] = expiry;
                            after[1] = sequence;
                        });
            }
            assertThat(machine.nextExpiry())
                    .isEqualTo(
                            all.isEmpty()
                                    ? Rules.NO_LIMIT
                                    : Long.parseLong(all.getFirst().split(" ")[0]));
            return all;
        }

        private void compare(String at) {
            Backlog backlog = machine.backlog();
            assertThat(effects.takeDeaths()).as(at).containsExactlyElementsOf(naive.takeDeaths());
            assertThat(backlog.readyCount()).as(at).isEqualTo(naive.ready().size());
            assertThat(backlog.unackedCount()).as(at).isEqualTo(naive.unacked().size());
            assertThat(backlog.dyingCount()).as(at).isEqualTo(naive.dying().size());
            assertThat(backlog.readyBytes()).as(at).isEqualTo(naive.readyBytes());
            assertThat(effects.forgotten()).as(at).doesNotHaveDuplicates();
            assertThat(expiringByPages()).as(at).isEqualTo(naive.expiring());
            for (long sequence : naive.ready()) {
                assertThat(backlog.isReady(sequence)).as(at).isTrue();
                assertThat(backlog.tries(sequence)).as(at).isEqualTo(naive.tries(sequence));
            }
        }
    }
}
