package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.store.CommitLog;
import dev.warren.engine.queue.store.QueueStore;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// What all queues of one lane share, and where they are made. One for each lane, used on it only.
public final class QueueContext {

    private final Lane lane;
    private final LaneLedger ledger;
    private final Function<QueueIdentity, QueueStore> stores;
    private final CommitLog log;

    public QueueContext(
            Lane lane,
            LaneLedger ledger,
            Function<QueueIdentity, QueueStore> stores,
            CommitLog log) {
        this.lane = lane;
        this.ledger = ledger;
        this.stores = stores;
        this.log = log;
    }

    /// A context whose queues keep everything in memory.
    public static QueueContext inMemory(Lane lane, LaneLedger ledger) {
        throw new UnsupportedOperationException("stores of " + lane + ledger);
    }

    /// Makes a queue that lives on this lane. Any thread may call.
    ///
    /// When the queue deletes itself or is deleted, `onDeleted` is called once on the lane: the broker
    /// forgets the queue, and completes the stage when it has.
    public Queue create(QueueIdentity identity, Function<Queue, CompletionStage<Void>> onDeleted) {
        throw new UnsupportedOperationException(identity + "" + onDeleted + lane + ledger + stores + log);
    }
}
