package dev.warren.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Decimal;
import dev.warren.codec.value.FieldValue.Float32;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int16;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.Int8;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.codec.value.FieldValue.UInt16;
import dev.warren.codec.value.FieldValue.UInt32;
import dev.warren.codec.value.FieldValue.UInt8;
import dev.warren.engine.time.TimeLimits;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DelayTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(new Int8((byte) 5), 5),
                Arguments.of(new UInt8(200), 200),
                Arguments.of(new Int16((short) 5), 5),
                Arguments.of(new UInt16(60_000), 60_000),
                Arguments.of(new Int32(5), 5),
                Arguments.of(new UInt32(4_000_000_000L), 4_000_000_000L),
                Arguments.of(new Int64(1L << 40), 1L << 40),
                Arguments.of(new Int64(Long.MAX_VALUE), Long.MAX_VALUE),
                Arguments.of(new Float32(5.9f), 5),
                Arguments.of(new Float64(5.9), 5),
                Arguments.of(new Float64(Double.POSITIVE_INFINITY), Long.MAX_VALUE),
                Arguments.of(new Decimal(2, 599), 5),
                Arguments.of(LongText.of("5000"), 5000),
                Arguments.of(LongText.of("123456789012345678"), 123_456_789_012_345_678L));
    }

    @ParameterizedTest
    @MethodSource("values")
    void numbersAreDelays(FieldValue value, long millis) {
        assertThat(Delay.millis(with(value))).isEqualTo(millis);
    }

    static Stream<FieldValue> nothing() {
        return Stream.of(
                new Int32(0),
                new Int32(-5),
                new Int64(Long.MIN_VALUE),
                new Float64(0.9),
                new Float64(Double.NaN),
                LongText.of(""),
                LongText.of("-5"),
                LongText.of("+5"),
                LongText.of("5.0"),
                LongText.of("5 s"),
                LongText.of("1234567890123456789"),
                new Bool(true),
                new Timestamp(5),
                new NoValue(),
                new FieldValue.Table(FieldTable.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void anythingElseIsNone(FieldValue value) {
        assertThat(Delay.millis(with(value))).isZero();
        assertThatNoException().isThrownBy(() -> Delay.requireBearable(with(value)));
    }

    @Test
    void withoutTheHeaderThereIsNone() {
        assertThat(Delay.millis(FieldTable.EMPTY)).isZero();
    }

    @Test
    void afterwardsItIsNegatedInItsPlaceAndIsNoDelayAnyMore() {
        FieldTable headers =
                FieldTable.EMPTY
                        .with("a", true)
                        .with(Delay.HEADER, new UInt32(5))
                        .with("b", new Int8((byte) 1));

        FieldTable over = Delay.over(headers);

        assertThat(over).isEqualTo(headers.with(Delay.HEADER, new Int32(-5)));
        assertThat(Delay.millis(over)).isZero();
    }

    @Test
    void whatIsTooLongForAnIntegerIsALong() {
        long most = 1L << 31;
        assertThat(Delay.over(with(new Int64(most))).get(Delay.HEADER))
                .isEqualTo(new Int32(Integer.MIN_VALUE));
        assertThat(Delay.over(with(new Int64(most + 1))).get(Delay.HEADER))
                .isEqualTo(new Int64(-most - 1));
    }

    @Test
    void tenYearsAreTheMost() {
        long most = TimeLimits.WAIT_MAX_MILLIS;

        assertThat(most).isEqualTo(315_360_000_000L);
        assertThatNoException().isThrownBy(() -> Delay.requireBearable(with(new Int64(most))));
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> Delay.requireBearable(with(new Int64(most + 1))))
                .withMessage("invalid header 'x-delay': {value_too_big,315360000001}");
    }

    private static FieldTable with(FieldValue value) {
        return FieldTable.EMPTY.with(Delay.HEADER, value);
    }
}
