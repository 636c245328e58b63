package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.data.LongMap;
import java.util.List;
import java.util.concurrent.ConcurrentMap;

/// The stores of one lane's queues: durable ones on the log, others in memory. Owned by the lane.
public final class LogStores {

    private final Lane lane;
    private final LaneLog log;
    private final LaneLedger ledger;
    private final ConcurrentMap<Long, RecoveredQueue> recovered;
    private final LongMap<LogQueueStore> stores = new LongMap<>();

    /// @param recovered what the log has kept, by queue: shared by all lanes, who take out what is
    ///   theirs
    public LogStores(
            Lane lane,
            LaneLog log,
            LaneLedger ledger,
            ConcurrentMap<Long, RecoveredQueue> recovered) {
        this.lane = lane;
        this.log = log;
        this.ledger = ledger;
        this.recovered = recovered;
    }

    /// The store of a queue, with what was recovered for it. From any thread for a queue without a
    /// past, on the lane for one that is restored.
    public QueueStore create(QueueIdentity identity) {
        MemoryQueueStore bodies = new MemoryQueueStore(lane, ledger);
        if (!identity.durable()) {
            return bodies;
        }
        RecoveredQueue found = recovered.remove(identity.id());
        RecoveredQueue past = found == null ? RecoveredQueue.NOTHING : found;
        int owner = QueueIdentity.logOwner(identity.id());
        LogQueueStore store = new LogQueueStore(owner, lane, log, bodies, this, past);
        lane.execute(() -> stores.put(owner, store));
        past.messages().forEach(kept -> ledger.add(Holder.QUEUES, kept.message().footprintBytes()));
        return store;
    }

    void remove(int owner) {
        stores.remove(owner);
    }

    /// Appends again what these stores have at these positions. Others' are passed over.
    public void copyForward(List<RecordInfo> alive) {
        for (RecordInfo record : alive) {
            LogQueueStore store = stores.get(record.owner());
            if (store != null && record.type() == StoreRecords.MESSAGE) {
                store.copyForward(record);
            } else if (store != null && record.type() == StoreRecords.MARK) {
                store.copyMark(record);
            }
        }
    }

    /// Nothing is handed out any more: the log is told how far that had come.
    public void seal() {
        stores.forEach(LogQueueStore::seal);
    }
}
