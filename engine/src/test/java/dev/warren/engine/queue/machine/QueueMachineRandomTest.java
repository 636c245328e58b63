package dev.warren.engine.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random commands to the machine and to the naive queue: both must do the same, step by step.
class QueueMachineRandomTest {

    private static final int SEEDS = 1_000;
    private static final int STEPS = 120;
    private static final int SESSIONS = 4;

    private static final FieldTable TIMEOUT =
            FieldTable.EMPTY.with(
                    "x-consumer-timeout", new Int32(NaiveQueue.PATIENCE * Patience.STEP_MILLIS));

    private static final int[] SIZES = {0, 10, 1_000, 300_000, 2_000_000};

    @Test
    void machineEqualsTheNaiveQueue() {
        for (long seed = 0; seed < SEEDS; seed++) {
            new Run(seed).play();
        }
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final NaiveQueue naive;
        private final RecordingEffects effects = new RecordingEffects();
        private QueueMachine machine;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            boolean autoDelete = random.nextInt(4) == 0;
            this.naive = new NaiveQueue(autoDelete);
            this.machine = new QueueMachine(autoDelete, effects);
            machine.configure(Rules.of(QueueSettings.of(TIMEOUT, null, null)));
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                command();
                serve();
                compare("seed " + seed + " step " + step);
            }
        }

        private void command() {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3, 4 -> append(1 + random.nextInt(5));
                case 5 -> subscribe();
                case 6 -> cancel();
                case 7 -> get();
                case 8, 9 -> settle();
                case 10 -> requeue();
                case 11 -> credit();
                case 12 -> release();
                case 13, 14 -> tick();
                default -> rare();
            }
        }

        private void rare() {
            switch (random.nextInt(12)) {
                case 0 -> assertThat(machine.purge()).isEqualTo(naive.purge());
                case 1 -> append(1_500);
                case 2 -> delete();
                default -> machine = QueueMachine.restore(machine.snapshot(), effects);
            }
        }

        private void append(int count) {
            for (int i = 0; i < count; i++) {
                int size = SIZES[random.nextInt(20) == 0 ? random.nextInt(SIZES.length) : 1];
                machine.append(size);
                serve();
                naive.append(size);
            }
        }

        private void subscribe() {
            long session = random.nextInt(SESSIONS);
            Subscription subscription = Subscriptions.any(random, session);
            boolean admitted = naive.admits(subscription.exclusive());
            int number = machine.subscribe(subscription);
            assertThat(number != QueueMachine.NONE).isEqualTo(admitted);
            if (admitted) {
                naive.subscribe(number, subscription);
            }
        }

        private void cancel() {
            int number = random.nextInt(10);
            if (naive.clients().stream().anyMatch(client -> client.number() == number)) {
                machine.cancel(number);
                naive.cancel(number);
            }
        }

        private void get() {
            long session = random.nextInt(SESSIONS);
            boolean noAck = random.nextBoolean();
            String redelivered = machine.isFirstRedelivered() ? "r" : "";
            long sequence = machine.get(session, noAck);
            String got = sequence == QueueMachine.NONE ? null : sequence + redelivered;
            assertThat(got).isEqualTo(naive.get(session, noAck));
        }

        private void settle() {
            for (int i = random.nextInt(4); i >= 0; i--) {
                long sequence = anySequence();
                machine.ack(sequence);
                serve();
                naive.settle(sequence);
            }
        }

        private void requeue() {
            List<Long> sequences = List.of(anySequence(), anySequence());
            sequences.forEach(sequence -> machine.settle(Settlement.REQUEUE, sequence));
            naive.requeue(sequences);
        }

        private void credit() {
            int number = random.nextInt(10);
            long bytes = random.nextInt(2_000_000);
            machine.credit(number, bytes);
            naive.credit(number, bytes);
        }

        private void release() {
            long session = random.nextInt(SESSIONS);
            machine.release(session);
            naive.release(session);
        }

        private void tick() {
            for (int i = random.nextInt(4); i >= 0; i--) {
                machine.tick(Patience.STEP_MILLIS);
                serve();
                naive.tick();
            }
        }

        private void delete() {
            if (random.nextInt(4) == 0) {
                machine.delete(false, false);
                naive.delete();
            }
        }

        /// Mostly one that is unacked, sometimes any, also one that never was.
        private long anySequence() {
            List<Long> unacked = naive.unacked();
            return unacked.isEmpty() || random.nextInt(10) == 0
                    ? random.nextLong(naive.nextSequence() + 2)
                    : unacked.get(random.nextInt(unacked.size()));
        }

        private void serve() {
            while (machine.next() != QueueMachine.NONE) {
                machine.deliver();
            }
        }

        private void compare(String at) {
            Backlog backlog = machine.backlog();
            assertThat(effects.takeDeliveries()).as(at).isEqualTo(naive.takeDeliveries());
            assertThat(machine.isDeleted()).as(at).isEqualTo(naive.isDeleted());
            assertThat(machine.consumers()).as(at).isEqualTo(naive.consumers());
            assertThat(backlog.readyCount()).as(at).isEqualTo(naive.readyCount());
            assertThat(backlog.unackedCount()).as(at).isEqualTo(naive.unackedCount());
            assertThat(backlog.readyBytes()).as(at).isEqualTo(naive.readyBytes());
            assertThat(backlog.unackedBytes()).as(at).isEqualTo(naive.unackedBytes());
            assertThat(effects.forgotten()).as(at).doesNotHaveDuplicates();
        }
    }
}
