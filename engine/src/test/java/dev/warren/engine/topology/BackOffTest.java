package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final RandomGenerator LOWEST = () -> 0;
    private static final RandomGenerator HIGHEST = () -> -1;

    @Test
    void eachWaitIsTheOneBeforeMultipliedByTheFactor() {
        BackOff backOff = exponential(100, 2, 1_000_000, 0);

        assertThat(backOff.millis(1, LOWEST)).isEqualTo(100);
        assertThat(backOff.millis(2, LOWEST)).isEqualTo(200);
        assertThat(backOff.millis(3, LOWEST)).isEqualTo(400);
        assertThat(backOff.millis(10, LOWEST)).isEqualTo(51_200);
    }

    @Test
    void factorMayHaveAFraction() {
        BackOff backOff = exponential(1_000, 1.5, 1_000_000, 0);

        assertThat(backOff.millis(3, LOWEST)).isEqualTo(2_250);
    }

    @Test
    void noWaitIsLongerThanTheMost() {
        assertThat(exponential(100, 2, 350, 0).millis(3, LOWEST)).isEqualTo(350);
        assertThat(exponential(100, 2, 50, 0).millis(1, LOWEST)).isEqualTo(50);
        assertThat(exponential(100, 1e300, 350, 0).millis(1_000, LOWEST)).isEqualTo(350);
        assertThat(exponential(Long.MAX_VALUE, 2, Long.MAX_VALUE, 0).millis(Long.MAX_VALUE, LOWEST))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void linearGrowsByTheFirstWait() {
        BackOff backOff = new BackOff(100, 1, 250, 0, true);

        assertThat(backOff.millis(1, LOWEST)).isEqualTo(100);
        assertThat(backOff.millis(2, LOWEST)).isEqualTo(200);
        assertThat(backOff.millis(3, LOWEST)).isEqualTo(250);
        assertThat(backOff.millis(Long.MAX_VALUE, LOWEST)).isEqualTo(250);
    }

    @Test
    void jitterSpreadsBothWays() {
        BackOff backOff = exponential(1_000, 2, 1_000_000, 0.1);

        assertThat(backOff.millis(1, LOWEST)).isEqualTo(900);
        assertThat(backOff.millis(1, HIGHEST)).isEqualTo(1_100);
    }

    @Test
    void jitterStaysWithinItsBounds() {
        BackOff backOff = exponential(1_000, 2, 4_100, 0.25);
        Random random = new Random(1);

        for (int i = 0; i < 10_000; i++) {
            assertThat(backOff.millis(1, random)).isBetween(750L, 1_250L);
            assertThat(backOff.millis(3, random)).isBetween(3_000L, 4_100L);
        }
    }

    @Test
    void waitIsNeverNothing() {
        assertThat(exponential(1, 1, 1, 1).millis(1, LOWEST)).isEqualTo(1);
    }

    @Test
    void whatIsNoBackOffIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> exponential(0, 2, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> exponential(1, 0.9, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> exponential(1, Double.NaN, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> exponential(1, 2, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> exponential(1, 2, 1, 1.1));
    }

    private static BackOff exponential(long base, double factor, long max, double jitter) {
        return new BackOff(base, factor, max, jitter, false);
    }
}
