package dev.warren.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.World;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteCurrencyTest {

    private final World world = new World();

    @BeforeEach
    void bindAQueue() {
        world.declareQueue("q");
        world.bind("q", "amq.topic", "a.#");
    }

    private Route route(String exchange, String key) {
        return Router.route(
                world.vhost(), world.exchange(exchange), ShortString.of(key), Headers.NONE);
    }

    @Test
    void changesElsewhereLeaveARouteCurrent() {
        Route route = route("amq.topic", "a.b");

        world.declareQueue("other");
        world.bind("other", "amq.direct", "k");

        assertThat(route.isCurrent(world.vhost())).isTrue();
    }

    @Test
    void newBindingEndsIt() {
        Route route = route("amq.topic", "a.b");

        world.declareQueue("other");
        world.bind("other", "amq.topic", "z");

        assertThat(route.isCurrent(world.vhost())).isFalse();
    }

    @Test
    void deletedQueueEndsIt() {
        Route route = route("amq.topic", "a.b");

        world.deleteQueue("q");

        assertThat(route.isCurrent(world.vhost())).isFalse();
    }

    @Test
    void changeOfAnExchangeOnTheWayEndsIt() {
        world.bindExchange("amq.fanout", "amq.topic", "a.#");
        Route route = route("amq.topic", "a.b");

        world.bind("q", "amq.fanout", "");

        assertThat(route.isCurrent(world.vhost())).isFalse();
    }

    @Test
    void exchangeDeclaredAnewEndsIt() {
        world.declareExchange("x", "direct");
        Route route = route("x", "k");

        world.deleteExchange("x");
        assertThat(route.isCurrent(world.vhost())).isFalse();

        world.declareExchange("x", "direct");
        assertThat(route.isCurrent(world.vhost())).isFalse();
    }

    @Test
    void alternateExchangeThatComesEndsIt() {
        world.declareExchange("x", "direct", FieldTable.EMPTY.with("alternate-exchange", "late"));
        Route route = route("x", "k");
        assertThat(route.isCurrent(world.vhost())).isTrue();

        world.declareExchange("late", "fanout");

        assertThat(route.isCurrent(world.vhost())).isFalse();
    }

    @Test
    void alternateExchangeByPolicyEndsItAndTakesEffect() {
        world.declareExchange("x", "direct");
        world.declareExchange("ae", "fanout");
        world.bind("q", "ae", "");
        Route route = route("x", "k");
        Route other = route("amq.topic", "a.b");
        assertThat(route.isEmpty()).isTrue();

        world.apply(
                new TopologyCommand.SetPolicy(
                        World.VHOST,
                        PolicyKind.USER,
                        new Policy(
                                "p",
                                "^x$",
                                FieldTable.EMPTY.with("alternate-exchange", "ae"),
                                0,
                                "exchanges")));

        assertThat(route.isCurrent(world.vhost())).isFalse();
        assertThat(other.isCurrent(world.vhost())).isTrue();
        assertThat(route("x", "k").queues()).containsExactly(world.queue("q"));
    }

    @Test
    void routeOfTheDefaultExchangeStaysWithItsQueue() {
        Route route = route("", "q");
        world.declareQueue("other");
        assertThat(route.isCurrent(world.vhost())).isTrue();

        world.deleteQueue("q");
        world.declareQueue("q");

        assertThat(route.isCurrent(world.vhost())).isFalse();
    }

    @Test
    void queueThatComesEndsTheDefaultExchangesRouteToNowhere() {
        Route route = route("", "late");
        assertThat(route.isCurrent(world.vhost())).isTrue();

        world.declareQueue("late");

        assertThat(route.isCurrent(world.vhost())).isFalse();
    }
}
