package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "1kB, 1000",
        "1KB, 1000",
        "1KiB, 1024",
        "2MB, 2000000",
        "2MiB, 2097152",
        "1 GB, 1000000000",
        "1G, 1073741824",
        "1Gi, 1073741824",
        "3TB, 3000000000000"
    })
    void sizesHaveUnits(String text, long bytes) {
        assertThat(Numbers.bytesOrNull(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "-1", "1.5GB", "1XB", "999999999999999PB"})
    void whatIsNoSizeIsRefused(String text) {
        assertThat(Numbers.bytesOrNull(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1500, 1500", "90s, 90000", "1h30m, 5400000", "2d, 172800000", "7ms, 7"})
    void timesHaveUnits(String text, long millis) {
        assertThat(Numbers.durationMillisOrNull(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "h", "1y", "1h 30m", "1.5h"})
    void whatIsNoTimeIsRefused(String text) {
        assertThat(Numbers.durationMillisOrNull(text)).isNull();
    }
}
