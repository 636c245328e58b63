package dev.warren.engine.topology;

import dev.warren.codec.value.FieldValue;
import java.util.List;
import java.util.Map;

/// The checks of those components of runtime parameters that other rooms serve. Whoever sets a
/// parameter for somebody asks here first: the topology takes what was checked.
///
/// @param byComponent by the name of the component
public record ParameterChecks(Map<String, ParameterCheck> byComponent) {

    /// A node that has limits of virtual hosts and nothing else.
    public static final ParameterChecks NONE = new ParameterChecks(Map.of());

    public ParameterChecks {
        byComponent = Map.copyOf(byComponent);
    }

    /// Whether anything here goes by such parameters.
    public boolean isKnown(String component) {
        return component.equals(VhostLimits.COMPONENT) || byComponent.containsKey(component);
    }

    /// Refuses with 406 and RabbitMQ's text what must not be set.
    public void require(ParameterName parameter, FieldValue value, ParameterCheck.Setter setter) {
        if (!isKnown(parameter.component())) {
            throw ParameterRules.unknown(parameter.component());
        }
        ParameterCheck check = byComponent.get(parameter.component());
        List<String> faults =
                check == null ? List.of() : check.faults(parameter.name(), value, setter);
        if (!faults.isEmpty()) {
            throw ParameterRules.invalid(String.join("\n", faults));
        }
    }
}
