package dev.warren.links.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    private void add(long... numbers) {
        for (long number : numbers) {
            inFlight.add(number, tag(number), 1);
        }
    }

    /// Some deliveries are not published, so tags run ahead of numbers.
    private static long tag(long number) {
        return number + 100;
    }

    private List<Long> take(long number, boolean isMultiple) {
        return inFlight.take(number, isMultiple).stream().map(InFlight.Sent::tag).toList();
    }

    @Test
    void confirmOfManyTakesAllUpToIt() {
        add(1, 2, 3, 4);

        assertThat(take(3, true)).containsExactly(101L, 102L, 103L);
        assertThat(inFlight.isAllSettledBefore(3)).isTrue();
        assertThat(take(3, true)).isEmpty();
    }

    @Test
    void confirmOfOneLeavesThoseBeforeIt() {
        add(1, 2, 3);

        assertThat(take(2, false)).containsExactly(102L);
        assertThat(inFlight.isAllSettledBefore(2)).isFalse();
        assertThat(take(1, false)).containsExactly(101L);
        assertThat(inFlight.isAllSettledBefore(2)).isTrue();
    }

    @Test
    void unknownNumberIsAboutNothing() {
        add(1);

        assertThat(take(7, false)).isEmpty();
        assertThat(take(1, true)).containsExactly(101L);
    }

    @Test
    void whatWasRefusedIsNotSettledBeforeItIsGivenBack() {
        add(1, 2);
        inFlight.take(1, false).forEach(inFlight::refuse);

        assertThat(take(2, false)).containsExactly(102L);
        assertThat(inFlight.isAllSettledBefore(2)).isFalse();
        assertThat(inFlight.refusedOrNull()).isEqualTo(101L);
        assertThat(inFlight.isAllSettledBefore(2)).isFalse();

        inFlight.givenBack();
        assertThat(inFlight.refusedOrNull()).isNull();
        assertThat(inFlight.isAllSettledBefore(2)).isTrue();
    }
}
