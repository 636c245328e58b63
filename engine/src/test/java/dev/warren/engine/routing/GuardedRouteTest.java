package dev.warren.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.topology.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Which queues are told of exchanges that know duplicates.
class GuardedRouteTest {

    private final World world = new World();

    GuardedRouteTest() {
        world.declareQueue("q1");
        world.declareQueue("q2");
        guarded("guarded", 1_000);
    }

    private void guarded(String name, long window) {
        world.declareExchange(
                name, "fanout", FieldTable.EMPTY.with("x-dedup-window", new Int64(window)));
    }

    /// The queues behind each guard, which its window names.
    private Map<Long, List<String>> guards(String exchange) {
        Route route =
                Router.route(
                        world.vhost(), world.exchange(exchange), ShortString.of("k"), Headers.NONE);
        Map<Long, List<String>> found = new TreeMap<>();
        route.guards()
                .forEach((guard, ids) ->
                        found.put(
                                guard.windowMillis(),
                                route.queues().stream()
                                        .filter(queue -> ids.contains(queue.id()))
                                        .map(queue -> queue.name().toString())
                                        .sorted()
                                        .toList()));
        return found;
    }

    @Test
    void exchangeWithoutAWindowGuardsNothing() {
        world.bind("q1", "amq.fanout", "");

        assertThat(guards("amq.fanout")).isEmpty();
    }

    @Test
    void queuesBehindAnExchangeAreGuarded() {
        world.bind("q1", "guarded", "");
        world.bind("q2", "guarded", "");

        assertThat(guards("guarded")).isEqualTo(Map.of(1_000L, List.of("q1", "q2")));
    }

    @Test
    void onlyWhatIsReachedThroughItIsGuarded() {
        world.bindExchange("guarded", "amq.fanout", "");
        world.bind("q1", "guarded", "");
        world.bind("q2", "amq.fanout", "");

        assertThat(guards("amq.fanout")).isEqualTo(Map.of(1_000L, List.of("q1")));
    }

    @Test
    void queueWithAnotherWayIsNotGuarded() {
        world.bindExchange("guarded", "amq.fanout", "");
        world.bind("q1", "guarded", "");
        world.bind("q1", "amq.fanout", "");

        assertThat(guards("amq.fanout").getOrDefault(1_000L, List.of())).isEmpty();
    }

    @Test
    void whatWaitsIsGuardedWhereItWaits() {
        world.declareExchange(
                "later",
                "x-delayed-message",
                FieldTable.EMPTY
                        .with("x-delayed-type", "fanout")
                        .with("x-dedup-window", new Int64(500)));
        world.bindExchange("later", "guarded", "");
        world.bind("q1", "later", "");
        FieldTable headers = FieldTable.EMPTY.with("x-delay", new Int64(10));

        Route route =
                Router.route(
                        world.vhost(),
                        world.exchange("guarded"),
                        ShortString.of("k"),
                        () -> headers);

        long holding = world.exchange("later").definition().holdingId();
        assertThat(route.guards())
                .hasSize(2)
                .allSatisfy((_, ids) -> assertThat(ids).containsExactly(holding));
    }

    @Test
    void guardsOnOneWayAddUp() {
        guarded("inner", 500);
        world.bindExchange("inner", "guarded", "");
        world.bind("q1", "inner", "");
        world.bind("q2", "guarded", "");

        assertThat(guards("guarded"))
                .isEqualTo(Map.of(500L, List.of("q1"), 1_000L, List.of("q1", "q2")));
    }
}
