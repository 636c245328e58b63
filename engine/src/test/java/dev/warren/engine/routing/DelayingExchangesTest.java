package dev.warren.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayingExchangesTest {

    private final World world = new World();

    @BeforeEach
    void declare() {
        world.declareExchange(
                "later",
                "x-delayed-message",
                FieldTable.EMPTY
                        .with("x-delayed-type", "x-recent-history")
                        .with("alternate-exchange", "amq.fanout"));
        world.declareQueue("q");
        world.declareQueue("at-once");
    }

    private Route route(String exchange, int delay) {
        FieldTable headers = FieldTable.EMPTY.with("x-delay", new Int32(delay));
        return Router.route(
                world.vhost(), world.exchange(exchange), ShortString.of("k"), () -> headers);
    }

    @Test
    void messageWithADelayStopsThere() {
        world.bind("q", "later", "");
        world.bind("at-once", "amq.fanout", "");

        Route route = route("later", 1);

        assertThat(route.delaying()).containsExactly(world.exchange("later"));
        assertThat(route.queues()).isEmpty();
        assertThat(route.isEmpty()).isFalse();
    }

    @Test
    void messageWithoutADelayGoesOnByTheInnerType() {
        world.bind("q", "later", "");

        for (int delay : new int[] {0, -1}) {
            Route route = route("later", delay);
            assertThat(route.delaying()).isEmpty();
            assertThat(route.queues()).containsExactly(world.queue("q"));
        }
    }

    @Test
    void whatHasNothingBoundGoesToTheAlternateExchangeOnlyIfItDoesNotWait() {
        world.bind("at-once", "amq.fanout", "");

        assertThat(route("later", 1).queues()).isEmpty();
        assertThat(route("later", 0).queues()).containsExactly(world.queue("at-once"));
    }

    @Test
    void otherWaysGoOn() {
        world.bindExchange("later", "amq.fanout", "");
        world.bind("at-once", "amq.fanout", "");

        Route route = route("amq.fanout", 1);

        assertThat(route.queues()).containsExactly(world.queue("at-once"));
        assertThat(route.delaying()).containsExactly(world.exchange("later"));
    }

    @Test
    void everyMessageIsLookedAt() {
        assertThat(route("later", 0).dependsOnHeaders()).isTrue();
        assertThat(route("amq.fanout", 1).dependsOnHeaders()).isFalse();
    }

    @Test
    void historyTakesAMessageOnceItIsRouted() {
        Exchange later = world.exchange("later");

        assertThat(later.historyLength()).isPositive();
        assertThat(route("later", 1).passesHistory()).isFalse();
        assertThat(route("later", -1).passesHistory()).isTrue();
    }
}
