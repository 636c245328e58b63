package dev.warren.engine.topology.policy;

import dev.warren.codec.value.FieldTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is wrong with a policy, in RabbitMQ's words and order (3.10.8).
public final class PolicyCheck {

    private PolicyCheck() {}

    /// All that is wrong; empty for a good one.
    public static List<String> faults(PolicyKind kind, Policy policy) {
        List<String> faults = new ArrayList<>();
        addTo(faults, definitionFaultOrNull(kind, policy.definition()));
        addTo(faults, applyToFaultOrNull(policy.applyTo()));
        addTo(faults, patternFaultOrNull(policy.pattern()));
        return faults;
    }

    /// Whether policies of this kind may have this key.
    public static boolean isKnown(PolicyKind kind, String key) {
        return PolicyKeys.checkOrNull(kind, key) != null;
    }

    private static void addTo(List<String> faults, @Nullable String fault) {
        if (fault != null) {
            faults.add(fault);
        }
    }

    /// The first value that is not good, or else all keys that are not known, or that are not good
    /// together.
    private static @Nullable String definitionFaultOrNull(PolicyKind kind, FieldTable definition) {
        if (definition.isEmpty()) {
            return "no policy provided";
        }
        Map<String, String> unknown = new LinkedHashMap<>();
        for (FieldTable.Entry entry : definition.entries()) {
            String key = entry.name().toString();
            PolicyKeys.Check check = PolicyKeys.checkOrNull(kind, key);
            if (check == null) {
                unknown.put(key, TermText.of(entry.value()));
            } else {
                String fault = check.faultOrNull(entry.value());
                if (fault != null) {
                    return fault;
                }
            }
        }
        return unknown.isEmpty()
                ? PolicyKeys.togetherFaultOrNull(definition)
                : TermText.pairs(unknown) + " are not recognised policy settings";
    }

    private static @Nullable String applyToFaultOrNull(String word) {
        return ApplyTo.ofOrNull(word) != null
                ? null
                : "apply-to '"
                        + word
                        + "' unrecognised; should be one of: 'queues', 'classic_queues',"
                        + " 'quorum_queues', 'streams', 'exchanges', or 'all'";
    }

    private static @Nullable String patternFaultOrNull(String pattern) {
        String fault = PolicyPattern.faultOrNull(pattern);
        return fault == null
                ? null
                : "pattern should be regular expression but is invalid: " + fault;
    }
}
