package dev.warren.engine.topology.durable;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyDecider;
import dev.warren.engine.topology.TopologyLimits;
import dev.warren.engine.topology.TopologyWatcher;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// A metadata store whose durable part survives a restart, by a [TopologyLog].
///
/// A change is appended, then seen by all, then answered once the log has it. What only touches
/// volatile things is answered at once and is never written. Several changes on their way share a
/// sync: each is appended as it is decided, and the log groups them.
///
/// Answers that wait for the log come in the order of the submissions; those that do not wait
/// overtake them. An answer that nothing has changed waits for what is on its way: "the queue
/// exists" must not be said of a queue that a crash can still take back. A refusal promises nothing
/// and waits for nothing. When the log has failed, whatever would wait is never answered.
///
/// Everything but the snapshot belongs to the deciding lane.
public final class DurableMetadataStore implements MetadataStore {

    private final Lane lane;
    private final TopologyLog log;
    private final TopologyDecider decider;
    private final LogProgress progress = new LogProgress();

    /// Starts with what [TopologyRecovery] has read from the log.
    public DurableMetadataStore(Lane lane, TopologyLog log, Topology recovered) {
        this.lane = lane;
        this.log = log;
        this.decider = new TopologyDecider(lane, recovered, this::keep);
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

    private Executor keep(Applied applied) {
        List<TopologyCommand> changes = DurableChanges.of(applied);
        if (!changes.isEmpty()) {
            append(changes);
        }
        boolean isVolatile = changes.isEmpty() && !applied.events().isEmpty();
        return isVolatile ? Runnable::run : progress.whenDurable();
    }

    private void append(List<TopologyCommand> changes) {
        byte[] record = TopologyCodec.encode(changes);
        long number = progress.append();
        log.append(record, () -> lane.execute(() -> progress.onDurable(number)));
    }
}
