package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.exchange.Destination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeDeleteTest {

    private final World world = new World();

    @Test
    void exchangeGoesWithItsBindingsOnBothSides() {
        world.declareQueue("q");
        world.declareExchange("x", "direct");
        world.bind("q", "x", "k");
        world.bindExchange("x", "amq.direct", "k");

        var events = world.deleteExchange("x");

        assertThat(world.hasExchange("x")).isFalse();
        assertThat(world.isBound(Destination.queue("q"))).isFalse();
        assertThat(world.isBound(Destination.exchange("x"))).isFalse();
        assertThat(world.exchange("amq.direct").bindings()).isEmpty();
        assertThat(events).hasSize(3).last().isInstanceOf(TopologyEvent.ExchangeDeleted.class);
    }

    @Test
    void exchangeBoundToItselfGoes() {
        world.declareExchange("x", "direct");
        world.bindExchange("x", "x", "k");

        assertThat(world.deleteExchange("x")).hasSize(2);
        assertThat(world.hasExchange("x")).isFalse();
    }

    @Test
    void missingExchangeIsNoError() {
        Topology before = world.topology();

        assertThat(world.deleteExchange("nonono")).isEmpty();
        assertThat(world.topology()).isSameAs(before);
    }

    @Test
    void usedExchangeStaysWhenAskedTo() {
        world.declareQueue("q");
        world.declareExchange("x", "direct");
        world.bind("q", "x", "k");

        assertRefused(
                () -> world.deleteExchange("x", true), 406, "exchange 'x' in vhost '/' in use");
    }

    @Test
    void beingADestinationIsNoUse() {
        world.declareExchange("x", "direct");
        world.bindExchange("x", "amq.direct", "k");

        world.deleteExchange("x", true);

        assertThat(world.hasExchange("x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"amq.direct", "amq.nonexist", "amq.rabbitmq.trace"})
    void systemExchangesStay(String name) {
        assertRefused(
                () -> world.deleteExchange(name),
                403,
                "deletion of system exchange '" + name + "' in vhost '/' not allowed");
    }

    @Test
    void defaultExchangeStays() {
        assertRefused(
                () -> world.deleteExchange(""),
                403,
                "operation not permitted on the default exchange");
    }
}
