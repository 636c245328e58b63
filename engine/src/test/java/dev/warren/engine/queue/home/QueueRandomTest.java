package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.home.RecordingSink.Delivered;
import dev.warren.engine.queue.machine.NaiveQueue;
import dev.warren.engine.queue.machine.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random commands to a queue and to the naive queue: deliveries, answers, counts and memory must
/// be the same.
class QueueRandomTest {

    private static final int SEEDS = 1_000;
    private static final int STEPS = 40;
    private static final int SESSIONS = 3;

    @ParameterizedTest
    @EnumSource
    void queueEqualsTheNaiveQueue(Setup setup) {
        for (long seed = 0; seed < SEEDS; seed++) {
            new Run(setup, seed).play();
        }
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final NaiveQueue naive;
        private final QueueRig rig;
        private final Setup setup;
        private final List<Consumer> consumers = new ArrayList<>();
        private final List<Message> published = new ArrayList<>();

        Run(Setup setup, long seed) {
            this.setup = setup;
            this.seed = seed;
            this.random = new Random(seed);
            boolean autoDelete = random.nextInt(4) == 0;
            this.naive = new NaiveQueue(autoDelete);
            this.rig = new QueueRig(setup, autoDelete, new StepLanes(3, seed), random.nextInt(2));
        }

        void play() {
            for (int step = 0; step < STEPS && !naive.isDeleted(); step++) {
                command();
                compare("seed " + seed + " step " + step);
            }
            if (setup.logged) {
                assertThat(rig.replayed()).as("seed " + seed).isEqualTo(rig.snapshot());
            }
            rig.call(() -> rig.queue.delete(false, false)).join();
            assertThat(rig.ledger.bytesOf(Holder.QUEUES)).as("seed " + seed).isZero();
            assertThat(rig.sink.confirmed())
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, published.size()).boxed().toList());
        }

        private void command() {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> publish();
                case 3 -> consume();
                case 4 -> cancel();
                case 5 -> get();
                case 6 -> settle();
                case 7 -> requeue();
                case 8 -> credit();
                default -> rare();
            }
        }

        private void rare() {
            switch (random.nextInt(4)) {
                case 0 -> {
                    long purged = rig.call(rig.queue::purge).join();
                    assertThat(purged).isEqualTo(naive.purge());
                }
                case 1 -> {
                    if (random.nextInt(5) == 0) {
                        rig.call(() -> rig.queue.delete(false, false)).join();
                        naive.delete();
                    }
                }
                default -> release();
            }
        }

        private void publish() {
            List<Message> batch = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int size = random.nextInt(20) == 0 ? 600_000 : random.nextInt(20);
                long id = published.size();
                Message message = TestMessages.message(id, size, random.nextBoolean());
                batch.add(message);
                published.add(message);
                naive.append(size);
            }
            rig.run(() -> batch.forEach(m -> rig.publishNow(m, TestMessages.idOf(m))));
        }

        private void consume() {
            long session = random.nextInt(SESSIONS);
            ConsumerSpec spec = QueueRig.anySpec(random, session, random.nextInt(8) == 0);
            boolean admitted = naive.admits(spec.exclusive());
            var answer = rig.call(() -> rig.queue.consume(spec, rig.sink));
            assertThat(answer.isCompletedExceptionally()).isEqualTo(!admitted);
            if (admitted) {
                Consumer consumer = answer.join();
                consumers.add(consumer);
                naive.subscribe(consumer.number(), Subscription.of(spec, false));
            }
        }

        private void cancel() {
            if (!consumers.isEmpty()) {
                Consumer consumer = consumers.remove(random.nextInt(consumers.size()));
                rig.call(() -> rig.queue.cancel(consumer)).join();
                naive.cancel(consumer.number());
            }
        }

        private void get() {
            long session = random.nextInt(SESSIONS);
            boolean noAck = random.nextBoolean();
            Got got = rig.get(session, noAck);
            String text = got == null ? null : got.sequence() + (got.redelivered() ? "r" : "");
            assertThat(text).isEqualTo(naive.get(session, noAck));
            if (got != null) {
                assertThat(got.message()).isSameAs(published.get((int) got.sequence()));
                assertThat(got.readyLeft()).isEqualTo(naive.readyCount());
            }
        }

        private void settle() {
            long sequence = anySequence();
            if (random.nextInt(3) == 0) {
                rig.discard(sequence);
            } else {
                rig.ack(sequence);
            }
            naive.settle(sequence);
        }

        private void requeue() {
            List<Long> sequences = List.of(anySequence(), anySequence());
            rig.requeue(sequences.get(0), sequences.get(1));
            naive.requeue(sequences);
        }

        private void credit() {
            if (!consumers.isEmpty()) {
                Consumer consumer = consumers.get(random.nextInt(consumers.size()));
                long bytes = random.nextInt(1_000_000);
                rig.run(() -> rig.queue.credit(consumer, bytes));
                naive.credit(consumer.number(), bytes);
            }
        }

        private void release() {
            long session = random.nextInt(SESSIONS);
            rig.call(() -> rig.queue.release(session)).join();
            naive.release(session);
            consumers.removeIf(consumer -> consumer.session() == session);
        }

        private long anySequence() {
            List<Long> unacked = naive.unacked();
            return unacked.isEmpty()
                    ? random.nextInt(5)
                    : unacked.get(random.nextInt(unacked.size()));
        }

        private void compare(String at) {
            List<Delivered> delivered = rig.sink.takeDelivered();
            assertThat(delivered).as(at).allMatch(d -> d.id() == d.sequence());
            assertThat(delivered.stream().map(Run::text)).as(at).isEqualTo(naive.takeDeliveries());
            assertThat(rig.queue.isDeleted()).as(at).isEqualTo(naive.isDeleted());
            if (!naive.isDeleted()) {
                assertThat(QueueTest.counts(rig))
                        .as(at)
                        .isEqualTo(
                                new Counts(
                                        naive.readyCount(),
                                        naive.unackedCount(),
                                        naive.consumers()));
            }
        }

        private static String text(Delivered delivered) {
            return delivered.consumer().number()
                    + ":"
                    + delivered.sequence()
                    + (delivered.redelivered() ? "r" : "");
        }
    }
}
