package dev.warren.management.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PulseTest {

    private final Pulse pulse = new Pulse();
    private long published;
    private long taken;
    private long consumers;
    private long now = 1_700_000_000_000L;

    private void look() {
        long[] row = new long[Columns.QUEUE.count()];
        row[Columns.PUBLISH] = published;
        row[Columns.MESSAGES] = published - taken;
        row[Columns.READY] = published - taken;
        row[Columns.CONSUMERS] = consumers;
        pulse.look(row, now);
    }

    /// Seconds in each of which so many come and so many go.
    private void pass(int seconds, int come, int go) {
        for (int i = 0; i < seconds; i++) {
            now += 1_000;
            published += come;
            taken += go;
            look();
        }
    }

    @Test
    void emptyQueueHasNoOldestMessage() {
        look();
        pass(10, 5, 5);

        assertThat(pulse.oldestSeconds(now)).isZero();
    }

    @Test
    void messageThatNobodyTakesGrowsOlder() {
        look();
        pass(1, 1, 0);
        pass(100, 0, 0);

        assertThat(pulse.oldestSeconds(now)).isCloseTo(100, within(2.0));
    }

    @Test
    void itGrowsOlderAlsoWhileNobodyLooks() {
        look();
        pass(1, 1, 0);

        assertThat(pulse.oldestSeconds(now + 60_000)).isCloseTo(60, within(2.0));
    }

    @Test
    void ageIsHowFarConsumersAreBehind() {
        look();
        pass(50, 10, 0);
        pass(200, 10, 10);

        assertThat(pulse.oldestSeconds(now)).isCloseTo(50, within(5.0));
    }

    @Test
    void ageFallsWhenConsumersCatchUp() {
        look();
        pass(100, 10, 0);
        pass(9, 0, 100);

        assertThat(pulse.oldestSeconds(now)).isCloseTo(19, within(5.0));
    }

    @Test
    void longHistoryNeedsNoMoreRoom() {
        look();
        pass(10_000, 1, 0);
        pass(5_000, 1, 1);

        assertThat(pulse.oldestSeconds(now)).isCloseTo(10_000, within(1_000.0));
    }

    @Test
    void capacityIsZeroWithoutConsumers() {
        look();
        pass(10, 1, 0);

        assertThat(pulse.capacity()).isZero();
    }

    @Test
    void capacityIsOneWhenAllIsTakenAtOnce() {
        consumers = 1;
        look();
        pass(10, 5, 5);

        assertThat(pulse.capacity()).isEqualTo(1);
    }

    @Test
    void capacityFallsWhileMessagesWaitForConsumers() {
        consumers = 1;
        look();
        pass(10, 5, 5);
        pass(120, 5, 1);

        assertThat(pulse.capacity()).isLessThan(0.1);
    }
}
