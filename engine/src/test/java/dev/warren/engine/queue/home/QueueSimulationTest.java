package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.engine.Seeds;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.topology.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Publishers and channels on four lanes and a queue on one of them, in an order that a seed
/// chooses: everything that was published is done with exactly once.
class QueueSimulationTest {

    private static final Seeds SEEDS = Seeds.of(1_000);
    private static final int STEPS = 120;
    private static final int ROUNDS_MAX = 10_000;
    private static final FieldTable TIMEOUT =
            FieldTable.EMPTY.with("x-consumer-timeout", new Int32(1_000));

    @ParameterizedTest
    @EnumSource
    void everyMessageIsDoneWithOnce(Setup setup) {
        SEEDS.play(seed -> new Run(setup, seed).play());
    }

    private static final class Run {
        private final Random random;
        private final StepLanes lanes;
        private final QueueRig rig;
        private final Fates fates;

        /// Whether messages are taken back that are not acknowledged in time.
        private final boolean isTimed;

        private final List<SimulatedChannel> channels = new ArrayList<>();

        Run(Setup setup, long seed) {
            this.random = new Random(seed);
            this.lanes = new StepLanes(5, seed);
            this.isTimed = random.nextBoolean();
            this.fates = new Fates(isTimed);
            this.rig =
                    new QueueRig(
                            setup,
                            false,
                            lanes,
                            0,
                            isTimed ? QueueSettings.of(TIMEOUT, null, null) : QueueSettings.NONE);
            for (int i = 0; i < 4; i++) {
                int limit = random.nextInt(3) * random.nextInt(1, 4);
                channels.add(
                        new SimulatedChannel(rig.queue, lanes.lane(i), i, limit, random, fates));
            }
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                act();
                for (int i = random.nextInt(4); i > 0; i--) {
                    lanes.step();
                }
            }
            drain();
            assertThat(fates.done()).isEqualTo(fates.published());
            assertThat(rig.sink.confirmed()).containsExactlyInAnyOrderElementsOf(fates.published());
            assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
            assertThat(channels).allMatch(channel -> channel.granted() == 0);
        }

        private void act() {
            if (isTimed && random.nextInt(4) == 0) {
                lanes.advance(random.nextInt(500));
            }
            SimulatedChannel channel = channels.get(random.nextInt(channels.size()));
            int lane = channel.lane().index();
            switch (random.nextInt(9)) {
                case 0, 1, 2, 3 -> lanes.run(lane, () -> publish(lane));
                case 4 -> lanes.run(lane, channel::consume);
                case 5 -> lanes.run(lane, channel::cancelOne);
                case 6, 7 -> lanes.run(lane, () -> channel.settleSome(false));
                default -> lanes.run(lane, channel::creditAll);
            }
        }

        private void publish(int lane) {
            for (int i = random.nextInt(5); i >= 0; i--) {
                int size = random.nextInt(20) == 0 ? 400_000 : random.nextInt(50);
                long id = fates.published(lane);
                Message message = TestMessages.message(id, size, random.nextBoolean());
                rig.publishNow(message, id);
            }
        }

        /// Consumers take everything that is left and ack it.
        private void drain() {
            lanes.runAll();
            lanes.run(0, channels.get(0)::consume);
            for (int round = 0;
                    round < ROUNDS_MAX && rig.ledger.bytesOf(Holder.QUEUES) > 0;
                    round++) {
                for (SimulatedChannel channel : channels) {
                    lanes.run(channel.lane().index(), () -> channel.settleSome(true));
                    lanes.run(channel.lane().index(), channel::creditAll);
                }
                lanes.runAll();
            }
        }
    }
}
