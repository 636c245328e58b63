package dev.warren.engine.recovery;

import dev.warren.engine.Seeds;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Durable queues on a disk that loses what was not synced, over several lives.
class StorageSimulationTest {

    private static final Seeds SEEDS = Seeds.of(500);
    private static final Seeds LONG_SEEDS = Seeds.of(20);
    private static final int LIVES = 5;
    private static final int STEPS = 150;

    @Test
    void whatWasConfirmedIsThereAndWhatWasDoneIsNot() {
        StorageWalked walked = new StorageWalked();
        SEEDS.play(seed -> live(seed, STEPS, walked));
        LONG_SEEDS.play(seed -> live(seed, STEPS * 10, walked));
        LONG_SEEDS.ifMany(walked::assertAll);
    }

    private static void live(long seed, int steps, StorageWalked walked) throws IOException {
        StorageModel model = new StorageModel(seed);
        for (int life = 0; life < LIVES; life++) {
            model.live(steps);
        }
        walked.add(model.walked);
    }
}
