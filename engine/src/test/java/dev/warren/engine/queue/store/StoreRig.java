package dev.warren.engine.queue.store;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.log.Damage;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.LogSimulation;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.log.RecoveryVisitor;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.Paging;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Kept;
import dev.warren.engine.queue.QueueIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The stores of one lane on a simulated log, and one for the log that forgets.
final class StoreRig {

    static final int SLICE = 1000;

    static final WindowLimits LIMITS =
            new WindowLimits(
                    10 * StoreMessages.FOOTPRINT,
                    3 * StoreMessages.FOOTPRINT,
                    4 * StoreMessages.FOOTPRINT,
                    StoreMessages.FOOTPRINT,
                    SLICE);

    private static final LogOptions OPTIONS =
            new LogOptions(new UUID(1, 2), 8 << 20, 8 << 20, 64 << 10, 8 << 20);

    final StepLanes lanes = new StepLanes(1, 1);
    final LogSimulation disk = new LogSimulation(new Random(1));
    final LogSimulation spillDisk = new LogSimulation(new Random(2));
    final ByteLedger ledger = new ByteLedger(1);
    final ConcurrentHashMap<Long, RecoveredQueue> recovered = new ConcurrentHashMap<>();
    final Log log;
    final LogStores stores;
    long limitBytes = Long.MAX_VALUE;
    private final Log spill;
    private long ids;

    StoreRig() throws IOException {
        this.log = open(disk);
        this.spill = open(spillDisk);
        this.stores =
                new LogStores(
                        lanes.lane(0),
                        log.on(lanes.lane(0)),
                        ledger.ofLane(0),
                        this::read,
                        LIMITS,
                        new Paging(ledger, () -> limitBytes),
                        recovered);
        rest();
    }

    private static Log open(LogSimulation on) throws IOException {
        return Log.open(
                on.disk(),
                OPTIONS,
                on.threads(),
                LogListener.NONE,
                _ -> {},
                Log.recover(on.disk(), OPTIONS, new Records()));
    }

    private void read(BodyRead read) {
        LogReader reader = (read.isSpilled() ? spill : log).reader();
        for (int i = 0; i < read.count(); i++) {
            try {
                Message message = StoreRecords.messageOrNull(reader.read(read.position(i)));
                if (message != null) {
                    read.found(i, message);
                }
            } catch (IOException e) {
                read.damaged(i);
            }
        }
        read.complete();
    }

    /// Memory is short from now on.
    void makeTight() {
        limitBytes = 0;
    }

    void openSpill() {
        lanes.run(0, () -> stores.openSpill(spill.on(lanes.lane(0))));
    }

    LogQueueStore queue(boolean isDurable) {
        long id = isDurable ? ++ids : (1L << 32) + ++ids;
        return queue(id, isDurable);
    }

    LogQueueStore queue(long id, boolean isDurable) {
        QueueIdentity identity =
                new QueueIdentity(id, "/", ShortString.of("q" + id), isDurable, false, false);
        QueueStore[] made = new QueueStore[1];
        lanes.run(
                0,
                () ->
                        made[0] =
                                stores.create(
                                        identity, isDurable ? Kept.PERSISTENT : Kept.NOTHING));
        return (LogQueueStore) made[0];
    }

    /// One turn; what it appends is committed.
    void turn(Runnable task) {
        lanes.run(
                0,
                () -> {
                    task.run();
                    stores.commit(() -> {});
                });
    }

    void append(LogQueueStore store, long sequence, Message message) {
        ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
        store.append(sequence, message);
    }

    void rest() {
        while (step()) {}
    }

    boolean step() {
        return disk.step() || spillDisk.step() || lanes.step();
    }

    /// Where the log has a message.
    LogRecord record(LogQueueStore store, long sequence) throws IOException {
        return log.reader().read(store.places().position(sequence));
    }

    long queued() {
        return ledger.bytesOf(Holder.QUEUES);
    }

    long indexed() {
        return ledger.bytesOf(Holder.INDEXES);
    }

    /// What the log holds at this moment, each owner of a record for itself.
    List<RecordInfo> records() throws IOException {
        Records found = new Records();
        Log.recover(disk.disk(), OPTIONS, found);
        return found.all;
    }

    List<RecordInfo> records(int type) throws IOException {
        return records().stream().filter(each -> each.type() == type).toList();
    }

    /// Has the lane append again what is alive of these.
    void copyForward(List<RecordInfo> alive) {
        lanes.run(0, () -> stores.copyForward(survivors(alive, false), false));
    }

    /// The same, when their records are damaged.
    void copyDamaged(List<RecordInfo> alive) {
        lanes.run(0, () -> stores.copyForward(survivors(alive, true), false));
    }

    private List<Survivor> survivors(List<RecordInfo> alive, boolean isDamaged) {
        return alive.stream()
                .map(info -> new Survivor(isDamaged ? null : recordOrNull(info), List.of(info)))
                .toList();
    }

    private @Nullable LogRecord recordOrNull(RecordInfo info) {
        try {
            return log.reader().read(info.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Records implements RecoveryVisitor {
        final List<RecordInfo> all = new ArrayList<>();

        @Override
        public void record(RecordInfo record, PayloadSource payload) {
            all.add(record);
        }

        @Override
        public void damaged(Damage damage) {
            throw new AssertionError(damage);
        }
    }
}
