package dev.warren.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.topology.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exchanges that choose one destination, on the way of a route: what may be remembered of it.
class ChoosingExchangesTest {

    private final World world = new World();

    @BeforeEach
    void declareQueues() {
        world.declareQueue("r1");
        world.declareQueue("r2");
    }

    private void choosing(String type, FieldTable arguments) {
        world.declareExchange("x", type, arguments);
        world.bind("r1", "x", type.equals("x-local-random") ? "" : "1");
        world.bind("r2", "x", type.equals("x-local-random") ? "" : "1");
    }

    private Route route(String exchange, Headers headers, String... keys) {
        List<ShortString> all = List.of(keys).stream().map(ShortString::of).toList();
        return Router.route(world.vhost(), world.exchange(exchange), all, headers);
    }

    private Route route(String exchange) {
        return route(exchange, Headers.NONE, "k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-random", "x-local-random"})
    void chanceIsNotRemembered(String type) {
        choosing(type, FieldTable.EMPTY);
        world.bindExchange("x", "amq.fanout", "");

        assertThat(route("x").dependsOnHeaders()).isTrue();
        assertThat(route("amq.fanout").dependsOnHeaders()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-consistent-hash", "x-modulus-hash"})
    void wayOfARoutingKeyIsRemembered(String type) {
        choosing(type, FieldTable.EMPTY);

        assertThat(route("x").dependsOnHeaders()).isFalse();
        assertThat(route("x").queues()).hasSize(1);
    }

    @Test
    void wayOfAHeaderOrPropertyIsNotRemembered() {
        choosing("x-consistent-hash", FieldTable.EMPTY.with("hash-header", "h"));
        world.declareExchange(
                "y", "x-consistent-hash", FieldTable.EMPTY.with("hash-property", "message_id"));
        world.bind("r1", "y", "1");

        assertThat(route("x").dependsOnHeaders()).isTrue();
        assertThat(route("y").dependsOnHeaders()).isTrue();
    }

    @Test
    void propertiesAreReadOnce() {
        AtomicInteger reads = new AtomicInteger();
        FieldTable byId = FieldTable.EMPTY.with("hash-property", "message_id");
        choosing("x-consistent-hash", byId);
        world.declareExchange("y", "x-consistent-hash", byId);
        world.bindExchange("x", "y", "1");

        route("y", counting(reads), "k");

        assertThat(reads).hasValue(1);
    }

    private static Headers counting(AtomicInteger reads) {
        return new Headers() {
            @Override
            public FieldTable table() {
                return FieldTable.EMPTY;
            }

            @Override
            public BasicProperties properties() {
                reads.incrementAndGet();
                return BasicProperties.EMPTY;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-random", "x-local-random", "x-consistent-hash", "x-modulus-hash"})
    void addedKeysChooseNoFurtherQueues(String type) {
        choosing(type, FieldTable.EMPTY);

        Route route = route("x", Headers.NONE, "a", "b", "c", "d", "e", "f", "g", "h");

        assertThat(route.queues()).hasSize(1);
    }

    @Test
    void bindingMoreEndsWhatIsRemembered() {
        choosing("x-consistent-hash", FieldTable.EMPTY);
        Route route = route("x");
        world.declareQueue("r3");
        assertThat(route.isCurrent(world.vhost())).isTrue();

        world.bind("r3", "x", "1");

        assertThat(route.isCurrent(world.vhost())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-random",
                "x-local-random",
                "x-consistent-hash",
                "x-modulus-hash",
                "x-recent-history"
            })
    void alternateTakesWhatNobodyIsBoundFor(String type) {
        world.declareExchange("x", type, FieldTable.EMPTY.with("alternate-exchange", "amq.fanout"));
        world.bind("r1", "amq.fanout", "");

        assertThat(route("x").queues()).containsExactly(world.queue("r1"));
    }

    @Test
    void historyOnTheWayIsSeen() {
        world.declareExchange("x", "x-recent-history");
        world.bindExchange("x", "amq.fanout", "");

        assertThat(route("amq.fanout").passesHistory()).isTrue();
        assertThat(route("amq.direct").passesHistory()).isFalse();
    }
}
