package dev.warren.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queues on lanes of their own send each other their messages in a circle, in an order that a seed
/// chooses, with a disk that answers late: each message is in one place at the end.
class TransferSimulationTest {

    private static final int SEEDS = 500;
    private static final int STEPS = 300;

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void nothingIsLostOrDoubled(int queues) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Run(queues, seed).play();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static final class Run {
        private final Random random;
        private final TransferRig rig;
        private final int count;
        private int published;

        Run(int count, long seed) {
            this.random = new Random(seed);
            this.count = count;
            this.rig = new TransferRig(count, seed);
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                act(random.nextInt(count));
                for (int i = random.nextInt(3); i > 0; i--) {
                    rig.lanes.step();
                }
            }
            rig.settle();
            rig.lanes.advance(Transfers.RETRY_MILLIS);
            rig.settle();
            Map<String, Integer> seen = drain();
            assertThat(seen)
                    .hasSize(published)
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
            assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
        }

        private void act(int queue) {
            switch (random.nextInt(6)) {
                case 0, 1 -> rig.published(queue, "m" + published++, random.nextInt(4) > 0);
                case 2, 3, 4 -> dies(queue);
                default -> rig.commitAll();
            }
        }

        /// The first message of a queue goes to the next one, or round to the same.
        private void dies(int queue) {
            Got got = rig.got(queue, false);
            if (got == null) {
                return;
            }
            Queue from = rig.queues.get(queue);
            Queue to = rig.queues.get((queue + random.nextInt(count)) % count);
            Safety safety = random.nextBoolean() ? Safety.AT_LEAST_ONCE : Safety.AT_MOST_ONCE;
            rig.lanes.run(
                    queue,
                    () ->
                            rig.transfers
                                    .get(queue)
                                    .move(
                                            new TransferRig.FixedParcel(got.message(), List.of(to)),
                                            safety,
                                            () -> from.ack(got.sequence())));
        }

        private Map<String, Integer> drain() {
            Map<String, Integer> seen = new HashMap<>();
            for (int queue = 0; queue < count; queue++) {
                for (Got got = rig.got(queue, true); got != null; got = rig.got(queue, true)) {
                    seen.merge(got.message().routingKey().toString(), 1, Integer::sum);
                }
            }
            return seen;
        }
    }
}
