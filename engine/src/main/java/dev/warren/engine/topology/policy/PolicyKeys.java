package dev.warren.engine.topology.policy;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.dedup.KeyRule;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldNumber;
import dev.warren.engine.time.TimeLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The keys that a definition may have, and what each asks of its value.
///
/// Keys of mirrored queues are taken and have no effect, so that definitions of older brokers can
/// be brought along.
final class PolicyKeys {

    /// Looks at one value of a definition.
    @FunctionalInterface
    interface Check {

        /// What is wrong, as RabbitMQ says it; null when nothing is.
        @Nullable String faultOrNull(FieldValue value);
    }

    private static final String FEDERATION = "federation-upstream";

    private static final long SEGMENT_BYTES_MAX = 3_000_000_000L;

    private static final long FILTER_BYTES_MIN = 16;
    private static final long FILTER_BYTES_MAX = 255;

    private static final Pattern AGE = Pattern.compile("[0-9]+[YMDhms]");

    private static final Map<String, Check> CHECKS = checks();

    private static final Set<String> OPERATOR_KEYS =
            Set.of(
                    "delayed-retry-max",
                    "delayed-retry-min",
                    "delayed-retry-type",
                    "delivery-limit",
                    "expires",
                    "max-in-memory-bytes",
                    "max-in-memory-length",
                    "max-length",
                    "max-length-bytes",
                    "message-ttl",
                    "overflow",
                    "queue-version",
                    "target-group-size");

    private PolicyKeys() {}

    /// Null for a key that this kind of policy may not have.
    static @Nullable Check checkOrNull(PolicyKind kind, String key) {
        return kind == PolicyKind.OPERATOR && !OPERATOR_KEYS.contains(key) ? null : CHECKS.get(key);
    }

    private static Map<String, Check> checks() {
        Map<String, Check> checks = new HashMap<>();
        checks.put("message-ttl", number("message TTL", n -> n >= 0));
        checks.put("expires", number("queue expiry", n -> n > 0));
        checks.put("max-length", number("maximum length", n -> n >= 0));
        checks.put("max-length-bytes", number("maximum length in bytes", n -> n >= 0));
        checks.put("max-in-memory-length", number("maximum memory in bytes", n -> n >= 0));
        checks.put("max-in-memory-bytes", number("maximum memory in bytes", n -> n >= 0));
        checks.put("delivery-limit", number("delivery limit", n -> n >= -1));
        checks.put("consumer-timeout", number("consumer timeout", n -> n >= 0));
        checks.put(
                "dedup-window",
                number("de-duplication window", n -> n > 0 && n <= TimeLimits.WAIT_MAX_MILLIS));
        checks.put(
                "dedup-max-keys",
                number("number of de-duplication keys", n -> n > 0 && n <= KeyMark.KEYS_MAX));
        checks.put("dedup-key", text("de-duplication key", text -> KeyRule.ofOrNull(text) != null));
        checks.put("initial-cluster-size", number("cluster size", n -> n >= 0));
        checks.put("target-group-size", number("target group size", n -> n > 0));
        checks.put(
                "stream-max-segment-size-bytes",
                number("segment size", n -> n >= 0 && n <= SEGMENT_BYTES_MAX));
        checks.put(
                "stream-filter-size-bytes",
                number("filter size", n -> n >= FILTER_BYTES_MIN && n <= FILTER_BYTES_MAX));
        checks.put("queue-version", number("queue-version value", n -> n == 1 || n == 2));
        checks.put("alternate-exchange", text("alternate exchange name", _ -> true));
        checks.put("dead-letter-exchange", text("dead letter exchange name", _ -> true));
        checks.put("dead-letter-routing-key", text("dead letter routing key", _ -> true));
        checks.put(
                "dead-letter-strategy",
                word("dead letter strategy", "at-most-once", "at-least-once"));
        checks.put(
                "overflow",
                word("overflow value", "drop-head", "reject-publish", "reject-publish-dlx"));
        checks.put("queue-mode", word("queue-mode value", "default", "lazy"));
        checks.put(
                "queue-leader-locator",
                word("queue leader locator value", "client-local", "balanced"));
        checks.put("max-age", text("max age", text -> AGE.matcher(text).matches()));
        addWaiting(checks);
        addFederation(checks);
        for (String mirrored :
                List.of(
                        "ha-mode",
                        "ha-params",
                        "ha-sync-mode",
                        "ha-sync-batch-size",
                        "ha-promote-on-shutdown",
                        "ha-promote-on-failure",
                        "queue-master-locator")) {
            checks.put(mirrored, _ -> null);
        }
        return Map.copyOf(checks);
    }

    /// Of queues beside which messages wait.
    private static void addWaiting(Map<String, Check> checks) {
        LongPredicate isWait = n -> n > 0 && n <= TimeLimits.WAIT_MAX_MILLIS;
        checks.put("delivery-delay", number("delivery delay", n -> n == 0 || isWait.test(n)));
        checks.put("retry-base", number("first retry delay", isWait));
        checks.put("retry-max", number("longest retry delay", isWait));
        checks.put("retry-factor", decimal("retry factor", n -> n >= 1));
        checks.put("retry-jitter", decimal("retry jitter", n -> n >= 0 && n <= 1));
        checks.put("retry-attempts", number("number of retries", n -> n > 0));
        checks.put("retry-park-queue", text("parking queue name", _ -> true));
        checks.put(
                "retry-on",
                value ->
                        RetryWords.ofOrNull(value) == null ? fault(value, "retry-on value") : null);
        checks.put(
                "delayed-retry-type",
                word("delayed retry type", "disabled", "all", "failed", "returned"));
        checks.put("delayed-retry-min", number("shortest retry delay", isWait));
        checks.put("delayed-retry-max", number("longest retry delay", isWait));
    }

    /// Which parameters they name need not be there yet.
    private static void addFederation(Map<String, Check> checks) {
        checks.put(FEDERATION, text("federation upstream name", _ -> true));
        checks.put("federation-upstream-set", text("federation upstream set name", _ -> true));
        checks.put("federation-upstream-pattern", PolicyKeys::patternFaultOrNull);
    }

    private static @Nullable String patternFaultOrNull(FieldValue value) {
        if (!(value instanceof LongText text)) {
            return fault(value, "federation upstream pattern name");
        }
        String fault = PolicyPattern.faultOrNull(text.text());
        return fault == null
                ? null
                : "could not compile pattern %s to a regular expression. Error: %s"
                        .formatted(text.text(), fault);
    }

    /// What is wrong with keys that are good by themselves; null when nothing is.
    static @Nullable String togetherFaultOrNull(FieldTable definition) {
        long upstreams =
                definition.entries().stream()
                        .filter(entry -> entry.name().startsWith(FEDERATION))
                        .count();
        return upstreams < 2
                ? null
                : "cannot specify federation-upstream, federation-upstream-set or"
                        + " federation-upstream-pattern together";
    }

    private static Check decimal(String what, DoublePredicate isGood) {
        return value -> {
            Double number = FieldNumber.decimalOf(value);
            return number != null && isGood.test(number) ? null : fault(value, what);
        };
    }

    private static Check number(String what, LongPredicate isGood) {
        return value -> {
            Long number = FieldComparison.integerOf(value);
            return number != null && isGood.test(number) ? null : fault(value, what);
        };
    }

    private static Check text(String what, Predicate<String> isGood) {
        return value ->
                value instanceof LongText text && isGood.test(text.text())
                        ? null
                        : fault(value, what);
    }

    private static Check word(String what, String... words) {
        return text(what, List.of(words)::contains);
    }

    private static String fault(FieldValue value, String what) {
        return TermText.of(value) + " is not a valid " + what;
    }
}
