package dev.warren.engine.topology;

import dev.warren.engine.lane.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// What all metadata stores do alike: decide one command after the other on one lane, show what was
/// decided, and tell the watchers before the submitter.
///
/// Everything but the snapshot belongs to the deciding lane. What a store does beside that, it does
/// as a [Keeper].
public final class TopologyDecider {

    /// Keeps what is decided.
    @FunctionalInterface
    public interface Keeper {

        /// Keeps nothing.
        Keeper NONE = _ -> Runnable::run;

        /// Takes a decision, on the deciding lane, before anyone can see it: nobody can do what
        /// depends on it sooner. When it throws, nothing was decided.
        ///
        /// What it returns is given the answer to the submitter, once, after the watchers have
        /// heard. It runs the answer on the deciding lane: at once, or when what was decided is
        /// kept.
        Executor keep(Applied applied);
    }

    private record Submitted(
            TopologyCommand command, String by, CompletableFuture<Applied> outcome) {}

    private final Lane lane;
    private final Keeper keeper;
    private final List<TopologyWatcher> watchers = new ArrayList<>();
    private final Queue<Submitted> waiting = new ArrayDeque<>();
    private boolean isDeciding;
    private TopologyLimits limits = TopologyLimits.NONE;

    /// Written on the deciding lane, read anywhere.
    private volatile Topology topology;

    public TopologyDecider(Lane lane, Topology start, Keeper keeper) {
        this.lane = lane;
        this.topology = start;
        this.keeper = keeper;
    }

    public Topology topology() {
        return topology;
    }

    public void watch(TopologyWatcher watcher) {
        watchers.add(watcher);
    }

    public void limit(TopologyLimits allowed) {
        limits = allowed;
    }

    public CompletionStage<Applied> submit(TopologyCommand command, String by) {
        Submitted submitted = new Submitted(command, by, new CompletableFuture<>());
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
        Executor whenKept;
        try {
            limits.require(topology, submitted.command());
            applied = TopologyMachine.apply(topology, submitted.command()).by(submitted.by());
            whenKept = keeper.keep(applied);
        } catch (RuntimeException refusedOrOurFault) {
            submitted.outcome().completeExceptionally(refusedOrOurFault);
            return;
        }
        topology = applied.topology();
        try {
            watchers.forEach(watcher -> watcher.onApplied(applied));
        } finally {
            whenKept.execute(() -> submitted.outcome().complete(applied));
        }
    }
}
