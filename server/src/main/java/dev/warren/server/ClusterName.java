package dev.warren.server;

import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyEvent;
import java.util.function.Consumer;

/// What a node is called among brokers that exchange messages: what was set at run time, or else
/// what the configuration says.
///
/// @param standard while nothing is set at run time
record ClusterName(String standard) {

    /// The global runtime parameter.
    static final String PARAMETER = "cluster_name";

    /// Tells of each change from now on. On the deciding lane.
    void follow(MetadataStore metadata, Consumer<String> told) {
        metadata.watch(applied -> {
            if (applied.events().stream().anyMatch(ClusterName::isChange)) {
                told.accept(in(applied.topology()));
            }
        });
    }

    private static boolean isChange(TopologyEvent event) {
        return (event instanceof TopologyEvent.GlobalParameterSet(var name, _)
                        && name.equals(PARAMETER))
                || (event instanceof TopologyEvent.GlobalParameterCleared(var gone)
                        && gone.equals(PARAMETER));
    }

    /// The name just now.
    String in(Topology topology) {
        return topology.parameters().get(PARAMETER) instanceof LongText name
                ? name.text()
                : standard;
    }
}
