package dev.warren.engine.topology.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySetTest {

    private static final FieldTable ONE = FieldTable.EMPTY.with("max-length", new Int32(1));

    private static Policy policy(String name, String pattern, long priority, String applyTo) {
        return new Policy(name, pattern, ONE, priority, applyTo);
    }

    private static @Nullable String forQueue(PolicySet policies, String queue, String type) {
        Policy found = policies.forQueueOrNull(ShortString.of(queue), type);
        return found == null ? null : found.name();
    }

    @ParameterizedTest
    @CsvSource({
        "^a, abc, true",
        "^a, cba, false",
        "a, cba, true",
        "a$, cba, true",
        "'', anything, true",
        "^a$, a, true",
        "^(a|b)\\., b.x, true",
        "é, caféteria, true",
        "^.$, é, false"
    })
    void patternIsFoundAnywhereInTheBytesOfAName(String pattern, String name, boolean matches) {
        PolicySet policies = PolicySet.EMPTY.with(policy("p", pattern, 0, "all"));

        assertThat(forQueue(policies, name, "classic") != null).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "all, true, true, true",
        "queues, true, true, false",
        "classic_queues, true, false, false",
        "quorum_queues, false, true, false",
        "streams, false, false, false",
        "exchanges, false, false, true"
    })
    void policyIsForWhatItSays(String applyTo, boolean classic, boolean quorum, boolean exchange) {
        PolicySet policies = PolicySet.EMPTY.with(policy("p", "", 0, applyTo));

        assertThat(forQueue(policies, "x", "classic") != null).isEqualTo(classic);
        assertThat(forQueue(policies, "x", "quorum") != null).isEqualTo(quorum);
        assertThat(policies.forExchangeOrNull(ShortString.of("x")) != null).isEqualTo(exchange);
    }

    @Test
    void highestPriorityThatMatchesApplies() {
        PolicySet policies =
                PolicySet.EMPTY
                        .with(policy("low", "", -5, "all"))
                        .with(policy("high", "^a", 7, "queues"))
                        .with(policy("highest", "^z", 9, "queues"));

        assertThat(forQueue(policies, "a", "classic")).isEqualTo("high");
        assertThat(forQueue(policies, "b", "classic")).isEqualTo("low");
    }

    @Test
    void ofEqualPrioritiesTheFirstByNameAppliesWhateverCameFirst() {
        Policy a = policy("a", "", 1, "all");
        Policy b = policy("b", "", 1, "all");

        assertThat(forQueue(PolicySet.EMPTY.with(a).with(b), "q", "classic")).isEqualTo("a");
        assertThat(forQueue(PolicySet.EMPTY.with(b).with(a), "q", "classic")).isEqualTo("a");
    }

    @Test
    void policyOfTheSameNameIsReplaced() {
        PolicySet policies =
                PolicySet.EMPTY.with(policy("p", "^a", 1, "all")).with(policy("p", "^b", 1, "all"));

        assertThat(policies.size()).isEqualTo(1);
        assertThat(forQueue(policies, "a", "classic")).isNull();
        assertThat(policies.without("p").isEmpty()).isTrue();
    }

    /// It would look at the name in 2^254 ways.
    @Test
    void patternThatTakesForEverDoesNotMatch() {
        PolicySet policies = PolicySet.EMPTY.with(policy("p", "^(a+)+$", 0, "all"));

        assertThat(forQueue(policies, "a".repeat(254) + "b", "classic")).isNull();
        assertThat(forQueue(policies, "aaa", "classic")).isEqualTo("p");
    }
}
