package dev.warren.perf.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ConfirmWindowTest {

    private final List<String> recorded = new ArrayList<>();

    @Test
    void eachMessageInFlightTakesRoom() {
        var window = new ConfirmWindow(3);

        window.sent(1);
        window.sent(2);

        assertThat(window.room()).isEqualTo(1);
        assertThat(window.open()).isEqualTo(2);
    }

    @Test
    void multipleSettlesAllUpToItsTag() {
        ConfirmWindow window = sent(10, 1, 2, 3, 4);

        int settled = settle(window, 3, true, 100);

        assertThat(settled).isEqualTo(3);
        assertThat(recorded).containsExactly("99x1", "98x1", "97x1");
        assertThat(window.room()).isEqualTo(9);
    }

    @Test
    void sameTimesAreRecordedTogether() {
        ConfirmWindow window = sent(10, 5, 5, 5, 6);

        settle(window, 4, true, 10);

        assertThat(recorded).containsExactly("5x3", "4x1");
    }

    @Test
    void zeroWithMultipleSettlesEverything() {
        ConfirmWindow window = sent(10, 1, 1, 1);

        int settled = settle(window, 0, true, 2);

        assertThat(settled).isEqualTo(3);
        assertThat(window.open()).isZero();
    }

    @Test
    void singleBeyondAGapIsNotCountedAgain() {
        ConfirmWindow window = sent(10, 1, 2, 3);

        int single = settle(window, 2, false, 10);
        int multiple = settle(window, 3, true, 10);

        assertThat(single).isEqualTo(1);
        assertThat(multiple).isEqualTo(2);
        assertThat(recorded).containsExactly("8x1", "9x1", "7x1");
    }

    @Test
    void whatIsSettledOrWasNeverSentCountsForNothing() {
        ConfirmWindow window = sent(10, 1, 2);
        settle(window, 1, false, 10);

        assertThat(settle(window, 1, false, 10)).isZero();
        assertThat(settle(window, 9, false, 10)).isZero();
        assertThat(settle(window, 9, true, 10)).isEqualTo(1);
    }

    @Test
    void oldestOpenMessageHoldsTheRestUpInTheEnd() {
        var window = new ConfirmWindow(1);
        window.sent(1);

        assertThat(window.room()).isZero();
    }

    @Test
    void confirmsInAnyOrderAddUp() {
        long seed = 42;
        var random = new Random(seed);
        var window = new ConfirmWindow(16);
        var open = new TreeSet<Long>();
        long next = 1;
        for (int step = 0; step < 100_000; step++) {
            if (window.room() > 0 && random.nextBoolean()) {
                window.sent(step);
                open.add(next++);
            } else if (!open.isEmpty()) {
                boolean multiple = random.nextInt(4) == 0;
                long tag = new ArrayList<>(open).get(random.nextInt(open.size()));
                var settled =
                        multiple ? open.headSet(tag, true) : open.subSet(tag, true, tag, true);
                int expected = settled.size();
                settled.clear();
                assertThat(window.settle(tag, multiple, step, (_, _) -> {})).isEqualTo(expected);
            }
            assertThat(window.open()).as("step %d of seed %d", step, seed).isEqualTo(open.size());
        }
    }

    private static ConfirmWindow sent(int size, long... stamps) {
        var window = new ConfirmWindow(size);
        for (long stamp : stamps) {
            window.sent(stamp);
        }
        return window;
    }

    private int settle(ConfirmWindow window, long tag, boolean multiple, long now) {
        return window.settle(
                tag, multiple, now, (nanos, count) -> recorded.add(nanos + "x" + count));
    }
}
