package dev.warren.engine.queue;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.QueueType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts of the flag are RabbitMQ 3.10.8's; the time is Warren's own.
class ConsumerArgumentsTest {

    private static final QueueIdentity QUEUE =
            new QueueIdentity(1, "/", ShortString.of("q"), false, false, false);

    private static void validate(String argument, FieldValue value) {
        ConsumerArguments.validate(
                FieldTable.EMPTY.with(argument, value), QUEUE, QueueType.CLASSIC, 0, false, false);
    }

    static Stream<Arguments> bad() {
        String flag = "x-cancel-on-ha-failover";
        String time = "x-consumer-timeout";
        return Stream.of(
                Arguments.of(flag, LongText.of("true"), "{unacceptable_type,longstr}"),
                Arguments.of(flag, new Int32(1), "{unacceptable_type,signedint}"),
                Arguments.of(flag, NoValue.INSTANCE, "{unacceptable_type,void}"),
                Arguments.of(time, LongText.of("5"), "\"expected integer, got longstr\""),
                Arguments.of(time, new Int32(-1), "{value_negative,-1}"),
                Arguments.of(time, new Int32(0), "{value_zero,0}"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badValueIsRefused(String argument, FieldValue value, String fault) {
        assertRefused(
                () -> validate(argument, value),
                406,
                "invalid arg '" + argument + "' for queue 'q' in vhost '/': " + fault);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void flagOfMirroredQueuesIsTaken(boolean value) {
        assertThatCode(() -> validate("x-cancel-on-ha-failover", new Bool(value)))
                .doesNotThrowAnyException();
    }

    @Test
    void limitOfTheChannelIsRefusedForStreams() {
        assertRefused(
                () ->
                        ConsumerArguments.validate(
                                FieldTable.EMPTY, QUEUE, QueueType.STREAM, 5, true, false),
                540,
                "queue 'q' in vhost '/' does not support global qos");
    }
}
