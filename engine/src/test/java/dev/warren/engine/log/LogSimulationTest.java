package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.Seeds;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Lives and crashes of a log, over many seeds. What was durable is found again, nothing is
/// invented, what was settled stays so.
class LogSimulationTest {

    private static final Seeds SEEDS = Seeds.of(500);
    private static final Seeds LONG_SEEDS = Seeds.of(20);
    private static final int LIVES = 5;
    private static final int STEPS = 300;

    @Test
    void whatWasDurableIsFoundAfterAnyCrash() {
        SEEDS.play(seed -> live(seed, STEPS));
    }

    @Test
    void filesGoAndSurvivorsAreCarriedForward() {
        Set<String> walked = new HashSet<>();
        LONG_SEEDS.play(seed -> note(live(seed, STEPS * 20), walked));

        LONG_SEEDS.ifMany(() -> assertThat(walked).contains("copies", "blocks", "shares"));
    }

    private static void note(LogModel model, Set<String> walked) {
        walked.add(model.copies > 0 ? "copies" : "");
        walked.add(model.blocks > 0 ? "blocks" : "");
        walked.add(model.shares > 0 ? "shares" : "");
    }

    private static LogModel live(long seed, int steps) throws IOException {
        LogModel model = new LogModel(seed);
        for (int life = 0; life < LIVES; life++) {
            model.live(steps);
        }
        return model;
    }
}
