package dev.warren.engine.topology;

import dev.warren.engine.lane.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A metadata store that forgets: for tests, and for a node without a disk.
///
/// Everything but the snapshot belongs to the deciding lane.
public final class InMemoryMetadataStore implements MetadataStore {

    private record Submitted(TopologyCommand command, CompletableFuture<Applied> outcome) {}

    private final Lane lane;
    private final List<TopologyWatcher> watchers = new ArrayList<>();
    private final Queue<Submitted> waiting = new ArrayDeque<>();
    private boolean isDeciding;

    /// Written on the deciding lane, read anywhere.
    private volatile Topology topology;

    public InMemoryMetadataStore(Lane lane, Topology start) {
        this.lane = lane;
        this.topology = start;
    }

    public InMemoryMetadataStore(Lane lane) {
        this(lane, Topology.EMPTY);
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public void watch(TopologyWatcher watcher) {
        watchers.add(watcher);
    }

    @Override
    public CompletionStage<Applied> submit(TopologyCommand command) {
        Submitted submitted = new Submitted(command, new CompletableFuture<>());
        lane.execute(() -> take(submitted));
        return submitted.outcome();
    }

    /// A watcher, or who waits for an outcome, may submit again: that waits its turn, so that all
    /// see one order.
    private void take(Submitted submitted) {
        waiting.add(submitted);
        if (isDeciding) {
            return;
        }
        isDeciding = true;
        try {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                decide(next);
            }
        } finally {
            isDeciding = false;
        }
    }

    private void decide(Submitted submitted) {
        Applied applied;
        try {
            applied = TopologyMachine.apply(topology, submitted.command());
        } catch (RuntimeException refusedOrOurFault) {
            submitted.outcome().completeExceptionally(refusedOrOurFault);
            return;
        }
        topology = applied.topology();
        try {
            watchers.forEach(watcher -> watcher.onApplied(applied));
        } finally {
            submitted.outcome().complete(applied);
        }
    }
}
