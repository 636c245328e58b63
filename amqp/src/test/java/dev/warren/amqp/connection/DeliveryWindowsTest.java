package dev.warren.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.queue.DeliveryWindow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliveryWindowsTest {

    private static final long LIMIT_BYTES = 1 << 30;

    private final WindowShares shares = new WindowShares();
    private final DeliveryWindows windows = windows();

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

    @Test
    void windowsOfThousandsOfConnectionsStayWithinAQuarterOfWhatTheLoadMayHold() {
        long large = 0;
        long medium = 0;
        for (var i = 0; i < 10_000; i++) {
            var bytes = windows().take();
            large += bytes == DeliveryWindows.LARGE_BYTES ? bytes : 0;
            medium += bytes == DeliveryWindows.MEDIUM_BYTES ? bytes : 0;
        }

        assertThat(large).isEqualTo(LIMIT_BYTES / 8);
        assertThat(medium).isEqualTo(LIMIT_BYTES / 8);
    }

    @Test
    void connectionThatEndsGivesBackWhatItsConsumersHad() {
        var others = LongStream.range(0, 100).mapToObj(_ -> windows()).toList();
        others.forEach(each -> LongStream.range(0, 70).forEach(_ -> each.take()));
        assertThat(windows().take()).isEqualTo(DeliveryWindows.SMALL_BYTES);

        others.forEach(DeliveryWindows::close);
        others.forEach(each -> each.giveBack(DeliveryWindows.LARGE_BYTES));

        assertThat(LongStream.range(0, 256).map(_ -> windows().take()))
                .containsOnly(DeliveryWindows.LARGE_BYTES);
        assertThat(windows().take()).isEqualTo(DeliveryWindows.MEDIUM_BYTES);
    }

    @Test
    void evenWithALimitOfNothingAFewHaveLargeWindows() {
        var first = new DeliveryWindows(shares, () -> 0);

        assertThat(first.take()).isEqualTo(DeliveryWindows.LARGE_BYTES);
    }

    private DeliveryWindows windows() {
        return new DeliveryWindows(shares, () -> LIMIT_BYTES);
    }

    private long[] take(int consumers) {
        return LongStream.range(0, consumers).map(_ -> windows.take()).toArray();
    }
}
