package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.ByteArray;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.FieldValue.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every outcome here was asked of RabbitMQ 3.10.8, but for `x-queue-leader-locator` (4.x) and what
/// RabbitMQ does not know.
class QueueArgumentsTest {

    private static final FieldTable NONE = FieldTable.EMPTY;

    private final World world = new World();

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("x-message-ttl", new Int32(0)),
                Arguments.of("x-message-ttl", new Int64(134_217_728_000L)),
                Arguments.of("x-message-ttl", new Int64(315_360_000_000L)),
                Arguments.of("x-expires", new Int32(1)),
                Arguments.of("x-max-length", new Int32(0)),
                Arguments.of("x-max-length-bytes", new Int32(0)),
                Arguments.of("x-overflow", LongText.of("drop-head")),
                Arguments.of("x-overflow", LongText.of("reject-publish")),
                Arguments.of("x-overflow", LongText.of("reject-publish-dlx")),
                Arguments.of("x-dead-letter-exchange", LongText.of("")),
                Arguments.of("x-max-priority", new Int32(0)),
                Arguments.of("x-max-priority", new Int32(255)),
                Arguments.of("x-single-active-consumer", new Bool(true)),
                Arguments.of("x-queue-mode", LongText.of("lazy")),
                Arguments.of("x-queue-version", new Int32(2)),
                Arguments.of("x-queue-leader-locator", LongText.of("balanced")),
                Arguments.of("x-queue-master-locator", LongText.of("min-masters")),
                Arguments.of("x-consumer-timeout", new Int32(0)),
                Arguments.of("x-retry-base", new Int32(1)),
                Arguments.of("x-retry-factor", LongText.of("1.5")),
                Arguments.of("x-retry-factor", new Int32(1)),
                Arguments.of("x-retry-max", new Int64(315_360_000_000L)),
                Arguments.of("x-retry-jitter", new Float64(1)),
                Arguments.of("x-retry-jitter", LongText.of("0")),
                Arguments.of("x-retry-attempts", new Int32(1)),
                Arguments.of("x-retry-park-queue", LongText.of("p")),
                Arguments.of("x-retry-on", LongText.of("reject, timeout")),
                Arguments.of("x-delivery-delay", new Int32(0)),
                Arguments.of("x-queue-type", LongText.of("classic")),
                Arguments.of("x-queue-type", LongText.of("undefined")));
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodValueIsTaken(String argument, FieldValue value) {
        world.declareQueue("q", NONE.with(argument, value));

        assertThat(world.queue("q").arguments().get(argument)).isEqualTo(value);
        assertThat(world.queue("q").type()).isEqualTo(QueueType.CLASSIC);
    }

    static Stream<Arguments> bad() {
        LongText text = LongText.of("a");
        return Stream.of(
                Arguments.of("x-retry-base", new Int32(0), "{value_zero,0}"),
                Arguments.of("x-retry-base", new Int32(-5), "{value_negative,-5}"),
                Arguments.of("x-retry-base", text, "\"expected integer, got longstr\""),
                Arguments.of(
                        "x-retry-max",
                        new Int64(315_360_000_001L),
                        "{value_too_large,315360000001}"),
                Arguments.of("x-retry-factor", new Float64(0.5), "{value_too_small,0.5}"),
                Arguments.of("x-retry-factor", text, "\"expected number, got longstr\""),
                Arguments.of("x-retry-jitter", LongText.of("-1"), "{value_negative,-1}"),
                Arguments.of("x-retry-jitter", new Int32(2), "{max_value_exceeded,2}"),
                Arguments.of("x-retry-attempts", new Int32(0), "{value_zero,0}"),
                Arguments.of("x-retry-park-queue", new Int32(1), "{unacceptable_type,signedint}"),
                Arguments.of("x-retry-on", LongText.of("reject,a"), "invalid_retry_on"),
                Arguments.of("x-retry-on", new Int32(1), "invalid_retry_on"),
                Arguments.of("x-delivery-delay", new Int32(-1), "{value_negative,-1}"),
                Arguments.of(
                        "x-delivery-delay",
                        new Int64(315_360_000_001L),
                        "{value_too_large,315360000001}"),
                Arguments.of("x-message-ttl", new Int32(-1), "{value_negative,-1}"),
                Arguments.of("x-message-ttl", text, "\"expected integer, got longstr\""),
                Arguments.of("x-message-ttl", NoValue.INSTANCE, "\"expected integer, got void\""),
                Arguments.of("x-message-ttl", new Bool(true), "\"expected integer, got bool\""),
                Arguments.of(
                        "x-message-ttl",
                        new Int64(315_360_000_001L),
                        "{value_too_large,315360000001}"),
                Arguments.of("x-expires", new Int32(0), "{value_zero,0}"),
                Arguments.of("x-expires", new Int32(-5), "{value_negative,-5}"),
                Arguments.of("x-expires", new Table(NONE), "\"expected integer, got table\""),
                Arguments.of(
                        "x-expires", new Int64(315_360_000_001L), "{value_too_large,315360000001}"),
                Arguments.of("x-max-length", new Int32(-1), "{value_negative,-1}"),
                Arguments.of(
                        "x-max-length",
                        new ByteArray(Bytes.EMPTY),
                        "\"expected integer, got binary\""),
                Arguments.of("x-max-length-bytes", new Int32(-1), "{value_negative,-1}"),
                Arguments.of("x-overflow", text, "invalid_overflow"),
                Arguments.of("x-overflow", new Int32(5), "{unacceptable_type,signedint}"),
                Arguments.of("x-dead-letter-routing-key", text, "routing_key_but_no_dlx_defined"),
                Arguments.of(
                        "x-dead-letter-routing-key", new Int32(5), "{unacceptable_type,signedint}"),
                Arguments.of("x-max-priority", new Int32(256), "{max_value_exceeded,256}"),
                Arguments.of("x-max-priority", new Int32(-1), "{value_negative,-1}"),
                Arguments.of("x-max-priority", text, "\"expected integer, got longstr\""),
                Arguments.of("x-single-active-consumer", text, "{unacceptable_type,longstr}"),
                Arguments.of("x-queue-mode", text, "\"unsupported queue mode 'a'\""),
                Arguments.of("x-queue-mode", new Int32(5), "{unacceptable_type,signedint}"),
                Arguments.of("x-queue-version", new Int32(3), "\"unsupported queue version '3'\""),
                Arguments.of("x-queue-version", new Int32(-1), "{value_negative,-1}"),
                Arguments.of("x-queue-version", text, "\"expected integer, got longstr\""),
                Arguments.of("x-queue-leader-locator", text, "invalid_queue_locator_arg"),
                Arguments.of("x-queue-type", text, "\"unsupported queue type 'a'\""),
                Arguments.of("x-queue-type", new Int32(5), "{unacceptable_type,signedint}"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badValueIsRefused(String argument, FieldValue value, String fault) {
        FieldTable arguments = NONE.with(argument, value);

        assertRefused(
                () -> world.declareQueue("va", arguments),
                406,
                "invalid arg '" + argument + "' for queue 'va' in vhost '/': " + fault);
        assertThat(world.hasQueue("va")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-delivery-limit",
                "x-quorum-initial-group-size",
                "x-max-in-memory-length",
                "x-max-age",
                "x-dead-letter-strategy",
                "x-stream-max-segment-size-bytes",
                "x-initial-cluster-size"
            })
    void argumentOfAnotherTypeIsRefused(String argument) {
        FieldTable arguments = NONE.with(argument, "a");

        assertRefused(
                () -> world.declareQueue("va", arguments),
                406,
                "invalid arg '"
                        + argument
                        + "' for queue 'va' in vhost '/' of queue type rabbit_classic_queue");
    }

    @Test
    void deadLetterExchangeIsAText() {
        FieldTable arguments = NONE.with("x-dead-letter-exchange", new Int32(5));

        assertRefused(
                () -> world.declareQueue("va", arguments),
                406,
                "invalid type 'signedint' for arg 'x-dead-letter-exchange' in queue 'va' in vhost"
                        + " '/'");
    }

    @Test
    void deadLetterKeyIsTakenWithAnExchange() {
        FieldTable arguments =
                NONE.with("x-dead-letter-exchange", "").with("x-dead-letter-routing-key", "k");

        world.declareQueue("q", arguments);

        assertThat(world.hasQueue("q")).isTrue();
    }

    @Test
    void valuesAreLookedAtBeforeArgumentsOfOtherTypes() {
        FieldTable arguments =
                NONE.with("x-delivery-limit", new Int32(5)).with("x-message-ttl", new Int32(-1));

        assertRefused(
                () -> world.declareQueue("va", arguments),
                406,
                "invalid arg 'x-message-ttl' for queue 'va' in vhost '/': {value_negative,-1}");
    }
}
