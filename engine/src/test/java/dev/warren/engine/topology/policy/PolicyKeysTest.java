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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every key of policies with values of other types, at its limits and beyond them. Texts and
/// limits were asked of RabbitMQ 3.10.8 for all that it knows, but for `delivery-limit`, which may
/// be -1 in newer ones, and `max-age`: another text makes 3.10.8 crash.
class PolicyKeysTest {

    private static List<String> faults(PolicyKind kind, String key, FieldValue value) {
        FieldTable definition = FieldTable.EMPTY.with(key, value);
        return PolicyCheck.faults(kind, new Policy("p", "", definition, 0, "all"));
    }

    private static void assertTaken(String key, FieldValue value) {
        assertThat(faults(PolicyKind.USER, key, value)).isEmpty();
    }

    private static void assertRefused(String key, FieldValue value, String shown, String what) {
        assertThat(faults(PolicyKind.USER, key, value))
                .containsExactly(shown + " is not a valid " + what);
    }

    @ParameterizedTest
    @CsvSource({
        "message-ttl, 0, message TTL",
        "expires, 1, queue expiry",
        "max-length, 0, maximum length",
        "max-length-bytes, 0, maximum length in bytes",
        "max-in-memory-length, 0, maximum memory in bytes",
        "max-in-memory-bytes, 0, maximum memory in bytes",
        "delivery-limit, -1, delivery limit",
        "consumer-timeout, 0, consumer timeout",
        "initial-cluster-size, 0, cluster size",
        "target-group-size, 1, target group size",
        "queue-version, 1, queue-version value",
        "stream-max-segment-size-bytes, 0, segment size",
        "stream-filter-size-bytes, 16, filter size",
        "dedup-window, 1, de-duplication window",
        "dedup-max-keys, 1, number of de-duplication keys",
        "delivery-delay, 0, delivery delay",
        "retry-base, 1, first retry delay",
        "retry-max, 1, longest retry delay",
        "retry-attempts, 1, number of retries",
        "delayed-retry-min, 1, shortest retry delay",
        "delayed-retry-max, 1, longest retry delay"
    })
    void numberHasALowestValue(String key, long lowest, String what) {
        assertTaken(key, new Int64(lowest));
        assertRefused(key, new Int64(lowest - 1), Long.toString(lowest - 1), what);
        assertRefused(key, new Int64(Long.MIN_VALUE), "-9223372036854775808", what);
        assertRefused(key, LongText.of("5"), "<<\"5\">>", what);
        assertRefused(key, new Bool(true), "true", what);
        assertRefused(key, new Float64(1.5), "1.5", what);
        assertRefused(key, new Array(List.of()), "[]", what);
    }

    @ParameterizedTest
    @CsvSource({
        "queue-version, 2, queue-version value",
        "stream-max-segment-size-bytes, 3000000000, segment size",
        "stream-filter-size-bytes, 255, filter size",
        "dedup-window, 315360000000, de-duplication window",
        "dedup-max-keys, 1000000, number of de-duplication keys",
        "delivery-delay, 315360000000, delivery delay",
        "retry-base, 315360000000, first retry delay",
        "retry-max, 315360000000, longest retry delay",
        "delayed-retry-min, 315360000000, shortest retry delay",
        "delayed-retry-max, 315360000000, longest retry delay"
    })
    void numberMayHaveAHighestValue(String key, long highest, String what) {
        assertTaken(key, new Int64(highest));
        assertRefused(key, new Int64(highest + 1), Long.toString(highest + 1), what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message-ttl",
                "expires",
                "max-length",
                "max-length-bytes",
                "max-in-memory-length",
                "max-in-memory-bytes",
                "delivery-limit",
                "consumer-timeout",
                "initial-cluster-size",
                "target-group-size",
                "retry-attempts"
            })
    void otherNumbersHaveNone(String key) {
        assertTaken(key, new Int64(315_360_000_001L));
        assertTaken(key, new Int64(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "dead-letter-strategy, at-most-once|at-least-once, dead letter strategy",
        "overflow, drop-head|reject-publish|reject-publish-dlx, overflow value",
        "queue-mode, default|lazy, queue-mode value",
        "queue-leader-locator, client-local|balanced, queue leader locator value",
        "max-age, 0s|1Y|2M|3D|4h|5m|6s, max age",
        "delayed-retry-type, disabled|all|failed|returned, delayed retry type",
        "retry-on, reject|timeout, retry-on value",
        "dedup-key, message-id|header:a, de-duplication key"
    })
    void wordIsOneOfAFew(String key, String words, String what) {
        for (String word : words.split("\\|", -1)) {
            assertTaken(key, LongText.of(word));
        }
        assertRefused(key, LongText.of("a"), "<<\"a\">>", what);
        assertRefused(key, LongText.of(""), "<<>>", what);
        assertNoText(key, what);
    }

    @ParameterizedTest
    @CsvSource({
        "alternate-exchange, alternate exchange name",
        "dead-letter-exchange, dead letter exchange name",
        "dead-letter-routing-key, dead letter routing key",
        "retry-park-queue, parking queue name"
    })
    void nameIsAnyText(String key, String what) {
        assertTaken(key, LongText.of(""));
        assertTaken(key, LongText.of("a"));
        assertTaken(key, LongText.of("x".repeat(256)));
        assertNoText(key, what);
    }

    private static void assertNoText(String key, String what) {
        assertRefused(key, new Int64(5), "5", what);
        assertRefused(key, new Bool(true), "true", what);
        assertRefused(key, new Array(List.of()), "[]", what);
    }

    @ParameterizedTest
    @CsvSource({
        "retry-factor, 1, 0.5, retry factor",
        "retry-jitter, 0, -0.5, retry jitter",
        "retry-jitter, 1, 1.5, retry jitter"
    })
    void fractionHasLimits(String key, double good, double bad, String what) {
        assertTaken(key, new Float64(good));
        assertTaken(key, LongText.of(Double.toString(good)));
        assertRefused(key, new Float64(bad), Double.toString(bad), what);
        assertRefused(key, LongText.of("a"), "<<\"a\">>", what);
        assertRefused(key, new Bool(true), "true", what);
    }

    static Stream<Arguments> ofOperators() {
        return Stream.of(
                Arguments.of("delayed-retry-max", new Int64(1), new Int64(0)),
                Arguments.of("delayed-retry-min", new Int64(1), new Int64(0)),
                Arguments.of("delayed-retry-type", LongText.of("all"), LongText.of("a")),
                Arguments.of("delivery-limit", new Int64(0), new Int64(-2)),
                Arguments.of("expires", new Int64(1), new Int64(0)),
                Arguments.of("max-in-memory-bytes", new Int64(0), new Int64(-1)),
                Arguments.of("max-in-memory-length", new Int64(0), new Int64(-1)),
                Arguments.of("max-length", new Int64(0), new Int64(-1)),
                Arguments.of("max-length-bytes", new Int64(0), new Int64(-1)),
                Arguments.of("message-ttl", new Int64(0), new Int64(-1)),
                Arguments.of("overflow", LongText.of("drop-head"), LongText.of("a")),
                Arguments.of("queue-version", new Int64(2), new Int64(3)),
                Arguments.of("target-group-size", new Int64(1), new Int64(0)));
    }

    @ParameterizedTest
    @MethodSource("ofOperators")
    void operatorMaySetIt(String key, FieldValue good, FieldValue bad) {
        assertThat(faults(PolicyKind.OPERATOR, key, good)).isEmpty();
        assertThat(faults(PolicyKind.OPERATOR, key, bad))
                .isEqualTo(faults(PolicyKind.USER, key, bad))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alternate-exchange",
                "consumer-timeout",
                "dead-letter-exchange",
                "dead-letter-routing-key",
                "dead-letter-strategy",
                "dedup-window",
                "delivery-delay",
                "ha-mode",
                "initial-cluster-size",
                "max-age",
                "queue-leader-locator",
                "queue-mode",
                "retry-base",
                "stream-filter-size-bytes",
                "stream-max-segment-size-bytes"
            })
    void operatorMayNotSetIt(String key) {
        assertThat(faults(PolicyKind.OPERATOR, key, new Int64(5)))
                .containsExactly("[{<<\"" + key + "\">>,5}] are not recognised policy settings");
    }
}
