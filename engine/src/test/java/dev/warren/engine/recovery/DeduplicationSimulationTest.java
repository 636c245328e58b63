package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.Seeds;
import org.junit.jupiter.api.Test;

/// Queues that know duplicates, on a disk that loses what was not synced, over several lives.
class DeduplicationSimulationTest {

    private static final Seeds SEEDS = Seeds.of(150);
    private static final int LIVES = 6;
    private static final int STEPS = 250;

    private long duplicates;
    private long writtenKeys;
    private long tailKeys;
    private long copiedKeys;

    @Test
    void nothingComesTwiceAndNothingIsLost() {
        SEEDS.play(seed -> {
            DeduplicationModel model = new DeduplicationModel(seed);
            for (int life = 0; life < LIVES; life++) {
                model.live(STEPS);
            }
            duplicates += model.duplicates;
            writtenKeys += model.writtenKeys;
            tailKeys += model.tailKeys;
            copiedKeys += model.walked.copiedKeys;
        });
        SEEDS.ifMany(() -> {
            assertThat(duplicates).as("duplicates").isPositive();
            assertThat(writtenKeys).as("keys in records of their own").isPositive();
            assertThat(tailKeys).as("keys that only their messages had").isPositive();
            assertThat(copiedKeys).as("copies of records of keys").isPositive();
        });
    }
}
