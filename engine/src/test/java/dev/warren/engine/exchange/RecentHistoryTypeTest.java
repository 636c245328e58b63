package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecentHistoryTypeTest {

    private static final String TYPE = "x-recent-history";

    private static FieldTable length(FieldValue value) {
        return FieldTable.EMPTY.with("x-recent-history-length", value);
    }

    @Test
    void sendsToEveryQueueWhateverTheKeys() {
        Bound exchange = new Bound(TYPE).to("a", "1").to("b", "2");

        assertThat(exchange.queuesFor("k")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void remembersTwentyUnlessToldOtherwise() {
        assertThat(new Bound(TYPE).table().historyLength()).isEqualTo(20);
        assertThat(new Bound(TYPE, length(new Int32(1))).table().historyLength()).isEqualTo(1);
        assertThat(new Bound(TYPE, length(new Int64(1L << 40))).table().historyLength())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(new Bound(TYPE, length(new Int32(3))).to("a", "").table().historyLength())
                .isEqualTo(3);
    }

    static Stream<Arguments> badLengths() {
        return Stream.of(
                Arguments.of(new Int32(0), "0"),
                Arguments.of(new Int32(-1), "-1"),
                Arguments.of(LongText.of("5"), "<<\"5\">>"),
                Arguments.of(LongText.of(""), "<<>>"),
                Arguments.of(new Bool(true), "true"),
                Arguments.of(new Float64(1.5), "1.5"),
                Arguments.of(NoValue.INSTANCE, "undefined"),
                Arguments.of(new FieldValue.Array(List.of()), "[]"),
                Arguments.of(new FieldValue.Table(FieldTable.EMPTY), "[]"));
    }

    @ParameterizedTest
    @MethodSource("badLengths")
    void refusesOtherLengths(FieldValue length, String term) {
        assertThatThrownBy(() -> ExchangeTypes.require(TYPE).validate(length(length)))
                .isInstanceOf(AmqpException.class)
                .hasMessage(
                        "Invalid argument "
                                + term
                                + ", 'x-recent-history-length' must be a positive integer");
    }
}
