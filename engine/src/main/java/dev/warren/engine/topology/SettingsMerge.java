package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.dedup.KeyRule;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.topology.QueueSettings.DeadLetterStrategy;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.topology.QueueSettings.Deduplication;
import dev.warren.engine.topology.QueueSettings.Delivering;
import dev.warren.engine.topology.QueueSettings.LengthLimit;
import dev.warren.engine.topology.QueueSettings.Lifetimes;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.QueueSettings.Streaming;
import org.jspecify.annotations.Nullable;

/// Brings together what a queue's arguments, its policy and its operator policy say. For one use.
///
/// | kind | argument, policy | policy, operator policy |
/// |---|---|---|
/// | number | the lowest | the lowest |
/// | name | the argument | the operator policy |
/// | priorities, single active consumer | only the argument | |
///
/// A value of another type than the setting's says nothing: it can only have come by a policy, for
/// which the type of the queue was not known.
final class SettingsMerge {

    private final SettingsSource source;
    private final QueueType type;

    SettingsMerge(
            FieldTable arguments, @Nullable FieldTable policy, @Nullable FieldTable operator) {
        this.source = SettingsSource.of(arguments, policy, operator);
        this.type = QueueType.of(arguments);
    }

    QueueSettings settings() {
        Overflow overflow = overflow();
        return new QueueSettings(
                type,
                new Lifetimes(source.lowest("message-ttl"), source.lowest("expires")),
                new LengthLimit(
                        source.lowest("max-length"), source.lowest("max-length-bytes"), overflow),
                deadLettering(overflow),
                new Delivering(
                        maxPriority(),
                        isSingleActiveConsumer(),
                        deliveryLimit(),
                        source.lowest("consumer-timeout"),
                        WaitingMerge.of(source, isQuorum(), deliveryLimit())),
                streaming(),
                deduplication());
    }

    private Streaming streaming() {
        Long segmentBytes = source.lowest("stream-max-segment-size-bytes");
        Long filterBytes = source.lowest("stream-filter-size-bytes");
        return new Streaming(
                source.lowestAge("max-age"),
                segmentBytes == null ? QueueSettings.SEGMENT_BYTES : segmentBytes,
                filterBytes == null ? QueueSettings.FILTER_BYTES : filterBytes.intValue());
    }

    private Deduplication deduplication() {
        Long window = source.lowest("dedup-window");
        Long keysMax = source.lowest("dedup-max-keys");
        KeyRule rule = KeyRule.ofOrNull(source.word("dedup-key"));
        return new Deduplication(
                window == null || window == 0 ? null : window,
                rule == null ? KeyRule.USUAL : rule,
                keysMax == null || keysMax == 0 ? KeyMark.KEYS_MAX : clampKeys(keysMax),
                source.arguments().get("x-message-deduplication") instanceof Bool(boolean value)
                        && value);
    }

    private static int clampKeys(long keysMax) {
        return (int) Math.min(keysMax, KeyMark.KEYS_MAX);
    }

    private boolean isQuorum() {
        return type.equals(QueueType.QUORUM);
    }

    private Overflow overflow() {
        return switch (source.word("overflow")) {
            case "reject-publish" -> Overflow.REJECT_PUBLISH;
            case "reject-publish-dlx" ->
                    isQuorum() ? Overflow.DROP_HEAD : Overflow.REJECT_PUBLISH_DLX;
            default -> Overflow.DROP_HEAD;
        };
    }

    private DeadLettering deadLettering(Overflow overflow) {
        ShortString exchange = source.name("dead-letter-exchange");
        boolean isSafe =
                isQuorum()
                        && exchange != null
                        && overflow == Overflow.REJECT_PUBLISH
                        && source.word("dead-letter-strategy").equals("at-least-once");
        return new DeadLettering(
                exchange,
                source.name("dead-letter-routing-key"),
                isSafe ? DeadLetterStrategy.AT_LEAST_ONCE : DeadLetterStrategy.AT_MOST_ONCE);
    }

    private @Nullable Integer maxPriority() {
        Long max = SettingsSource.number(source.arguments(), "x-max-priority");
        return isQuorum() || max == null || max == 0 ? null : Integer.valueOf(max.intValue());
    }

    private boolean isSingleActiveConsumer() {
        return source.arguments().get("x-single-active-consumer") instanceof Bool(boolean value)
                && value;
    }

    /// A negative number says that there is no limit, and so differs from saying nothing.
    private @Nullable Long deliveryLimit() {
        if (!isQuorum()) {
            return null;
        }
        Long limit = source.lowest("delivery-limit");
        return limit != null
                        || isUnlimited(source.arguments(), "x-delivery-limit")
                        || isUnlimitedByPolicy()
                ? limit
                : Long.valueOf(QueueSettings.QUORUM_DELIVERY_LIMIT);
    }

    private boolean isUnlimitedByPolicy() {
        return isUnlimited(source.policy(), "delivery-limit")
                || isUnlimited(source.operator(), "delivery-limit");
    }

    private static boolean isUnlimited(FieldTable from, String key) {
        FieldValue value = from.get(key);
        Long number = value == null ? null : FieldComparison.integerOf(value);
        return number != null && number < 0;
    }
}
