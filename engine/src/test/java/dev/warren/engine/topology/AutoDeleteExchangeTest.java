package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoDeleteExchangeTest {

    private final World world = new World();

    AutoDeleteExchangeTest() {
        world.declareQueue("q");
        world.declareQueue("q2");
        world.declareAutoDeleteExchange("x", "direct");
    }

    @Test
    void staysUntilItHasHadABinding() {
        assertThat(world.hasExchange("x")).isTrue();
    }

    @Test
    void goesWithItsLastBinding() {
        world.bind("q", "x", "a");
        world.bind("q2", "x", "b");

        world.unbind("q", "x", "a");
        assertThat(world.hasExchange("x")).isTrue();

        var events = world.unbind("q2", "x", "b");
        assertThat(world.hasExchange("x")).isFalse();
        assertThat(events)
                .hasExactlyElementsOfTypes(
                        TopologyEvent.BindingDeleted.class, TopologyEvent.ExchangeDeleted.class);
    }

    @Test
    void goesWithItsLastQueue() {
        world.bind("q", "x", "a");
        world.bind("q", "x", "b");

        world.deleteQueue("q");

        assertThat(world.hasExchange("x")).isFalse();
    }

    @Test
    void staysWhenItIsOnlyUnboundAsADestination() {
        world.bindExchange("x", "amq.direct", "k");

        world.unbindExchange("x", "amq.direct", "k");

        assertThat(world.hasExchange("x")).isTrue();
    }

    @Test
    void takesTheExchangesThatLedToItAlong() {
        world.declareAutoDeleteExchange("y", "fanout");
        world.bindExchange("x", "y", "");
        world.bind("q", "x", "a");

        world.deleteQueue("q");

        assertThat(world.hasExchange("x")).isFalse();
        assertThat(world.hasExchange("y")).isFalse();
    }

    @Test
    void circleOfThemGoesOnce() {
        world.declareAutoDeleteExchange("y", "fanout");
        world.bindExchange("x", "y", "");
        world.bindExchange("y", "x", "");

        var events = world.deleteExchange("x");

        assertThat(world.hasExchange("x")).isFalse();
        assertThat(world.hasExchange("y")).isFalse();
        assertThat(events).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void longChainOfThemGoes() {
        int length = 5000;
        IntStream.range(0, length).forEach(i -> world.declareAutoDeleteExchange("c" + i, "fanout"));
        IntStream.range(1, length).forEach(i -> world.bindExchange("c" + (i - 1), "c" + i, ""));
        world.bind("q", "c0", "");

        world.deleteQueue("q");

        assertThat(world.hasExchange("c0")).isFalse();
        assertThat(world.hasExchange("c" + (length - 1))).isFalse();
    }
}
