package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Lives and crashes of a log, over many seeds. What was durable is found again, nothing is
/// invented, what was settled stays so.
class LogSimulationTest {

    private static final long SEEDS = Long.getLong("warren.seeds", 1000);
    private static final int LIVES = 5;
    private static final int STEPS = 300;

    @Test
    void whatWasDurableIsFoundAfterAnyCrash() throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                live(seed, STEPS);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void filesGoAndSurvivorsAreCarriedForward() throws IOException {
        int copies = 0;
        int blocks = 0;
        int shares = 0;
        for (long seed = 1; seed <= SEEDS / 50; seed++) {
            try {
                LogModel model = live(seed, STEPS * 20);
                copies += model.copies;
                blocks += model.blocks;
                shares += model.shares;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(copies).isPositive();
        assertThat(blocks).isPositive();
        assertThat(shares).isPositive();
    }

    private static LogModel live(long seed, int steps) throws IOException {
        LogModel model = new LogModel(seed);
        for (int life = 0; life < LIVES; life++) {
            model.live(steps);
        }
        return model;
    }
}
