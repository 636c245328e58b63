package dev.warren.server;

import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyEvent;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a node is called among brokers that exchange messages: what was set at run time, what is
/// configured, or else a name that no other node has.
///
/// @param standard while nothing is set at run time
record ClusterName(String standard) {

    /// The global runtime parameter.
    static final String PARAMETER = "cluster_name";

    private static final int DIGITS = 8;

    /// @param configured null when the configuration says nothing
    /// @param node the number of the data directory
    static ClusterName of(@Nullable String configured, UUID node) {
        return new ClusterName(
                configured == null
                        ? "warren-" + node.toString().toLowerCase(Locale.ROOT).substring(0, DIGITS)
                        : configured);
    }

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
