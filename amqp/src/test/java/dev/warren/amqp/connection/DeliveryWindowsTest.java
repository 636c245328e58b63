package dev.warren.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.queue.DeliveryWindow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliveryWindowsTest {

    private final DeliveryWindows windows = new DeliveryWindows();

    @Test
    void firstConsumersGetTheLargestWindow() {
        assertThat(take(4)).containsOnly(DeliveryWindow.WINDOW_BYTES);
    }

    @Test
    void consumersUpTo64GetASmallerOne() {
        take(4);

        assertThat(take(60)).containsOnly(64 * 1024);
    }

    @Test
    void allOthersGetTheSmallest() {
        take(64);

        assertThat(take(1_000)).containsOnly(8 * 1024);
    }

    @Test
    void windowOfAConsumerThatHasGoneIsGivenToTheNext() {
        take(100);

        windows.giveBack(DeliveryWindows.MEDIUM_BYTES);
        windows.giveBack(DeliveryWindows.LARGE_BYTES);
        windows.giveBack(DeliveryWindows.SMALL_BYTES);

        assertThat(take(3))
                .containsExactly(
                        DeliveryWindows.LARGE_BYTES,
                        DeliveryWindows.MEDIUM_BYTES,
                        DeliveryWindows.SMALL_BYTES);
    }

    @Test
    void thousandsOfConsumersStayWithinMegabytes() {
        assertThat(LongStream.of(take(5_000)).sum()).isLessThan(48 << 20);
    }

    private long[] take(int consumers) {
        return LongStream.range(0, consumers).map(_ -> windows.take()).toArray();
    }
}
