package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.Seeds;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Windows for duplicates that end, at queues and exchanges, by a clock that somebody sets, on a
/// disk that loses what was not synced, over several lives.
class WindowSimulationTest {

    private static final Seeds SEEDS = Seeds.of(60);
    private static final int LIVES = 5;
    private static final int STEPS = 200;

    private final Map<String, Long> swallowed = new TreeMap<>();
    private final Map<String, Long> comeAgain = new TreeMap<>();

    @Test
    void nothingComesTwiceInsideItsWindowAndNothingIsLost() {
        SEEDS.play(seed -> {
            WindowModel model = new WindowModel(seed);
            for (int life = 1; life <= LIVES; life++) {
                model.live(STEPS, life == LIVES);
            }
            model.tracks()
                    .forEach((name, track) -> {
                        swallowed.merge(name, track.swallowed(), Long::sum);
                        comeAgain.merge(name, track.comeAgain, Long::sum);
                    });
        });
        SEEDS.ifMany(() -> {
            assertThat(swallowed.values()).as("duplicates").hasSize(4).allMatch(each -> each > 0);
            assertThat(comeAgain.values()).as("new ones").hasSize(4).allMatch(each -> each > 0);
        });
    }
}
