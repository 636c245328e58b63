package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.DiskFreeWatch.FreeSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DiskFreeWatchTest {

    private static final long LIMIT_BYTES = 50_000_000;
    private static final long GIGABYTE = 1_000_000_000;

    private final List<Boolean> alarm = new ArrayList<>();
    private FreeSpace space = () -> LIMIT_BYTES;
    private final DiskFreeWatch watch =
            new DiskFreeWatch(() -> space.bytes(), LIMIT_BYTES, alarm::add);

    @AfterEach
    void end() {
        watch.close();
    }

    private long look(long freeBytes) {
        space = () -> freeBytes;
        return watch.look();
    }

    @Test
    void alarmIsSetBelowTheLimitAndClearedAtIt() {
        look(LIMIT_BYTES);
        assertThat(alarm).isEmpty();

        look(LIMIT_BYTES - 1);
        look(LIMIT_BYTES - 2);
        assertThat(alarm).containsExactly(true);

        look(LIMIT_BYTES);
        assertThat(alarm).containsExactly(true, false);
    }

    @Test
    void looksMoreOftenNearTheLimit() {
        assertThat(look(LIMIT_BYTES + 100 * GIGABYTE)).isEqualTo(DiskFreeWatch.DELAY_MILLIS_MAX);
        assertThat(look(LIMIT_BYTES + 4 * GIGABYTE)).isEqualTo(2_000);
        assertThat(look(LIMIT_BYTES)).isEqualTo(DiskFreeWatch.DELAY_MILLIS_MIN);
    }

    @Test
    void looksEachSecondWhileSpaceIsShort() {
        assertThat(look(0)).isEqualTo(DiskFreeWatch.DELAY_MILLIS_SHORT);
    }

    @Test
    void diskThatDoesNotSayLeavesTheAlarmAsItIs() {
        look(0);
        space =
                () -> {
                    throw new IOException("gone");
                };

        assertThat(watch.look()).isEqualTo(DiskFreeWatch.DELAY_MILLIS_MAX);

        assertThat(alarm).containsExactly(true);
    }

    @Test
    void firstLookIsOverWhenTheWatchHasStarted() {
        space = () -> 0;

        watch.start();

        assertThat(alarm).containsExactly(true);
    }
}
