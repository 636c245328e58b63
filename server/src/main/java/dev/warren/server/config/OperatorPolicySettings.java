package dev.warren.server.config;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.policy.ApplyTo;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.server.config.NewVhostDefaults.OperatorPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The part of the registry about the operator policies that virtual hosts begin with. See
/// [NewVhostSettings].
final class OperatorPolicySettings {

    private static final String FAMILY = "default_policies.operator.$id.";

    static final Setting<String> VHOST_PATTERN =
            Setting.optional(
                    FAMILY + "vhost_pattern",
                    ValueType.EXPRESSION,
                    "to which new virtual hosts this policy is given; every one unless set");
    static final Setting<String> QUEUE_PATTERN =
            Setting.optional(
                    FAMILY + "queue_pattern",
                    ValueType.EXPRESSION,
                    "to which queues it applies there; every one unless set");
    static final Setting<String> APPLY_TO =
            Setting.optional(
                    FAMILY + "apply_to",
                    ValueType.oneOf(
                            Stream.of(ApplyTo.values()).map(ApplyTo::word).toArray(String[]::new)),
                    "of which type");
    static final Setting<Long> EXPIRES =
            Setting.optional(
                    FAMILY + "expires",
                    ValueType.duration(),
                    "after how long unused queues go, such as 30m; milliseconds without a unit");
    static final Setting<Long> MESSAGE_TTL =
            Setting.optional(
                    FAMILY + "message_ttl", ValueType.duration(), "after how long messages go");
    static final Setting<Long> MAX_LENGTH = number("max_length", "messages at most");
    static final Setting<Long> MAX_LENGTH_BYTES =
            Setting.optional(FAMILY + "max_length_bytes", ValueType.BYTES, "bytes at most");
    static final Setting<Long> MAX_IN_MEMORY_LENGTH =
            number("max_in_memory_length", "kept for policies that have it; it means nothing");
    static final Setting<Long> MAX_IN_MEMORY_BYTES =
            Setting.optional(
                    FAMILY + "max_in_memory_bytes", ValueType.BYTES, "kept in the same way");
    static final Setting<Long> DELIVERY_LIMIT =
            number("delivery_limit", "deliveries of a message at most");
    static final Setting<Long> QUEUE_VERSION =
            number("classic_queues.queue_version", "kept in the same way");

    /// With the policy's keys.
    private static final Map<Setting<Long>, String> KEYS =
            Map.of(
                    EXPIRES, "expires",
                    MESSAGE_TTL, "message-ttl",
                    MAX_LENGTH, "max-length",
                    MAX_LENGTH_BYTES, "max-length-bytes",
                    MAX_IN_MEMORY_LENGTH, "max-in-memory-length",
                    MAX_IN_MEMORY_BYTES, "max-in-memory-bytes",
                    DELIVERY_LIMIT, "delivery-limit",
                    QUEUE_VERSION, "queue-version");

    static final List<Setting<?>> ALL =
            List.of(
                    VHOST_PATTERN,
                    QUEUE_PATTERN,
                    APPLY_TO,
                    EXPIRES,
                    MESSAGE_TTL,
                    MAX_LENGTH,
                    MAX_LENGTH_BYTES,
                    MAX_IN_MEMORY_LENGTH,
                    MAX_IN_MEMORY_BYTES,
                    DELIVERY_LIMIT,
                    QUEUE_VERSION);

    private OperatorPolicySettings() {}

    private static Setting<Long> number(String key, String meaning) {
        return Setting.optional(FAMILY + key, ValueType.positive(), meaning);
    }

    static List<OperatorPolicy> assemble(Values values) {
        return NewVhostSettings.names(values, ALL).stream()
                .map(name ->
                        new OperatorPolicy(
                                NewVhostSettings.pattern(values, VHOST_PATTERN, name),
                                policy(values, name)))
                .toList();
    }

    private static Policy policy(Values values, String name) {
        List<FieldTable.Entry> definition = new ArrayList<>();
        KEYS.forEach((setting, key) -> {
            Long value = values.family(setting).get(name);
            if (value != null) {
                definition.add(
                        new FieldTable.Entry(ShortString.of(key), new FieldValue.Int64(value)));
            }
        });
        return new Policy(
                name,
                values.family(QUEUE_PATTERN).getOrDefault(name, NewVhostSettings.ALL_NAMES),
                new FieldTable(definition),
                0,
                values.family(APPLY_TO).getOrDefault(name, ApplyTo.ALL.word()));
    }
}
