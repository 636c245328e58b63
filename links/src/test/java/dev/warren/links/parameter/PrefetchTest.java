package dev.warren.links.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefetchTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1000, 1000",
        "65535, 65535",
        "65536, 65535",
        "9223372036854775807, 65535",
        "0, 65535",
        "-1, 65535"
    })
    void isAlwaysSomethingThatAmqpCanSay(long wanted, int said) {
        assertThat(Prefetch.of(wanted)).isEqualTo(said);
    }
}
