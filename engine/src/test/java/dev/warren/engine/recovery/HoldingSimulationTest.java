package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.Seeds;
import org.junit.jupiter.api.Test;

/// Messages that wait, on a disk that loses what was not synced, by a clock that somebody sets,
/// over several lives.
class HoldingSimulationTest {

    private static final Seeds SEEDS = Seeds.of(200);
    private static final int LIVES = 6;
    private static final int STEPS = 250;

    private long delayed;
    private long retried;
    private long slow;
    private long parked;
    private long deadLettered;
    private long foundWaiting;
    private long reads;

    @Test
    void whatWaitsIsNotLostAndComesNotBeforeItsTime() {
        SEEDS.play(seed -> {
            HoldingModel model = new HoldingModel(seed);
            for (int life = 1; life <= LIVES; life++) {
                model.live(STEPS, life == LIVES);
            }
            delayed += model.delayed;
            retried += model.retried;
            slow += model.slow;
            parked += model.parked;
            deadLettered += model.deadLettered;
            foundWaiting += model.foundWaiting;
            reads += model.walked.reads;
        });
        SEEDS.ifMany(() -> {
            assertThat(delayed).as("messages of an exchange that delays").isPositive();
            assertThat(retried).as("messages that were tried again").isPositive();
            assertThat(slow).as("messages of a queue that delays").isPositive();
            assertThat(parked).as("messages that were parked").isPositive();
            assertThat(deadLettered).as("messages that were given up").isPositive();
            assertThat(foundWaiting).as("messages that waited over a restart").isPositive();
            assertThat(reads).as("reads of messages").isPositive();
        });
    }
}
