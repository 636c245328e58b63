package dev.warren.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.links.Unsettled.Ack;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsettledTest {

    private final Unsettled unsettled = new Unsettled();

    private void send(long... numbers) {
        for (long number : numbers) {
            unsettled.sent(number, tag(number), 1);
        }
    }

    /// Some deliveries are not published, so tags run ahead of numbers.
    private static long tag(long number) {
        return number + 100;
    }

    private List<Long> take(long number, boolean isMultiple) {
        return unsettled.take(number, isMultiple).stream().map(Unsettled.Sent::tag).toList();
    }

    @Test
    void confirmOfManyTakesAllUpToIt() {
        send(1, 2, 3, 4);

        assertThat(take(3, true)).containsExactly(101L, 102L, 103L);
        assertThat(unsettled.isSettledUpTo(103)).isTrue();
        assertThat(unsettled.isSettledUpTo(104)).isFalse();
        assertThat(take(3, true)).isEmpty();
        assertThat(unsettled.size()).isEqualTo(1);
    }

    @Test
    void confirmOfManyLeavesOutWhatIsTakenAlready() {
        send(1, 2, 3, 4);
        take(2, false);

        assertThat(take(3, true)).containsExactly(101L, 103L);
        assertThat(unsettled.isSettledUpTo(103)).isTrue();
        assertThat(unsettled.isSettledUpTo(104)).isFalse();
    }

    @Test
    void confirmOfOneLeavesThoseBeforeIt() {
        send(1, 2, 3);

        assertThat(take(2, false)).containsExactly(102L);
        assertThat(take(2, false)).isEmpty();
        assertThat(unsettled.size()).isEqualTo(2);
        assertThat(unsettled.isSettledUpTo(102)).isFalse();
        assertThat(take(1, false)).containsExactly(101L);
        assertThat(unsettled.isSettledUpTo(102)).isTrue();
    }

    @Test
    void unknownNumberIsAboutNothing() {
        send(1);

        assertThat(take(7, false)).isEmpty();
        assertThat(take(1, true)).containsExactly(101L);
        assertThat(unsettled.size()).isZero();
    }

    @Test
    void whatWasRefusedIsNotSettledBeforeItIsGivenBack() {
        send(1, 2);
        unsettled.refuse(unsettled.take(1, false));

        assertThat(take(2, true)).containsExactly(102L);
        assertThat(unsettled.isSettledUpTo(102)).isFalse();
        assertThat(unsettled.refused()).containsExactly(101L);
        assertThat(unsettled.isSettledUpTo(102)).isFalse();

        unsettled.givenBack(101);
        assertThat(unsettled.refused()).isEmpty();
        assertThat(unsettled.hasRefused()).isFalse();
        assertThat(unsettled.isSettledUpTo(102)).isTrue();
    }

    @Test
    void whatWasRefusedComesBackInTheOrderInWhichItCame() {
        send(1, 2, 3);

        unsettled.refuse(unsettled.take(3, false));
        unsettled.refuse(unsettled.take(2, true));

        assertThat(unsettled.refused()).containsExactly(101L, 102L, 103L);
    }

    @Test
    void whatWasRefusedLaterDoesNotHoldUpWhatCameBefore() {
        send(1, 2, 3);

        unsettled.refuse(unsettled.take(3, false));

        assertThat(unsettled.acks(unsettled.take(2, true))).containsExactly(new Ack(102, true));
    }

    @Test
    void aWordForEachWhereSomethingBeforeThemIsOnItsWay() {
        send(1, 2, 3);
        unsettled.refuse(unsettled.take(1, false));

        assertThat(unsettled.acks(unsettled.take(3, true)))
                .containsExactly(new Ack(102, false), new Ack(103, false));
    }
}
