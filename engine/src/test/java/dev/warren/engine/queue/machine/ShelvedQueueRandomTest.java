package dev.warren.engine.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.shelf.MemoryShelf;
import dev.warren.engine.topology.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/// Random commands to three deep queues: one that keeps its index in memory, one whose shelf takes
/// it at once, one whose shelf refuses by chance. All three do the same.
class ShelvedQueueRandomTest {

    private static final int SEEDS = 150;
    private static final int STEPS = 80;
    private static final int APPENDED_MAX = 1_500;
    private static final int SESSION = 7;

    @Test
    void shelfIsNotSeen() {
        int shelved = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            shelved += new Run(seed).play();
        }
        assertThat(shelved).isGreaterThan(SEEDS);
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final MemoryShelf eager = new MemoryShelf(() -> true);
        private final MemoryShelf moody;
        private final List<RecordingEffects> effects =
                List.of(new RecordingEffects(), new RecordingEffects(), new RecordingEffects());
        private final QueueMachine[] machines = new QueueMachine[3];
        private final int levels;
        private long now = 1_000;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            Random moods = new Random(seed);
            this.moody = new MemoryShelf(() -> moods.nextInt(3) == 0);
            this.levels = random.nextBoolean() ? 0 : 1 + random.nextInt(255);
            Rules rules = Rules.of(settings());
            for (int i = 0; i < machines.length; i++) {
                machines[i] = new QueueMachine(false, effects.get(i));
                machines[i].configure(rules);
                machines[i].at(now);
            }
            useShelves();
        }

        private QueueSettings settings() {
            FieldTable arguments = FieldTable.EMPTY.with("x-queue-type", "classic");
            if (levels > 0) {
                arguments = arguments.with("x-max-priority", new Int64(levels));
            }
            if (random.nextInt(3) == 0) {
                arguments = arguments.with("x-message-ttl", new Int64(random.nextInt(400)));
            }
            if (random.nextInt(3) == 0) {
                arguments = arguments.with("x-max-length", new Int64(random.nextInt(6_000)));
            }
            if (random.nextBoolean()) {
                arguments = arguments.with("x-dead-letter-exchange", "dlx");
            }
            return QueueSettings.of(arguments, null, null);
        }

        private void useShelves() {
            machines[1].backlog().useShelf(eager);
            machines[2].backlog().useShelf(moody);
        }

        int play() {
            for (int step = 0; step < STEPS; step++) {
                String at = "seed " + seed + " step " + step;
                command(at);
                int deathsMax = 1 + random.nextInt(2_000);
                all(at, machine -> machine.tidy(deathsMax, 0, 0) ? 1 : 0);
                compare(at);
            }
            all("seed " + seed, machine -> machine.delete(false, false) == null ? 1 : 0);
            assertThat(eager.held() + moody.held()).as("seed " + seed).isZero();
            return eager.shelved();
        }

        private void command(String at) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> append();
                case 4, 5 -> get(at);
                case 6 -> {
                    now += random.nextInt(100);
                    all(
                            at,
                            machine -> {
                                machine.at(now);
                                return 0;
                            });
                }
                case 7, 8 -> settleSome(at);
                case 9 -> requeueSome(at);
                case 10 -> bury(at);
                default -> rare(at);
            }
        }

        private void append() {
            int count = random.nextInt(APPENDED_MAX);
            for (int i = 0; i < count; i++) {
                int size = random.nextInt(100_000);
                long ttl = random.nextInt(3) == 0 ? random.nextInt(500) : Rules.NO_LIMIT;
                int priority = random.nextInt(levels + 2) - 1;
                for (QueueMachine machine : machines) {
                    machine.append(size, ttl, priority);
                }
            }
        }

        private void get(String at) {
            int count = random.nextInt(1_200);
            for (int i = 0; i < count; i++) {
                boolean noAck = random.nextInt(3) > 0;
                all(at, machine -> machine.get(SESSION, noAck));
            }
        }

        private void settleSome(String at) {
            unacked().stream()
                    .filter(_ -> random.nextInt(3) > 0)
                    .forEach(sequence -> all(at, machine -> machine.ack(sequence) ? 1 : 0));
        }

        private void requeueSome(String at) {
            unacked().stream()
                    .filter(_ -> random.nextBoolean())
                    .forEach(sequence ->
                            all(
                                    at,
                                    machine ->
                                            machine.settle(Settlement.REQUEUE, sequence) ? 1 : 0));
        }

        private void bury(String at) {
            List<Long> dying = held().stream().filter(machines[0].backlog()::isDying).toList();
            dying.forEach(sequence -> all(at, machine -> machine.bury(sequence) ? 1 : 0));
        }

        private List<Long> unacked() {
            return held().stream().filter(machines[0].backlog()::isUnacked).toList();
        }

        private List<Long> held() {
            List<Long> held = new ArrayList<>();
            machines[0].backlog().forEachUnacked(held::add);
            return held;
        }

        private void rare(String at) {
            switch (random.nextInt(6)) {
                case 0 -> all(at, QueueMachine::purge);
                case 1 ->
                        all(
                                at,
                                machine -> {
                                    machine.release(SESSION);
                                    return 0;
                                });
                case 2 -> restore();
                default -> append();
            }
        }

        /// What goes on has nothing on a shelf at first.
        private void restore() {
            for (int i = 0; i < machines.length; i++) {
                QueueMachine old = machines[i];
                machines[i] = QueueMachine.restore(old.snapshot(), effects.get(i));
                old.backlog().clear();
            }
            useShelves();
        }

        private void all(String at, ToLongFunction<QueueMachine> command) {
            long expected = command.applyAsLong(machines[0]);
            for (int i = 1; i < machines.length; i++) {
                assertThat(command.applyAsLong(machines[i])).as(at).isEqualTo(expected);
            }
        }

        private void compare(String at) {
            List<String> deaths = effects.get(0).takeDeaths();
            for (int i = 1; i < machines.length; i++) {
                assertThat(effects.get(i).takeDeaths()).as(at).isEqualTo(deaths);
                assertThat(machines[i].snapshot()).as(at).isEqualTo(machines[0].snapshot());
            }
        }
    }
}
