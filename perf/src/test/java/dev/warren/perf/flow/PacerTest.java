package dev.warren.perf.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PacerTest {

    private static final long START = 5_000_000_000L;
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void messagesAreDueAtTheRate() {
        Pacer pacer = started(1_000);

        long atOnce = pacer.due(START);
        long later = pacer.due(START + 10 * MILLI);

        assertThat(atOnce).isEqualTo(1);
        assertThat(later).isEqualTo(11);
    }

    @Test
    void whatWasSentIsNoLongerDue() {
        Pacer pacer = started(1_000);
        pacer.next(START);

        assertThat(pacer.due(START)).isZero();
        assertThat(pacer.due(START + 2 * MILLI)).isEqualTo(2);
    }

    @Test
    void withoutARateThereIsNoEndAndNoSchedule() {
        Pacer pacer = started(0);
        pacer.heldUp(true);

        assertThat(pacer.due(START)).isEqualTo(Long.MAX_VALUE);
        assertThat(pacer.next(START + 7)).isEqualTo(START + 7);
    }

    @Test
    void coarseTimersAreNotBlamedOnTheBroker() {
        Pacer pacer = started(1_000);
        pacer.next(START);
        pacer.heldUp(false);

        long stamp = pacer.next(START + 3 * MILLI);

        assertThat(stamp).isEqualTo(START + 3 * MILLI);
    }

    @Test
    void heldUpMessagesCountFromWhenTheyShouldHaveGone() {
        Pacer pacer = started(1_000);
        pacer.next(START);
        pacer.heldUp(true);

        long first = pacer.next(START + 500 * MILLI);
        long second = pacer.next(START + 500 * MILLI);

        assertThat(first).isEqualTo(START + MILLI);
        assertThat(second).isEqualTo(START + 2 * MILLI);
    }

    @Test
    void timerFiresForEachMessageButNotTooOften() {
        assertThat(new Pacer(200).tickMicros()).isEqualTo(5_000);
        assertThat(new Pacer(1_000_000).tickMicros()).isEqualTo(1_000);
        assertThat(new Pacer(1).tickMicros()).isEqualTo(100_000);
    }

    private static Pacer started(double rate) {
        var pacer = new Pacer(rate);
        pacer.start(START);
        return pacer;
    }
}
