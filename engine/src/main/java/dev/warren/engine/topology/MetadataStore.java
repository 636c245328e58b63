package dev.warren.engine.topology;

import java.util.concurrent.CompletionStage;

/// The one door through which the topology changes.
///
/// Behind it stands a local log, or a group of nodes: nothing above can tell. One lane decides, in
/// order.
public interface MetadataStore {

    /// The newest snapshot. Any thread.
    Topology topology();

    /// Has a command decided. Any thread.
    ///
    /// The stage completes on the deciding lane, before this returns when the caller is on it and
    /// nothing is to be waited for. It fails with an [dev.warren.codec.value.AmqpException] when
    /// the command is refused. Whoever must go on elsewhere hops: `whenCompleteAsync(..., lane)`.
    ///
    /// What is decided can be seen at once, in the order of the submissions. Stages need not
    /// complete in that order: one that waits for a disk does not hold up one that does not.
    ///
    /// @param by the user who wants it, for those who watch; [Applied#THE_NODE] when nobody does
    CompletionStage<Applied> submit(TopologyCommand command, String by);

    /// The same for what the node does itself.
    default CompletionStage<Applied> submit(TopologyCommand command) {
        return submit(command, Applied.THE_NODE);
    }

    /// Refuses from now on what would go beyond. Before the store is used, or on the deciding lane.
    void limit(TopologyLimits limits);

    /// Adds a watcher for what is decided from now on. Before the store is used, or on the deciding
    /// lane.
    void watch(TopologyWatcher watcher);
}
