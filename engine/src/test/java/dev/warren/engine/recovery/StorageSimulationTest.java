package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Durable queues on a disk that loses what was not synced, over several lives.
class StorageSimulationTest {

    private static final int SEEDS = Integer.getInteger("storage.seeds", 400);
    private static final int LIVES = 5;
    private static final int STEPS = 150;

    @Test
    void whatWasConfirmedIsThereAndWhatWasDoneIsNot() throws IOException {
        long restored = 0;
        long delivered = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            StorageModel model = new StorageModel(seed);
            try {
                for (int life = 0; life < LIVES; life++) {
                    model.live(STEPS);
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            restored += model.restored;
            delivered += model.deliveredCount;
        }
        assertThat(restored).isGreaterThan(SEEDS);
        assertThat(delivered).isGreaterThan(SEEDS);
    }
}
