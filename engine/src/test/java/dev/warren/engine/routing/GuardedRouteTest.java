package dev.warren.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.dedup.Guard;
import dev.warren.engine.dedup.KeyRule;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.World;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private void policy(String pattern, FieldTable definition) {
        world.apply(
                new TopologyCommand.SetPolicy(
                        World.VHOST,
                        PolicyKind.USER,
                        new Policy("p", pattern, definition, 0, "exchanges")));
    }

    private Guard guard(String exchange) {
        return Objects.requireNonNull(world.exchange(exchange).guardOrNull());
    }

    private static FieldTable window(long millis) {
        return FieldTable.EMPTY.with("dedup-window", new Int64(millis));
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
    void policyGuardsAnExchangeAsLongAsItIsThere() {
        world.bind("q1", "amq.fanout", "");

        policy(
                "fanout",
                window(700).with("dedup-key", "header:order").with("dedup-max-keys", new Int64(5)));
        assertThat(guards("amq.fanout")).isEqualTo(Map.of(700L, List.of("q1")));
        assertThat(guard("amq.fanout").rule()).isEqualTo(KeyRule.ofOrNull("header:order"));
        assertThat(guard("amq.fanout").keysMax()).isEqualTo(5);

        world.apply(new TopologyCommand.ClearPolicy(World.VHOST, PolicyKind.USER, "p"));
        assertThat(guards("amq.fanout")).isEmpty();
    }

    @Test
    void ofArgumentAndPolicyTheLowerNumberHolds() {
        guarded("long", 90_000);
        world.bind("q1", "guarded", "");
        world.bind("q2", "long", "");

        policy("guarded|long", window(5_000));

        assertThat(guards("guarded")).isEqualTo(Map.of(1_000L, List.of("q1")));
        assertThat(guards("long")).isEqualTo(Map.of(5_000L, List.of("q2")));
    }

    @Test
    void keyOfTheArgumentComesBeforeThatOfThePolicy() {
        world.declareExchange(
                "own",
                "fanout",
                FieldTable.EMPTY
                        .with("x-dedup-window", new Int64(1_000))
                        .with("x-dedup-key", "body"));

        policy("own", window(5_000).with("dedup-key", "message-id"));

        assertThat(guard("own").rule()).isEqualTo(KeyRule.ofOrNull("body"));
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
