package dev.warren.engine.topology;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.LongText;
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

    private final FieldTable arguments;
    private final FieldTable policy;
    private final FieldTable operator;
    private final QueueType type;

    SettingsMerge(
            FieldTable arguments, @Nullable FieldTable policy, @Nullable FieldTable operator) {
        this.arguments = arguments;
        this.policy = policy == null ? FieldTable.EMPTY : policy;
        this.operator = operator == null ? FieldTable.EMPTY : operator;
        this.type = QueueType.of(arguments);
    }

    QueueSettings settings() {
        Overflow overflow = overflow();
        return new QueueSettings(
                type,
                new Lifetimes(lowest("message-ttl"), lowest("expires")),
                new LengthLimit(lowest("max-length"), lowest("max-length-bytes"), overflow),
                deadLettering(overflow),
                new Delivering(
                        maxPriority(),
                        isSingleActiveConsumer(),
                        deliveryLimit(),
                        lowest("consumer-timeout")),
                deduplication());
    }

    private Deduplication deduplication() {
        Long window = lowest("dedup-window");
        Long keysMax = lowest("dedup-max-keys");
        KeyRule rule = KeyRule.ofOrNull(word("dedup-key"));
        return new Deduplication(
                window == null || window == 0 ? null : window,
                rule == null ? KeyRule.USUAL : rule,
                keysMax == null || keysMax == 0 ? KeyMark.KEYS_MAX : clampKeys(keysMax),
                arguments.get("x-message-deduplication") instanceof Bool(boolean value) && value);
    }

    private static int clampKeys(long keysMax) {
        return (int) Math.min(keysMax, KeyMark.KEYS_MAX);
    }

    private boolean isQuorum() {
        return type.equals(QueueType.QUORUM);
    }

    private Overflow overflow() {
        return switch (word("overflow")) {
            case "reject-publish" -> Overflow.REJECT_PUBLISH;
            case "reject-publish-dlx" ->
                    isQuorum() ? Overflow.DROP_HEAD : Overflow.REJECT_PUBLISH_DLX;
            default -> Overflow.DROP_HEAD;
        };
    }

    private DeadLettering deadLettering(Overflow overflow) {
        ShortString exchange = name("dead-letter-exchange");
        boolean isSafe =
                isQuorum()
                        && exchange != null
                        && overflow == Overflow.REJECT_PUBLISH
                        && word("dead-letter-strategy").equals("at-least-once");
        return new DeadLettering(
                exchange,
                name("dead-letter-routing-key"),
                isSafe ? DeadLetterStrategy.AT_LEAST_ONCE : DeadLetterStrategy.AT_MOST_ONCE);
    }

    private @Nullable Integer maxPriority() {
        Long max = number(arguments, "x-max-priority");
        return isQuorum() || max == null || max == 0 ? null : Integer.valueOf(max.intValue());
    }

    private boolean isSingleActiveConsumer() {
        return arguments.get("x-single-active-consumer") instanceof Bool(boolean value) && value;
    }

    /// A negative number says that there is no limit, and so differs from saying nothing.
    private @Nullable Long deliveryLimit() {
        if (!isQuorum()) {
            return null;
        }
        Long limit = lowest("delivery-limit");
        return limit != null || isUnlimited(arguments, "x-delivery-limit") || isUnlimitedByPolicy()
                ? limit
                : Long.valueOf(QueueSettings.QUORUM_DELIVERY_LIMIT);
    }

    private boolean isUnlimitedByPolicy() {
        return isUnlimited(policy, "delivery-limit") || isUnlimited(operator, "delivery-limit");
    }

    private static boolean isUnlimited(FieldTable from, String key) {
        FieldValue value = from.get(key);
        Long number = value == null ? null : FieldComparison.integerOf(value);
        return number != null && number < 0;
    }

    private @Nullable Long lowest(String key) {
        Long byArgument = number(arguments, "x-" + key);
        return lower(byArgument, lower(number(policy, key), number(operator, key)));
    }

    private static @Nullable Long lower(@Nullable Long a, @Nullable Long b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Long.valueOf(Math.min(a, b));
    }

    private static @Nullable Long number(FieldTable from, String key) {
        FieldValue value = from.get(key);
        Long number = value == null ? null : FieldComparison.integerOf(value);
        return number == null || number < 0 ? null : number;
    }

    private String word(String key) {
        LongText text = text(key);
        return text == null ? "" : text.text();
    }

    /// No name is longer than a short string, so a longer one leads nowhere.
    private @Nullable ShortString name(String key) {
        LongText text = text(key);
        if (text == null || text.value().length() > ShortString.LENGTH_MAX) {
            return null;
        }
        Bytes bytes = text.value();
        return ShortString.copyOf(bytes.array(), 0, bytes.length());
    }

    private @Nullable LongText text(String key) {
        if (arguments.get("x-" + key) instanceof LongText byArgument) {
            return byArgument;
        }
        if (operator.get(key) instanceof LongText byOperator) {
            return byOperator;
        }
        return policy.get(key) instanceof LongText byPolicy ? byPolicy : null;
    }
}
