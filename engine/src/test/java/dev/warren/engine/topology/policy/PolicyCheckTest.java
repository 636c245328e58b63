package dev.warren.engine.topology.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts are RabbitMQ 3.10.8's, but for `apply-to`, which knows more words since 3.12, and for
/// what the library of regular expressions says.
class PolicyCheckTest {

    private static List<String> faults(PolicyKind kind, FieldTable definition) {
        return PolicyCheck.faults(kind, new Policy("p", "^a", definition, 0, "all"));
    }

    private static List<String> faults(String key, FieldValue value) {
        return faults(PolicyKind.USER, FieldTable.EMPTY.with(key, value));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("max-length", new Int64(-1), "-1 is not a valid maximum length"),
                Arguments.of("max-length", new Float64(1.5), "1.5 is not a valid maximum length"),
                Arguments.of(
                        "max-length",
                        new Array(List.of(new Int64(1))),
                        "[1] is not a valid maximum length"),
                Arguments.of(
                        "max-length-bytes",
                        LongText.of("a"),
                        "<<\"a\">> is not a valid maximum length in bytes"),
                Arguments.of("message-ttl", new Int64(-1), "-1 is not a valid message TTL"),
                Arguments.of("expires", new Int64(0), "0 is not a valid queue expiry"),
                Arguments.of(
                        "dedup-window", new Int64(0), "0 is not a valid de-duplication window"),
                Arguments.of(
                        "dedup-max-keys",
                        new Int64(1_000_001),
                        "1000001 is not a valid number of de-duplication keys"),
                Arguments.of(
                        "dedup-key",
                        LongText.of("subject"),
                        "<<\"subject\">> is not a valid de-duplication key"),
                Arguments.of(
                        "delivery-limit", new Bool(true), "true is not a valid delivery limit"),
                Arguments.of(
                        "max-in-memory-length",
                        new Int64(-1),
                        "-1 is not a valid maximum memory in bytes"),
                Arguments.of(
                        "alternate-exchange",
                        new Int64(5),
                        "5 is not a valid alternate exchange name"),
                Arguments.of(
                        "dead-letter-exchange",
                        new Int64(5),
                        "5 is not a valid dead letter exchange name"),
                Arguments.of(
                        "dead-letter-routing-key",
                        new Int64(5),
                        "5 is not a valid dead letter routing key"),
                Arguments.of(
                        "dead-letter-strategy",
                        LongText.of("a"),
                        "<<\"a\">> is not a valid dead letter strategy"),
                Arguments.of(
                        "overflow", LongText.of("a"), "<<\"a\">> is not a valid overflow value"),
                Arguments.of("retry-base", new Int64(0), "0 is not a valid first retry delay"),
                Arguments.of("retry-factor", new Float64(0.5), "0.5 is not a valid retry factor"),
                Arguments.of(
                        "retry-jitter",
                        LongText.of("1.5"),
                        "<<\"1.5\">> is not a valid retry jitter"),
                Arguments.of("retry-attempts", new Int64(0), "0 is not a valid number of retries"),
                Arguments.of(
                        "retry-on", LongText.of("a"), "<<\"a\">> is not a valid retry-on value"),
                Arguments.of("delivery-delay", new Int64(-1), "-1 is not a valid delivery delay"),
                Arguments.of(
                        "delayed-retry-type",
                        LongText.of("a"),
                        "<<\"a\">> is not a valid delayed retry type"),
                Arguments.of("queue-mode", new Int64(5), "5 is not a valid queue-mode value"),
                Arguments.of("queue-version", new Int64(3), "3 is not a valid queue-version value"),
                Arguments.of(
                        "queue-leader-locator",
                        LongText.of("a"),
                        "<<\"a\">> is not a valid queue leader locator value"),
                Arguments.of(
                        "federation-upstream",
                        new Int64(1),
                        "1 is not a valid federation upstream name"),
                Arguments.of(
                        "federation-upstream-set",
                        new Int64(1),
                        "1 is not a valid federation upstream set name"),
                Arguments.of(
                        "federation-upstream-pattern",
                        new Int64(1),
                        "1 is not a valid federation upstream pattern name"),
                Arguments.of(
                        "max-priority",
                        new Int64(5),
                        "[{<<\"max-priority\">>,5}] are not recognised policy settings"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badValueIsFound(String key, FieldValue value, String fault) {
        assertThat(faults(key, value)).containsExactly(fault);
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("message-ttl", new Int64(315_360_000_001L)),
                Arguments.of("overflow", LongText.of("reject-publish-dlx")),
                Arguments.of("queue-mode", LongText.of("lazy")),
                Arguments.of("max-age", LongText.of("1Y")),
                Arguments.of("federation-upstream", LongText.of("west")),
                Arguments.of("federation-upstream-set", LongText.of("all")),
                Arguments.of("federation-upstream-pattern", LongText.of("^we")),
                Arguments.of("ha-mode", LongText.of("all")));
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodValueIsTaken(String key, FieldValue value) {
        assertThat(faults(key, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alternate-exchange", "dead-letter-exchange", "queue-mode", "x"})
    void operatorMayNotSetEverything(String key) {
        assertThat(faults(PolicyKind.OPERATOR, FieldTable.EMPTY.with(key, "a")))
                .containsExactly(
                        "[{<<\"" + key + "\">>,<<\"a\">>}] are not recognised policy settings");
    }

    @Test
    void emptyDefinitionIsNoPolicy() {
        assertThat(faults(PolicyKind.USER, FieldTable.EMPTY)).containsExactly("no policy provided");
    }

    @Test
    void badValueComesBeforeUnknownKeys() {
        FieldTable definition =
                FieldTable.EMPTY
                        .with("zzz", new Int64(1))
                        .with("overflow", "q")
                        .with("max-length", new Int64(-1));

        assertThat(faults(PolicyKind.USER, definition))
                .containsExactly("<<\"q\">> is not a valid overflow value");
    }

    @Test
    void patternOfUpstreamsIsARegularExpression() {
        assertThat(faults("federation-upstream-pattern", LongText.of("(")))
                .singleElement()
                .asString()
                .startsWith("could not compile pattern ( to a regular expression. Error: {\"");
    }

    @Test
    void upstreamsAreNamedInOneWay() {
        FieldTable definition =
                FieldTable.EMPTY
                        .with("federation-upstream", "west")
                        .with("federation-upstream-set", "all");

        assertThat(faults(PolicyKind.USER, definition))
                .containsExactly(
                        "cannot specify federation-upstream, federation-upstream-set or"
                                + " federation-upstream-pattern together");
    }

    @Test
    void allUnknownKeysAreNamed() {
        FieldTable definition =
                FieldTable.EMPTY.with("zzz", new Int64(1)).with("yyy", new Int64(1));

        assertThat(faults(PolicyKind.USER, definition))
                .containsExactly(
                        "[{<<\"zzz\">>,1},{<<\"yyy\">>,1}] are not recognised policy settings");
    }

    @Test
    void eachPartIsLookedAt() {
        FieldTable definition = FieldTable.EMPTY.with("max-length", new Int64(-1));

        assertThat(PolicyCheck.faults(PolicyKind.USER, new Policy("p", "(", definition, 0, "foo")))
                .satisfiesExactly(
                        f -> assertThat(f).isEqualTo("-1 is not a valid maximum length"),
                        f -> assertThat(f).startsWith("apply-to 'foo' unrecognised; should be"),
                        f ->
                                assertThat(f)
                                        .startsWith(
                                                "pattern should be regular expression but is"
                                                        + " invalid: {\""));
    }

    @Test
    void patternHasALimit() {
        Policy policy =
                new Policy(
                        "p",
                        "a".repeat(PolicyPattern.LENGTH_MAX + 1),
                        FieldTable.EMPTY.with("max-length", new Int64(1)),
                        0,
                        "all");

        assertThat(PolicyCheck.faults(PolicyKind.USER, policy))
                .containsExactly(
                        "pattern should be regular expression but is invalid: {\"too long\",4096}");
    }
}
