package dev.warren.links.shovel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnsettledTest {

    private final Unsettled unsettled = new Unsettled();

    private void publish(int count) {
        for (long i = 1; i <= count; i++) {
            unsettled.published(i, 100 + i);
        }
    }

    @Test
    void aConfirmIsAboutOneMessage() {
        publish(3);

        assertThat(unsettled.take(2, false)).containsExactly(102L);
        assertThat(unsettled.take(2, false)).isEmpty();
        assertThat(unsettled.size()).isEqualTo(2);
    }

    @Test
    void orAboutAllUpToOne() {
        publish(4);
        unsettled.take(2, false);

        assertThat(unsettled.take(3, true)).containsExactly(101L, 103L);
        assertThat(unsettled.isSettledUpTo(103)).isTrue();
        assertThat(unsettled.isSettledUpTo(104)).isFalse();
    }

    @Test
    void whatIsStillOnItsWayIsNotSettledWithLaterOnes() {
        publish(3);
        unsettled.take(2, false);

        assertThat(unsettled.isSettledUpTo(102)).isFalse();
    }

    @Test
    void whatWasRefusedIsNotSettledWithLaterOnes() {
        publish(3);
        unsettled.refuse(unsettled.take(1, false));
        unsettled.take(3, true);

        assertThat(unsettled.isSettledUpTo(103)).isFalse();
        assertThat(unsettled.takeRefused()).isEqualTo(List.of(101L));
        assertThat(unsettled.isSettledUpTo(103)).isTrue();
        assertThat(unsettled.hasRefused()).isFalse();
    }
}
