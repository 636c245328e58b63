package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private final World world = new World();

    private static Policy lengthPolicy(String name, String pattern, int max) {
        FieldTable definition = FieldTable.EMPTY.with("max-length", new Int32(max));
        return new Policy(name, pattern, definition, 0, "all");
    }

    private static Policy alternatePolicy(String pattern, String exchange) {
        FieldTable definition = FieldTable.EMPTY.with("alternate-exchange", exchange);
        return new Policy("ae", pattern, definition, 0, "all");
    }

    private List<TopologyEvent> set(Policy policy) {
        return set(PolicyKind.USER, policy);
    }

    private List<TopologyEvent> set(PolicyKind kind, Policy policy) {
        return world.apply(new TopologyCommand.SetPolicy("/", kind, policy));
    }

    private List<TopologyEvent> clear(PolicyKind kind, String name) {
        return world.apply(new TopologyCommand.ClearPolicy("/", kind, name));
    }

    private @Nullable Long max(String queue) {
        return world.vhost().settings(world.queue(queue)).length().messagesMax();
    }

    @Test
    void policyAppliesToQueuesThatAreThereAndThatCome() {
        world.declareQueue("a1");
        world.declareQueue("b1");

        set(lengthPolicy("p", "^a", 5));
        world.declareQueue("a2");

        assertThat(max("a1")).isEqualTo(5);
        assertThat(max("a2")).isEqualTo(5);
        assertThat(max("b1")).isNull();
    }

    @Test
    void onlyQueuesThatSeeADifferenceAreTold() {
        world.declareQueue("a1");
        world.declareQueue("a2", FieldTable.EMPTY.with("x-max-length", new Int32(3)));
        world.declareQueue("b1");
        Policy policy = lengthPolicy("p", "^a[0-9]", 5);

        assertThat(set(policy))
                .containsExactly(
                        new TopologyEvent.PolicySet("/", PolicyKind.USER, policy),
                        new TopologyEvent.QueueSettingsChanged(
                                world.queue("a1"), world.vhost().settings(world.queue("a1"))));
        assertThat(set(policy)).isEmpty();
    }

    @Test
    void operatorsNumberIsAnUpperBound() {
        world.declareQueue("a");

        set(PolicyKind.OPERATOR, lengthPolicy("o", "", 4));
        assertThat(max("a")).isEqualTo(4);
        set(lengthPolicy("p", "", 5));
        assertThat(max("a")).isEqualTo(4);
        set(lengthPolicy("p", "", 3));
        assertThat(max("a")).isEqualTo(3);
        clear(PolicyKind.USER, "p");
        clear(PolicyKind.OPERATOR, "o");
        assertThat(max("a")).isNull();
        assertThat(world.vhost().policies().ofQueueOrNull(ShortString.of("a"))).isNull();
    }

    @Test
    void queueThatIsDeletedTakesItsPolicyAlong() {
        set(lengthPolicy("p", "", 5));
        world.declareQueue("a");
        world.deleteQueue("a");

        assertThat(world.vhost().policies().ofQueueOrNull(ShortString.of("a"))).isNull();
    }

    @Test
    void exchangeGetsItsAlternateByPolicyAtOnce() {
        world.declareExchange("x1", "direct");
        Exchange before = world.exchange("x1");
        Exchange other = world.exchange("amq.direct");

        List<TopologyEvent> events = set(alternatePolicy("^x", "ae"));
        world.declareExchange("x2", "direct");

        assertThat(events)
                .contains(new TopologyEvent.ExchangePolicyChanged("/", before.definition()));
        assertThat(world.exchange("x1").alternateOrNull()).isEqualTo(ShortString.of("ae"));
        assertThat(world.exchange("x2").alternateOrNull()).isEqualTo(ShortString.of("ae"));
        assertThat(world.exchange("amq.direct")).isSameAs(other);
    }

    @Test
    void declaredAlternateGoesBeforeThePolicys() {
        world.declareExchange(
                "x", "direct", FieldTable.EMPTY.with("alternate-exchange", "declared"));
        set(alternatePolicy("", "by-policy"));

        assertThat(world.exchange("x").alternateOrNull()).isEqualTo(ShortString.of("declared"));
    }

    @Test
    void bindingsStayWhenThePolicyChanges() {
        world.declareExchange("x", "direct");
        world.declareQueue("q");
        world.bind("q", "x", "k");
        set(alternatePolicy("", "ae"));
        world.unbind("q", "x", "k");
        world.bind("q", "x", "k2");

        assertThat(world.exchange("x").bindings()).hasSize(1);
        assertThat(world.exchange("x").alternateOrNull()).isEqualTo(ShortString.of("ae"));
        clear(PolicyKind.USER, "ae");
        assertThat(world.exchange("x").alternateOrNull()).isNull();
        assertThat(world.exchange("x").bindings()).hasSize(1);
    }

    @Test
    void badPolicyIsRefusedWithAllFaults() {
        FieldTable definition = FieldTable.EMPTY.with("max-length", new Int32(-1));

        assertRefused(
                () -> set(new Policy("p", "^a", definition, 0, "all")),
                406,
                "Validation failed\n\n-1 is not a valid maximum length\n");
    }

    @Test
    void clearingWhatIsNotThereIsRefused() {
        assertRefused(() -> clear(PolicyKind.USER, "p"), 404, "Parameter does not exist");
        set(lengthPolicy("p", "", 1));
        assertRefused(() -> clear(PolicyKind.OPERATOR, "p"), 404, "Parameter does not exist");
    }

    @Test
    void policiesHaveALimit() {
        for (int i = 0; i < PolicyRules.POLICIES_MAX; i++) {
            set(lengthPolicy("p" + i, "^none", 1));
        }

        assertRefused(
                () -> set(lengthPolicy("one more", "^none", 1)),
                406,
                "cannot set policy 'one more': policy limit in vhost '/' (1000) is reached");
        set(lengthPolicy("p1", "^none", 2));
    }

    private void limit(String key, FieldValue value) {
        world.apply(
                new TopologyCommand.SetParameter(
                        "/",
                        VhostLimits.PARAMETER,
                        new FieldValue.Table(FieldTable.EMPTY.with(key, value))));
    }

    @Test
    void queuesOfAVirtualHostHaveALimit() {
        limit("max-queues", new Int32(2));
        world.declareQueue("a");
        world.declareQueue("b");

        assertRefused(
                () -> world.declareQueue("c"),
                406,
                "cannot declare queue 'c': queue limit in vhost '/' (2) is reached");
        world.declareQueue("b");
        limit("max-queues", new Int32(-1));
        world.declareQueue("c");
    }

    @Test
    void limitsAreNumbersWithKnownNames() {
        limit("max-connections", new Int32(7));

        assertThat(world.vhost().limits()).isEqualTo(new VhostLimits(7L, null));
        assertRefused(
                () -> limit("max-queues", FieldValue.LongText.of("a")),
                406,
                "Validation failed\n\nmax-queues should be a number, actually was <<\"a\">>\n");
        assertRefused(
                () -> limit("zzz", new Int32(1)),
                406,
                "Validation failed\n\nUnrecognised terms [{<<\"zzz\">>,1}] in limits\n");
    }

    @Test
    void componentThatNobodyServesIsRefused() {
        assertRefused(
                () ->
                        world.apply(
                                new TopologyCommand.SetParameter(
                                        "/", new ParameterName("foo", "n"), new Int32(1))),
                406,
                "Validation failed\n\ncomponent foo not found\n");
    }

    @Test
    void globalParametersComeAndGo() {
        world.apply(new TopologyCommand.SetGlobalParameter("g", new Int32(1)));
        assertThat(world.topology().parameters()).containsEntry("g", new Int32(1));

        world.apply(new TopologyCommand.ClearGlobalParameter("g"));
        assertThat(world.topology().parameters()).isEmpty();
        assertRefused(
                () -> world.apply(new TopologyCommand.ClearGlobalParameter("g")),
                404,
                "Parameter does not exist");
    }
}
