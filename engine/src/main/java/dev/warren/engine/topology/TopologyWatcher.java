package dev.warren.engine.topology;

/// Is told of every change of the topology.
@FunctionalInterface
public interface TopologyWatcher {

    /// On the deciding lane, in the order of the decisions, before the submitter hears of it. Must
    /// not throw.
    void onApplied(Applied applied);
}
