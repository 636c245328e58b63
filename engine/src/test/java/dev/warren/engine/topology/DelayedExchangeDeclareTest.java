package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static dev.warren.engine.topology.World.exchangeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import org.junit.jupiter.api.Test;

/// The texts are those of RabbitMQ's plugin for delayed messages.
class DelayedExchangeDeclareTest {

    private static final String TYPE = "x-delayed-message";
    private static final FieldTable NONE = FieldTable.EMPTY;
    private static final FieldTable AS_TOPIC = NONE.with("x-delayed-type", "topic");

    private final World world = new World();

    @Test
    void queueOfAVolatileExchangeHasAVolatileNumber() {
        world.declareExchange("x", TYPE, AS_TOPIC);
        world.declareQueue("q");

        long id = world.exchange("x").definition().holdingId();
        assertThat(id).isEqualTo(QueueNumbers.DURABLE_END);
        assertThat(world.queue("q").id()).isEqualTo(id + 1);
    }

    @Test
    void queueOfADurableExchangeHasADurableNumber() {
        world.declare(exchangeOf("x", TYPE, true, false, false, AS_TOPIC));

        assertThat(world.exchange("x").definition().holdingId()).isEqualTo(1);
        assertThat(world.topology().queueNumbers().nextDurable()).isEqualTo(2);
    }

    @Test
    void sameDeclarationChangesNothing() {
        world.declareExchange("x", TYPE, AS_TOPIC);
        Topology before = world.topology();

        assertThat(world.declareExchange("x", TYPE, AS_TOPIC)).isEmpty();
        assertThat(world.topology()).isSameAs(before);
    }

    @Test
    void exchangeDeclaredAnewHasANewNumber() {
        world.declareExchange("x", TYPE, AS_TOPIC);
        long first = world.exchange("x").definition().holdingId();
        world.deleteExchange("x");
        world.declareExchange("x", TYPE, AS_TOPIC);

        assertThat(world.exchange("x").definition().holdingId()).isEqualTo(first + 1);
    }

    @Test
    void noClientNamesTheNumber() {
        world.declare(exchangeOf("x", "topic", true, false, false, NONE).withHolding(17));
        world.declare(exchangeOf("y", TYPE, true, false, false, AS_TOPIC).withHolding(17));

        assertThat(world.exchange("x").delays()).isFalse();
        assertThat(world.exchange("y").definition().holdingId()).isEqualTo(1);
    }

    @Test
    void innerTypeIsMandatory() {
        String text = "Invalid argument, 'x-delayed-type' must be an existing exchange type";
        assertRefused(() -> world.declareExchange("x", TYPE), 406, text);
        assertRefused(
                () -> world.declareExchange("x", TYPE, NONE.with("x-delayed-type", new Int32(1))),
                406,
                text);
    }

    @Test
    void innerTypeIsAnotherThatIsKnown() {
        assertRefused(
                () -> world.declareExchange("x", TYPE, NONE.with("x-delayed-type", "nosuch")),
                406,
                "unknown exchange type 'nosuch'");
        assertRefused(
                () -> world.declareExchange("x", TYPE, NONE.with("x-delayed-type", TYPE)),
                406,
                "Invalid argument, 'x-delayed-message' can't be used for 'x-delayed-type'");
    }

    @Test
    void otherArgumentsAndBindingsAreThoseOfTheInnerType() {
        FieldTable hash = NONE.with("x-delayed-type", "x-consistent-hash");
        assertRefused(
                () -> world.declareExchange("x", TYPE, hash.with("hash-header", new Int32(1))),
                406,
                "Invalid argument 1, 'hash-header' must be a string");

        world.declareExchange("h", TYPE, hash);
        world.declareQueue("q");
        assertRefused(
                () -> world.bind("q", "h", "0"), 406, "The binding key must be greater than 0");
    }
}
