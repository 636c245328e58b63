package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.topology.policy.TermText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What RabbitMQ asks of runtime parameters. 406 with its text when one is refused, as for
/// policies.
final class ParameterRules {

    /// How many parameters a virtual host may have, and how many the node may have for all.
    static final int PARAMETERS_MAX = 1000;

    /// Components that other rooms serve, and check before they submit ([ParameterChecks]).
    private static final Set<String> CHECKED_BEFORE =
            Set.of("shovel", "federation-upstream", "federation-upstream-set");

    private ParameterRules() {}

    static void set(VhostDraft draft, ParameterName name, FieldValue value) {
        if (!CHECKED_BEFORE.contains(name.component())) {
            requireLimits(name, value);
        }
        if (!value.equals(draft.vhost().parameterOrNull(name))) {
            requireRoom(draft.vhost().parameters().size());
            draft.set(name, value);
        }
    }

    private static void requireLimits(ParameterName name, FieldValue value) {
        if (!name.component().equals(VhostLimits.COMPONENT)) {
            throw unknown(name.component());
        }
        List<String> faults = limitFaults(name.name(), value);
        if (!faults.isEmpty()) {
            throw invalid(String.join("\n", faults));
        }
    }

    static void requireRoom(int size) {
        if (size >= PARAMETERS_MAX) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "parameter limit (%d) is reached",
                    PARAMETERS_MAX);
        }
    }

    private static List<String> limitFaults(String name, FieldValue value) {
        FieldTable limits = value instanceof Table(var table) ? table : FieldTable.EMPTY;
        List<String> faults = new ArrayList<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        for (FieldTable.Entry entry : limits.entries()) {
            String key = entry.name().toString();
            if (!VhostLimits.KEYS.contains(key)) {
                unknown.put(key, TermText.of(entry.value()));
            } else if (FieldComparison.integerOf(entry.value()) == null) {
                faults.add(key + " should be a number, actually was " + TermText.of(entry.value()));
            }
        }
        if (!unknown.isEmpty()) {
            faults.add("Unrecognised terms " + TermText.pairs(unknown) + " in " + name);
        }
        return faults;
    }

    static void clear(VhostDraft draft, ParameterName name) {
        if (draft.vhost().parameterOrNull(name) == null) {
            throw missing();
        }
        draft.clear(name);
    }

    static AmqpException unknown(String component) {
        return invalid("component " + component + " not found");
    }

    static AmqpException invalid(String faults) {
        return new AmqpException(
                ReplyCode.PRECONDITION_FAILED, "Validation failed\n\n" + faults + "\n");
    }

    static AmqpException missing() {
        return new AmqpException(ReplyCode.NOT_FOUND, "Parameter does not exist");
    }
}
