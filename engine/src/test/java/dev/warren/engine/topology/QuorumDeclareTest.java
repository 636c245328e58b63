package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every outcome here was asked of RabbitMQ 3.10.8, but for what `x-delivery-limit` must be.
class QuorumDeclareTest {

    private static final FieldTable QUORUM = FieldTable.EMPTY.with("x-queue-type", "quorum");

    private final World world = new World();

    private void declare(QueueOptions options, boolean isServerNamed) {
        world.apply(
                new TopologyCommand.DeclareQueue("/", ShortString.of("q"), options, isServerNamed));
    }

    private void declare(String argument, FieldValue value) {
        declare(new QueueOptions(true, false, null, QUORUM.with(argument, value)), false);
    }

    @Test
    void durableOneIsDeclared() {
        declare(new QueueOptions(true, false, null, QUORUM), false);

        assertThat(world.queue("q").type()).isEqualTo(QueueType.QUORUM);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, non-durable",
        "true, true, false, exclusive-owner",
        "false, true, false, exclusive-owner",
        "true, false, true, auto-delete",
        "false, true, true, auto-delete"
    })
    void propertiesThatEndAQueueAreRefused(
            boolean durable, boolean exclusive, boolean autoDelete, String property) {
        QueueOptions options = new QueueOptions(durable, autoDelete, exclusive ? 1L : null, QUORUM);

        assertRefused(
                () -> declare(options, false),
                406,
                "invalid property '" + property + "' for queue 'q' in vhost '/'");
    }

    @Test
    void serverDoesNotNameIt() {
        assertRefused(
                () -> declare(new QueueOptions(false, false, null, QUORUM), true),
                406,
                "Cannot declare a server-named queue for type rabbit_quorum_queue");
    }

    @Test
    void valuesAreLookedAtBeforeProperties() {
        FieldTable arguments = QUORUM.with("x-message-ttl", new Int32(-1));

        assertRefused(
                () -> declare(new QueueOptions(false, false, null, arguments), false),
                406,
                "invalid arg 'x-message-ttl' for queue 'q' in vhost '/': {value_negative,-1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-max-priority",
                "x-queue-mode",
                "x-queue-version",
                "x-max-age",
                "x-initial-cluster-size"
            })
    void argumentOfAnotherTypeIsRefused(String argument) {
        assertRefused(
                () -> declare(argument, new Int32(1)),
                406,
                "invalid arg '"
                        + argument
                        + "' for queue 'q' in vhost '/' of queue type rabbit_quorum_queue");
    }

    static Stream<Arguments> bad() {
        LongText text = LongText.of("a");
        return Stream.of(
                Arguments.of("x-expires", new Int32(0), "{value_zero,0}"),
                Arguments.of("x-max-length", new Int32(-1), "{value_negative,-1}"),
                Arguments.of("x-overflow", text, "invalid_overflow"),
                Arguments.of("x-dead-letter-strategy", text, "invalid_dlx_strategy"),
                Arguments.of("x-dead-letter-routing-key", text, "routing_key_but_no_dlx_defined"),
                Arguments.of("x-single-active-consumer", text, "{unacceptable_type,longstr}"),
                Arguments.of("x-quorum-initial-group-size", new Int32(0), "{value_zero,0}"),
                Arguments.of("x-delivery-limit", text, "\"expected integer, got longstr\""),
                Arguments.of("x-max-in-memory-bytes", text, "\"expected integer, got longstr\""));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badValueIsRefused(String argument, FieldValue value, String fault) {
        assertRefused(
                () -> declare(argument, value),
                406,
                "invalid arg '" + argument + "' for queue 'q' in vhost '/': " + fault);
        assertThat(world.hasQueue("q")).isFalse();
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("x-delivery-limit", new Int32(-1)),
                Arguments.of("x-delivery-limit", new Int32(5)),
                Arguments.of("x-overflow", LongText.of("reject-publish-dlx")),
                Arguments.of("x-dead-letter-strategy", LongText.of("at-least-once")),
                Arguments.of("x-max-in-memory-length", new Int32(0)),
                Arguments.of("x-single-active-consumer", new Bool(true)),
                Arguments.of("x-consumer-timeout", new Int32(5)));
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodValueIsTaken(String argument, FieldValue value) {
        declare(argument, value);

        assertThat(world.queue("q").arguments().get(argument)).isEqualTo(value);
    }
}
