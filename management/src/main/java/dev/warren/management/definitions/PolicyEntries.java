package dev.warren.management.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VhostLimits;
import dev.warren.engine.topology.policy.ApplyTo;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;

/// Policies and runtime parameters as definitions have them. An operator policy stands there as a
/// parameter.
final class PolicyEntries {

    private static final String OPERATOR_POLICY = "operator_policy";

    private PolicyEntries() {}

    static TopologyCommand policy(String vhost, Entry entry) throws DefinitionsException {
        return new TopologyCommand.SetPolicy(
                vhost, PolicyKind.USER, read(entry.text("name"), entry));
    }

    static TopologyCommand parameter(String vhost, Entry entry) throws DefinitionsException {
        String component = entry.text("component");
        String name = entry.text("name");
        return component.equals(OPERATOR_POLICY)
                ? new TopologyCommand.SetPolicy(
                        vhost, PolicyKind.OPERATOR, read(name, entry.inside("value")))
                : new TopologyCommand.SetParameter(
                        vhost, new ParameterName(component, name), entry.value("value"));
    }

    /// Limits come after what they limit: a virtual host may hold more than it could declare now.
    static boolean isLimit(JsonNode parameter) {
        return parameter.path("component").asText().equals(VhostLimits.COMPONENT);
    }

    static TopologyCommand globalParameter(Entry entry) throws DefinitionsException {
        return new TopologyCommand.SetGlobalParameter(entry.text("name"), entry.value("value"));
    }

    private static Policy read(String name, Entry entry) throws DefinitionsException {
        String applyTo = entry.textOrNull("apply-to");
        return new Policy(
                name,
                entry.text("pattern"),
                entry.table("definition"),
                entry.number("priority", 0),
                applyTo == null ? ApplyTo.ALL.word() : applyTo);
    }
}
