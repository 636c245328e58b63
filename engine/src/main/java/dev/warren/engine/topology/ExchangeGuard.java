package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.dedup.Guard;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.dedup.KeyRule;
import dev.warren.engine.exchange.DeduplicationType;
import dev.warren.engine.exchange.ExchangeTypes;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.topology.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// De-duplication at an exchange: by the arguments that every type knows, by a policy, or because
/// its type says so.
final class ExchangeGuard {

    private static final List<QueueArgument> ARGUMENTS =
            List.of(
                    new QueueArgument("x-dedup-window", ArgumentChecks::expires),
                    new QueueArgument("x-dedup-key", ArgumentChecks::dedupKey),
                    new QueueArgument("x-dedup-max-keys", ArgumentChecks::dedupKeys));

    private static final ShortString NO_HEADER = ShortString.EMPTY;
    private static final ShortString TTL_HEADER = ShortString.of(DeduplicationType.CACHE_TTL);

    private ExchangeGuard() {}

    /// Refuses arguments of a new exchange, with 406.
    static void requireValid(Resource exchange, FieldTable arguments) {
        for (QueueArgument argument : ARGUMENTS) {
            FieldValue value = arguments.get(argument.name());
            String fault = value == null ? null : argument.check().faultOrNull(value, arguments);
            if (fault != null) {
                throw AmqpException.of(
                        ReplyCode.PRECONDITION_FAILED,
                        "invalid arg '%s' for %s: %s",
                        argument.name(),
                        exchange,
                        fault);
            }
        }
    }

    /// Null for an exchange that asks nothing of the kind.
    static @Nullable Guard ofOrNull(ExchangeDefinition definition, @Nullable Policy policy) {
        FieldTable arguments = definition.arguments();
        if (isPlugins(definition)) {
            return ofPlugin(definition.name(), arguments);
        }
        FieldTable byPolicy = policy == null ? FieldTable.EMPTY : policy.definition();
        Long window = lowest(arguments, byPolicy, "dedup-window");
        if (window == null) {
            return null;
        }
        Long keysMax = lowest(arguments, byPolicy, "dedup-max-keys");
        return new Guard(
                Guard.scopeOf(definition.name()),
                rule(arguments, byPolicy),
                window,
                keysMax(keysMax),
                NO_HEADER);
    }

    /// An exchange that delays may route as one of this type.
    private static boolean isPlugins(ExchangeDefinition definition) {
        return ExchangeTypes.require(definition.type())
                .routesAs(definition.arguments())
                .name()
                .equals(DeduplicationType.NAME);
    }

    private static Guard ofPlugin(ShortString name, FieldTable arguments) {
        Long ttl = DeduplicationType.numberOrNull(arguments.get(DeduplicationType.CACHE_TTL));
        Long size = DeduplicationType.numberOrNull(arguments.get(DeduplicationType.CACHE_SIZE));
        return new Guard(
                Guard.scopeOf(name),
                KeyRule.USUAL_HEADER_ONLY,
                ttl == null ? Guard.ENDLESS : ttl,
                keysMax(size),
                TTL_HEADER);
    }

    private static int keysMax(@Nullable Long asked) {
        return asked == null ? KeyMark.KEYS_MAX : Math.clamp(asked, 1, KeyMark.KEYS_MAX);
    }

    private static KeyRule rule(FieldTable arguments, FieldTable byPolicy) {
        FieldValue byArgument = arguments.get("x-dedup-key");
        FieldValue value = byArgument == null ? byPolicy.get("dedup-key") : byArgument;
        KeyRule rule = value instanceof LongText text ? KeyRule.ofOrNull(text.text()) : null;
        return rule == null ? KeyRule.USUAL : rule;
    }

    private static @Nullable Long lowest(FieldTable arguments, FieldTable byPolicy, String key) {
        Long argument = positiveOrNull(arguments.get("x-" + key));
        Long policy = positiveOrNull(byPolicy.get(key));
        if (argument == null || policy == null) {
            return argument == null ? policy : argument;
        }
        return Long.valueOf(Math.min(argument, policy));
    }

    private static @Nullable Long positiveOrNull(@Nullable FieldValue value) {
        Long number = value == null ? null : FieldComparison.integerOf(value);
        return number == null || number <= 0 ? null : number;
    }
}
