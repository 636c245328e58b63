package dev.warren.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConsumerPriorityTest {

    private static final QueueIdentity QUEUE =
            new QueueIdentity(1, "/", ShortString.of("q"), false, false, false);

    static Stream<Arguments> integers() {
        return Stream.of(
                Arguments.of(new FieldValue.Int8((byte) -1), -1),
                Arguments.of(new FieldValue.UInt8(255), 255),
                Arguments.of(new FieldValue.Int16((short) -300), -300),
                Arguments.of(new FieldValue.UInt16(65_535), 65_535),
                Arguments.of(new FieldValue.Int32(-70_000), -70_000),
                Arguments.of(new FieldValue.UInt32(4_294_967_295L), 4_294_967_295L),
                Arguments.of(new FieldValue.Int64(Long.MIN_VALUE), Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("integers")
    void isAnIntegerOfAnyWidth(FieldValue value, long priority) {
        FieldTable arguments = FieldTable.EMPTY.with("x-priority", value);

        ConsumerPriority.validate(arguments, QUEUE);

        assertThat(spec(arguments).priority()).isEqualTo(priority);
    }

    @Test
    void isZeroUnlessSaid() {
        ConsumerPriority.validate(FieldTable.EMPTY, QUEUE);

        assertThat(spec(FieldTable.EMPTY).priority()).isZero();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(FieldValue.NoValue.INSTANCE, "void"),
                Arguments.of(FieldValue.LongText.of("1"), "longstr"),
                Arguments.of(new FieldValue.Bool(true), "bool"),
                Arguments.of(new FieldValue.Float64(1), "double"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherTypesAreRefused(FieldValue value, String type) {
        FieldTable arguments = FieldTable.EMPTY.with("x-priority", value);

        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> ConsumerPriority.validate(arguments, QUEUE))
                .withMessage(
                        "invalid arg 'x-priority' for queue 'q' in vhost '/':"
                                + " \"expected integer, got %s\"",
                        type)
                .matches(e -> e.code() == ReplyCode.PRECONDITION_FAILED && !e.endsConnection());
    }

    private static ConsumerSpec spec(FieldTable arguments) {
        return new ConsumerSpec(
                1, ShortString.of("c"), ConsumerLimits.ofPrefetch(0), false, false, arguments);
    }
}
