package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static dev.warren.engine.topology.World.exchangeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.ByteArray;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The texts are those of RabbitMQ 3.10.8.
class ExchangeDeclareTest {

    private static final FieldTable NONE = FieldTable.EMPTY;
    private static final FieldTable TO_AE = NONE.with("alternate-exchange", "ae");

    private final World world = new World();

    @Test
    void newExchangeIsThere() {
        var events = world.declareExchange("x", "topic", TO_AE);

        ExchangeDefinition definition = exchangeOf("x", "topic", false, false, false, TO_AE);
        assertThat(world.exchange("x").definition()).isEqualTo(definition);
        assertThat(definition.alternateExchangeOrNull()).isEqualTo(ShortString.of("ae"));
        assertThat(events)
                .containsExactly(new TopologyEvent.ExchangeCreated(World.VHOST, definition));
    }

    @Test
    void sameDeclarationChangesNothing() {
        world.declareExchange("x", "direct");
        Topology before = world.topology();

        assertThat(world.declareExchange("x", "direct")).isEmpty();
        assertThat(world.topology()).isSameAs(before);
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                Arguments.of(
                        exchangeOf("x", "fanout", true, true, true, TO_AE),
                        "'type' for exchange 'x' in vhost '/': received 'fanout' but current is"
                                + " 'direct'"),
                Arguments.of(
                        exchangeOf("x", "direct", true, true, true, TO_AE),
                        "'durable' for exchange 'x' in vhost '/': received 'true' but current is"
                                + " 'false'"),
                Arguments.of(
                        exchangeOf("x", "direct", false, true, true, TO_AE),
                        "'auto_delete' for exchange 'x' in vhost '/': received 'true' but current"
                                + " is 'false'"),
                Arguments.of(
                        exchangeOf("x", "direct", false, false, true, TO_AE),
                        "'internal' for exchange 'x' in vhost '/': received 'true' but current is"
                                + " 'false'"),
                Arguments.of(
                        exchangeOf("x", "direct", false, false, false, TO_AE),
                        "'alternate-exchange' for exchange 'x' in vhost '/': received the value"
                                + " 'ae' of type 'longstr' but current is none"));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void otherDeclarationIsRefusedWithItsFirstDifference(ExchangeDefinition declared, String text) {
        world.declareExchange("x", "direct");

        assertRefused(() -> world.declare(declared), 406, "inequivalent arg " + text);
    }

    @Test
    void alternateExchangesAreCompared() {
        world.declareExchange("x", "direct", TO_AE);

        assertRefused(
                () ->
                        world.declareExchange(
                                "x", "direct", NONE.with("alternate-exchange", new Int32(5))),
                406,
                "inequivalent arg 'alternate-exchange' for exchange 'x' in vhost '/': received '5'"
                        + " but current is 'ae'");
        assertRefused(
                () -> world.declareExchange("x", "direct"),
                406,
                "inequivalent arg 'alternate-exchange' for exchange 'x' in vhost '/': received"
                        + " none but current is the value 'ae' of type 'longstr'");
    }

    @Test
    void bytesOfTheAlternateExchangeAreItsName() {
        world.declareExchange("x", "direct", TO_AE);
        FieldTable bytes = NONE.with("alternate-exchange", new ByteArray(Bytes.of("ae")));

        assertThat(world.declareExchange("x", "direct", bytes)).isEmpty();
    }

    @Test
    void otherArgumentsAreNotCompared() {
        world.declareExchange("x", "direct");

        assertThat(world.declareExchange("x", "direct", NONE.with("foo", "bar"))).isEmpty();
    }

    @Test
    void alternateExchangeIsAText() {
        assertRefused(
                () ->
                        world.declareExchange(
                                "x", "direct", NONE.with("alternate-exchange", new Int32(5))),
                406,
                "invalid type 'signedint' for arg 'alternate-exchange' in exchange 'x' in vhost"
                        + " '/'");
    }

    @Test
    void argumentThatItsTypeRefusesDeclaresNothing() {
        assertRefused(
                () ->
                        world.declareExchange(
                                "x", "x-consistent-hash", NONE.with("hash-property", "foo")),
                406,
                "Unsupported property: foo");
        assertThat(world.hasExchange("x")).isFalse();
    }

    /// As with RabbitMQ 3.10.8, where only what was declared first counts.
    @Test
    void argumentsOfATypeAreNotReadAgain() {
        world.declareExchange("x", "x-consistent-hash");

        assertThat(
                        world.declareExchange(
                                "x", "x-consistent-hash", NONE.with("hash-property", "foo")))
                .isEmpty();
    }

    @Test
    void unknownTypeIsRefused() {
        assertRefused(() -> world.declareExchange("x", "foo"), 406, "unknown exchange type 'foo'");
    }

    @Test
    void reservedNamesCannotBeCreated() {
        assertRefused(
                () -> world.declareExchange("amq.foo", "direct"),
                403,
                "exchange name 'amq.foo' contains reserved prefix 'amq.*'");
    }

    @Test
    void predeclaredExchangeCanBeDeclaredAsItIs() {
        var same = exchangeOf("amq.direct", "direct", true, false, false, NONE);

        assertThat(world.declare(same)).isEmpty();
    }

    @Test
    void defaultExchangeCannotBeDeclared() {
        assertRefused(
                () -> world.declareExchange("", "direct"),
                403,
                "operation not permitted on the default exchange");
    }

    @Test
    void unknownVhostIsRefused() {
        var command =
                new TopologyCommand.DeclareExchange(
                        "nov", exchangeOf("x", "direct", false, false, false, NONE));

        assertRefused(() -> world.apply(command), 530, "vhost nov not found");
    }

    @Test
    void clientsDoNotPublishToInternalExchanges() {
        world.declare(exchangeOf("x", "direct", false, false, true, NONE));

        assertRefused(
                () -> world.vhost().requirePublishable(ShortString.of("x")),
                403,
                "cannot publish to internal exchange 'x' in vhost '/'");
        assertRefused(
                () -> world.vhost().requirePublishable(ShortString.of("y")),
                404,
                "no exchange 'y' in vhost '/'");
    }

    @Test
    void exchangeOfTheBrokersOwnIsPredeclaredOnce() {
        var definition =
                new ExchangeDefinition(
                        ShortString.of("amq.own"), "topic", true, false, true, FieldTable.EMPTY);
        var command = new TopologyCommand.PredeclareExchange(World.VHOST, definition);

        assertThat(world.apply(command))
                .containsExactly(new TopologyEvent.ExchangeCreated(World.VHOST, definition));
        assertThat(world.apply(command)).isEmpty();
    }
}
