package dev.warren.engine.topology;

import dev.warren.codec.value.FieldValue;
import dev.warren.engine.time.TimeLimits;
import dev.warren.engine.topology.QueueSettings.Waiting;
import dev.warren.engine.topology.policy.RetryWords;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is said of messages that wait: those of a queue that delays, and those that are tried
/// again.
///
/// The keys `retry-...` are ours, `delayed-retry-...` are those of RabbitMQ 4.3 for quorum queues.
/// Where both are there, ours hold.
final class WaitingMerge {

    private static final double FACTOR_DEFAULT = 2;
    private static final long MAX_DEFAULT_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final double JITTER_DEFAULT = 0.1;

    private final SettingsSource source;

    private WaitingMerge(SettingsSource source) {
        this.source = source;
    }

    /// @param deliveryLimit of a quorum queue; null if there is none
    static Waiting of(SettingsSource source, boolean isQuorum, @Nullable Long deliveryLimit) {
        var merge = new WaitingMerge(source);
        Retrying retrying = merge.retrying();
        Long delay = source.lowest("delivery-delay");
        return new Waiting(
                delay == null ? 0 : delay,
                retrying == null && isQuorum ? merge.linear(deliveryLimit) : retrying);
    }

    private @Nullable Retrying retrying() {
        Long base = source.lowest("retry-base");
        if (base == null || base == 0) {
            return null;
        }
        BackOff backOff =
                new BackOff(
                        base,
                        Math.max(1, or(source.lowestDecimal("retry-factor"), FACTOR_DEFAULT)),
                        Math.max(1, or(source.lowest("retry-max"), MAX_DEFAULT_MILLIS)),
                        Math.min(1, or(source.lowestDecimal("retry-jitter"), JITTER_DEFAULT)),
                        false);
        return new Retrying(
                backOff,
                or(source.lowest("retry-attempts"), Retrying.RETRIES_DEFAULT),
                source.name("retry-park-queue"),
                on());
    }

    private Set<Setback> on() {
        FieldValue value = source.first("retry-on");
        Set<String> said = value == null ? null : RetryWords.ofOrNull(value);
        Set<String> words = said == null ? RetryWords.ALL : said;
        Set<Setback> on = EnumSet.noneOf(Setback.class);
        if (words.contains(RetryWords.REJECT)) {
            on.add(Setback.DISCARDED);
        }
        if (words.contains(RetryWords.NACK)) {
            on.add(Setback.REQUEUED);
            on.add(Setback.FAILED);
        }
        if (words.contains(RetryWords.CRASH)) {
            on.add(Setback.CRASHED);
        }
        if (words.contains(RetryWords.TIMEOUT)) {
            on.add(Setback.TIMED_OUT);
        }
        return on;
    }

    /// What is wanted back only: in RabbitMQ too what is rejected for good is dead-lettered at
    /// once.
    private @Nullable Retrying linear(@Nullable Long deliveryLimit) {
        Long min = source.lowest("delayed-retry-min");
        Set<Setback> on = EnumSet.noneOf(Setback.class);
        String type = source.word("delayed-retry-type");
        if (type.equals("failed") || type.equals("all")) {
            on.addAll(EnumSet.of(Setback.FAILED, Setback.CRASHED));
        }
        if (type.equals("returned") || type.equals("all")) {
            on.addAll(EnumSet.of(Setback.REQUEUED, Setback.TIMED_OUT));
        }
        if (min == null || min == 0 || on.isEmpty()) {
            return null;
        }
        // RabbitMQ's back-off names no limit of its own.
        long max = Math.max(1, or(source.lowest("delayed-retry-max"), TimeLimits.WAIT_MAX_MILLIS));
        long retriesMax =
                deliveryLimit == null || !on.contains(Setback.FAILED)
                        ? Long.MAX_VALUE
                        : deliveryLimit;
        return new Retrying(new BackOff(min, 1, max, 0, true), retriesMax, null, on);
    }

    private static long or(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }

    private static double or(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }
}
