package dev.warren.engine.topology;

import dev.warren.engine.lane.Lane;
import java.util.concurrent.CompletionStage;

/// A metadata store that forgets: for tests, and for a node without a disk.
public final class InMemoryMetadataStore implements MetadataStore {

    private final TopologyDecider decider;

    public InMemoryMetadataStore(Lane lane, Topology start) {
        this.decider = new TopologyDecider(lane, start, TopologyDecider.Keeper.NONE);
    }

    public InMemoryMetadataStore(Lane lane) {
        this(lane, Topology.EMPTY);
    }

    @Override
    public Topology topology() {
        return decider.topology();
    }

    @Override
    public void limit(TopologyLimits limits) {
        decider.limit(limits);
    }

    @Override
    public void watch(TopologyWatcher watcher) {
        decider.watch(watcher);
    }

    @Override
    public CompletionStage<Applied> submit(TopologyCommand command, String by) {
        return decider.submit(command, by);
    }
}
