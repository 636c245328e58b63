package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.Seeds;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Declares, binds, unbinds and deletes by chance, and looks after every step whether all agrees.
class TopologySimulationTest {

    private static final Seeds SEEDS = Seeds.of(20);
    private static final int STEPS = 400;
    private static final List<String> TYPES = List.of("direct", "fanout", "topic", "headers");

    @Test
    void whatExistsAgrees() {
        SEEDS.play(TopologySimulationTest::whatExistsAgrees);
    }

    private static void whatExistsAgrees(long seed) {
        Random random = new Random(seed);
        World world = new World();
        for (int step = 0; step < STEPS; step++) {
            change(world, random);
            assertAgrees(world.vhost(), "step " + step);
            assertPoliciesApply(world.vhost(), "step " + step);
        }
    }

    private static void change(World world, Random random) {
        String queue = "q" + random.nextInt(5);
        String x = "x" + random.nextInt(5);
        String y = "x" + random.nextInt(5);
        String key = "k" + random.nextInt(3);
        world.declareQueue(queue);
        declareExchange(world, x, random);
        declareExchange(world, y, random);
        switch (random.nextInt(11)) {
            case 0, 1 -> world.bind(queue, x, key);
            case 2, 3 -> world.bindExchange(x, y, key);
            case 4 -> world.unbind(queue, x, key);
            case 5 -> world.unbindExchange(x, y, key);
            case 6 -> world.deleteQueue(queue);
            case 7, 8 -> setPolicy(world, random);
            case 9 -> clearPolicy(world, random);
            default -> world.deleteExchange(x);
        }
    }

    private static void setPolicy(World world, Random random) {
        FieldTable definition =
                FieldTable.EMPTY
                        .with("max-length", new Int32(random.nextInt(3)))
                        .with("overflow", "reject-publish");
        world.apply(
                new TopologyCommand.SetPolicy(
                        World.VHOST,
                        kind(random),
                        new Policy(
                                "p" + random.nextInt(4),
                                "^[qx]" + random.nextInt(5),
                                definition,
                                random.nextInt(2),
                                random.nextBoolean() ? "all" : "queues")));
    }

    private static void clearPolicy(World world, Random random) {
        PolicyKind kind = kind(random);
        List<Policy> policies = world.vhost().policies().of(kind).policies();
        if (!policies.isEmpty()) {
            world.apply(
                    new TopologyCommand.ClearPolicy(World.VHOST, kind, policies.getFirst().name()));
        }
    }

    private static PolicyKind kind(Random random) {
        return random.nextBoolean() ? PolicyKind.USER : PolicyKind.OPERATOR;
    }

    private static void declareExchange(World world, String name, Random random) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        boolean autoDelete = random.nextBoolean();
        if (!world.hasExchange(name)) {
            world.declare(World.exchangeOf(name, type, false, autoDelete, false, FieldTable.EMPTY));
        }
    }

    private static void assertAgrees(VirtualHost vhost, String when) {
        Set<Binding> bySource = new HashSet<>();
        vhost.exchanges().values().forEach(x -> bySource.addAll(x.bindings()));
        List<Binding> byDestination =
                destinations(vhost).flatMap(d -> vhost.bindingsTo(d).stream()).toList();
        assertThat(byDestination).as(when).containsExactlyInAnyOrderElementsOf(bySource);
        bySource.forEach(binding -> assertThat(routes(vhost, binding)).as(when).isTrue());
        assertThat(vhost.exchanges().values())
                .as(when)
                .allSatisfy(x -> assertThat(routedFrom(x)).isSubsetOf(destinationsOf(x)));
    }

    /// What is kept for each queue and exchange is what one would find by asking anew.
    private static void assertPoliciesApply(VirtualHost vhost, String when) {
        for (QueueDefinition queue : vhost.queues().values()) {
            Policy user = search(vhost, PolicyKind.USER, queue.name(), true);
            Policy operator = search(vhost, PolicyKind.OPERATOR, queue.name(), true);
            assertThat(vhost.settings(queue))
                    .as(when)
                    .isEqualTo(
                            QueueSettings.of(
                                    queue.arguments(),
                                    user == null ? null : user.definition(),
                                    operator == null ? null : operator.definition()));
        }
        for (Exchange exchange : vhost.exchanges().values()) {
            assertThat(exchange.policyOrNull())
                    .as(when)
                    .isEqualTo(search(vhost, PolicyKind.USER, exchange.name(), false));
        }
    }

    private static @Nullable Policy search(
            VirtualHost vhost, PolicyKind kind, ShortString name, boolean isQueue) {
        return vhost.policies().of(kind).policies().stream()
                .filter(p -> isQueue || p.applyTo().equals("all"))
                .filter(p -> Pattern.compile(p.pattern()).matcher(name.toString()).find())
                .min(
                        Comparator.comparingLong((Policy p) -> -p.priority())
                                .thenComparing(Policy::name))
                .orElse(null);
    }

    private static Stream<Destination> destinations(VirtualHost vhost) {
        return Stream.concat(
                vhost.queues().keySet().stream().map(Destination.ToQueue::new),
                vhost.exchanges().keySet().stream().map(Destination.ToExchange::new));
    }

    /// Whether the binding table knows the binding too.
    private static boolean routes(VirtualHost vhost, Binding binding) {
        List<Destination> found = new ArrayList<>();
        vhost.requireExchange(binding.source()).route(binding.key(), Headers.NONE, found::add);
        return found.contains(binding.destination());
    }

    private static Set<Destination> routedFrom(Exchange exchange) {
        Set<Destination> found = new HashSet<>();
        for (String key : List.of("k0", "k1", "k2")) {
            exchange.route(ShortString.of(key), Headers.NONE, found::add);
        }
        return found;
    }

    private static List<Destination> destinationsOf(Exchange exchange) {
        return exchange.bindings().stream().map(Binding::destination).toList();
    }
}
