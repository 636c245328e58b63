package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.Placement;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.memory.Paging;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Kept;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.data.LongMap;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The stores of one lane's queues, and what they share. Owned by the lane.
public final class LogStores {

    /// Stands for the time of a message of which nothing but its size has to be known.
    static final long PLAIN = Long.MIN_VALUE;

    private final Lane lane;
    private final LaneLog log;
    private final LaneLedger ledger;
    private final BodyReader reader;
    private final WindowLimits limits;
    private final Paging paging;
    private final ConcurrentMap<Long, RecoveredQueue> recovered;
    private final LongMap<LogQueueStore> stores = new LongMap<>();
    private final MessageMeta meta = new MessageMeta();
    private final SpillDoor spill;
    private final PageOut pageOut;

    /// What the log got last, as its how manieth record: the next queue that gets the same message
    /// shares it.
    private @Nullable Message last;

    private boolean isLastSpecial;

    private List<KeyMark> lastKeys = List.of();

    private long lastNumber;

    /// @param reader reads what is not in memory
    /// @param recovered what the log has kept, by queue: shared by all lanes, who take out what is
    ///   theirs
    public LogStores(
            Lane lane,
            LaneLog log,
            LaneLedger ledger,
            BodyReader reader,
            WindowLimits limits,
            Paging paging,
            ConcurrentMap<Long, RecoveredQueue> recovered) {
        this.lane = lane;
        this.log = log;
        this.ledger = ledger;
        this.reader = reader;
        this.limits = limits;
        this.paging = paging;
        this.recovered = recovered;
        this.spill = new SpillDoor(lane);
        this.pageOut = new PageOut(lane, stores, spill, limits);
    }

    /// The store of a queue, with what was recovered for it. From any thread for a queue without a
    /// past, on the lane for one that is restored.
    public QueueStore create(QueueIdentity identity, Kept kept) {
        RecoveredQueue found = recovered.remove(identity.id());
        LogQueueStore store =
                new LogQueueStore(
                        identity,
                        kept,
                        StoreRecords.owner(identity),
                        this,
                        found == null ? RecoveredQueue.nothing() : found);
        lane.execute(() -> stores.put(identity.id(), store));
        return store;
    }

    void forEach(Consumer<LogQueueStore> action) {
        stores.forEach(action);
    }

    void remove(QueueIdentity identity) {
        stores.remove(identity.id());
    }

    Lane lane() {
        return lane;
    }

    LaneLog log() {
        return log;
    }

    LaneLedger ledger() {
        return ledger;
    }

    BodyReader reader() {
        return reader;
    }

    WindowLimits limits() {
        return limits;
    }

    Paging paging() {
        return paging;
    }

    SpillDoor spill() {
        return spill;
    }

    /// Writes a message to the node's log: once for all queues that get it one after the other.
    ///
    /// @param enqueuedMillis what has to stand in the record of a [Special] message, or [#PLAIN]
    void write(
            int owner, long sequence, Message message, long enqueuedMillis, Placement placement) {
        boolean isPlain = enqueuedMillis == PLAIN;
        boolean isShared =
                message == last
                        && lastKeys.isEmpty()
                        && (isPlain || isLastSpecial)
                        && log.appended() == lastNumber
                        && log.share(owner, sequence, placement);
        if (!isShared) {
            log.append(
                    StoreRecords.MESSAGE,
                    isPlain ? 0 : StoreRecords.SPECIAL,
                    owner,
                    sequence,
                    MessageNote.of(message.bodyLength()),
                    isPlain ? meta.of(message) : meta.special(message, enqueuedMillis),
                    message.content(),
                    placement);
            wrote(message, !isPlain, List.of());
        }
    }

    /// The same for a message that takes keys. Only queues in which it takes the same share it: the
    /// others shall not have to read them at a start. That of one that waits is shared with none.
    void write(int owner, long sequence, Message message, Arrived arrived, Placement placement) {
        boolean isShared =
                message == last
                        && lastKeys.equals(arrived.keys())
                        && isLastSpecial == arrived.isSpecial()
                        && !arrived.waits()
                        && log.appended() == lastNumber
                        && log.share(owner, sequence, placement);
        if (!isShared) {
            log.append(
                    StoreRecords.MESSAGE,
                    StoreRecords.KEYED | (arrived.isSpecial() ? StoreRecords.SPECIAL : 0),
                    owner,
                    sequence,
                    MessageNote.of(arrived, message.bodyLength()),
                    meta.keyed(message, arrived),
                    message.content(),
                    placement);
            wrote(arrived.waits() ? null : message, arrived.isSpecial(), arrived.keys());
        }
    }

    /// @param message what may be shared now, if anything
    private void wrote(@Nullable Message message, boolean isSpecial, List<KeyMark> keys) {
        last = message;
        isLastSpecial = isSpecial;
        lastKeys = keys;
        lastNumber = log.appended();
    }

    /// The same for a message that waits until a time. Its record is shared with no other queue.
    void writeUntil(
            long untilMillis, int owner, long sequence, Message message, Placement placement) {
        log.append(
                StoreRecords.MESSAGE,
                0,
                owner,
                sequence,
                MessageNote.until(untilMillis, message.bodyLength()),
                meta.of(message),
                message.content(),
                placement);
        last = null;
    }

    /// Makes durable what the stores have appended so far, then calls back.
    public void commit(Runnable onDurable) {
        last = null;
        log.commit(onDurable);
    }

    /// Appends again what these stores have of the records. Others' places are passed over.
    ///
    /// @param isSpilled whether they stand in the log that forgets
    public void copyForward(List<Survivor> survivors, boolean isSpilled) {
        survivors.forEach(survivor -> copyForward(survivor, isSpilled));
    }

    private void copyForward(Survivor survivor, boolean isSpilled) {
        LaneLog to = isSpilled ? spill.log() : log;
        LogRecord record = survivor.record();
        boolean isFirst = true;
        for (RecordInfo info : survivor.places()) {
            LogQueueStore store =
                    isSpilled
                            ? spill.storeOrNull(info.owner())
                            : stores.get(Integer.toUnsignedLong(info.owner()));
            if (store == null) {
                continue;
            }
            if (info.type() == StoreRecords.MARK) {
                store.copyMark(info.position());
            } else if (info.type() == StoreRecords.KEYS) {
                store.keys().copyForward(info, record);
            } else if (info.type() == StoreRecords.FAILED) {
                store.copyFailure(info.sequence(), info.position());
            } else if (record == null) {
                store.damaged(info.sequence(), info.position(), isSpilled);
            } else if (store.needs(info.sequence(), info.position(), isSpilled)) {
                copy(to, record, info, store.copying(info.sequence()), isFirst);
                isFirst = false;
            }
        }
    }

    private static void copy(
            LaneLog to, LogRecord record, RecordInfo info, Placement placement, boolean isFirst) {
        boolean isShared = !isFirst && to.share(info.owner(), info.sequence(), placement);
        if (!isShared) {
            to.append(
                    StoreRecords.MESSAGE,
                    info.flags() & (StoreRecords.SPECIAL | StoreRecords.KEYED),
                    info.owner(),
                    info.sequence(),
                    info.note(),
                    record.meta(),
                    record.content(),
                    placement);
        }
    }

    /// Nothing is handed out any more: the log is told how far that had come.
    public void seal() {
        stores.forEach(LogQueueStore::seal);
    }

    /// From now on messages that need not be kept can leave memory too.
    public void openSpill(LaneLog door) {
        spill.open(door);
        pageOut.setIncomplete();
    }

    /// Called after a turn while memory is short: has stores let go of what they do not need soon.
    public void pageOut() {
        pageOut.begin(paging.heldBytes());
    }

    /// Called after a turn while there is memory enough: the next time that it is short is a new
    /// one.
    public void noteMemory() {
        pageOut.sees(paging.heldBytes());
    }
}
