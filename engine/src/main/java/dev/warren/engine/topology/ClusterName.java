package dev.warren.engine.topology;

import dev.warren.codec.value.FieldValue.LongText;
import java.util.function.Consumer;

/// What a node is called among brokers that exchange messages: what was set at run time, or else
/// what the configuration says.
///
/// @param standard while nothing is set at run time
public record ClusterName(String standard) {

    /// The global runtime parameter, which holds a text.
    public static final String PARAMETER = "cluster_name";

    /// Tells of each change from now on. On the deciding lane.
    public void follow(MetadataStore metadata, Consumer<String> told) {
        metadata.watch(applied -> {
            if (applied.events().stream().anyMatch(ClusterName::isChange)) {
                told.accept(in(applied.topology()));
            }
        });
    }

    /// Whether the node may be called otherwise after this.
    public static boolean isChange(TopologyEvent event) {
        return (event instanceof TopologyEvent.GlobalParameterSet(var name, _)
                        && name.equals(PARAMETER))
                || (event instanceof TopologyEvent.GlobalParameterCleared(var gone)
                        && gone.equals(PARAMETER));
    }

    /// The name just now.
    public String in(Topology topology) {
        return topology.parameters().get(PARAMETER) instanceof LongText name
                ? name.text()
                : standard;
    }
}
