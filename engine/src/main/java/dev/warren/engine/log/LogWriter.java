package dev.warren.engine.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Writes what the lanes hand over: gather, write once, sync once, tell the lanes. Whatever arrives
/// while the disk works forms the next group.
///
/// All of it runs on the writer of [LogThreads], except for [#accept] and [#fail].
final class LogWriter {

    static final int GROUP_BYTES_MAX = 8 << 20;
    static final int GROUP_RECORDS_MAX = 8192;

    /// The share of the last file that is kept for the log's own records, without which no file can
    /// go.
    private static final int OWN_SHARE = 8;

    private final LogThreads threads;
    private final Pressure pressure;
    private final FileTable files;
    private final FileSupply supply;
    private final Debt debt;
    private final Retirement retirement;
    private final Gather gather;
    private final Runnable run = this::run;

    private final ConcurrentLinkedQueue<LaneBatch> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final List<LaneLog> lanes = new CopyOnWriteArrayList<>();

    /// What may not wait, and what waits for its turn.
    private final ArrayDeque<LaneBatch> urgent = new ArrayDeque<>();

    private final ArrayDeque<LaneBatch> waiting = new ArrayDeque<>();
    private final List<LaneBatch> group = new ArrayList<>();
    private WalFile current;
    private boolean isRunning;
    private boolean isClosed;

    LogWriter(
            Disk disk,
            LogOptions options,
            LogThreads threads,
            LogListener listener,
            Survivors survivors,
            RecoveredLog recovered)
            throws IOException {
        this.threads = new GuardedThreads(threads, this::fail);
        this.pressure = new Pressure(options.pendingMaxBytes(), options.debtMaxBytes(), listener);
        this.files = recovered.files();
        this.supply =
                new FileSupply(
                        disk, options, this.threads, this::fail, listener::blocked, this::run);
        this.current = supply.open(recovered.nextNumber());
        files.add(current);
        this.gather = new Gather((int) Math.min(GROUP_BYTES_MAX, options.fileBytes()), current);
        this.debt = new Debt(files, options);
        this.retirement = new Retirement(disk, this.threads, files, supply, survivors, this, debt);
    }

    void start() {
        threads.write(retirement::writeManifest);
    }

    void add(LaneLog lane) {
        lanes.add(lane);
    }

    /// Takes a batch from a lane. From any thread.
    void accept(LaneBatch batch) {
        pressure.add(batch.bytes);
        inbox.add(batch);
        schedule();
    }

    private void schedule() {
        if (!isScheduled.get() && isScheduled.compareAndSet(false, true)) {
            threads.write(run);
        }
    }

    long pendingBytes() {
        return pressure.bytes();
    }

    /// So much disk is taken without need.
    void owes(long debtBytes) {
        pressure.owes(debtBytes);
    }

    long debtBytes() {
        return debt.bytes();
    }

    CompletableFuture<Throwable> failure() {
        return failure;
    }

    FileTable files() {
        return files;
    }

    WalFile current() {
        return current;
    }

    /// Nothing is written and nobody is told any more. From any thread.
    void fail(Throwable cause) {
        failure.complete(cause);
    }

    /// A batch of the log itself goes before what waits.
    void writeOwn(LaneBatch own) {
        urgent.add(own);
        run();
    }

    void run() {
        isScheduled.set(false);
        if (isRunning || isClosed || failure.isDone()) {
            return;
        }
        isRunning = true;
        boolean isMoving = false;
        try {
            drainInbox();
            isMoving = writeGroup();
            supply.ensure();
        } catch (IOException | RuntimeException e) {
            fail(e);
        } finally {
            isRunning = false;
        }
        if (!failure.isDone()) {
            retirement.look();
        }
        if (isMoving) {
            schedule(); // so that between two groups files come and go
        }
    }

    /// Takes in what has arrived: what is settled at once, the records when their turn comes.
    void drainInbox() {
        for (LaneBatch batch = inbox.poll(); batch != null; batch = inbox.poll()) {
            settle(batch);
            waiting.add(batch);
        }
    }

    private void settle(LaneBatch batch) {
        WalFile file = null;
        for (int i = 0; i < batch.settledCount; i++) {
            long position = batch.settledPositions[i];
            if (file == null || file.number != Position.file(position)) {
                file = files.getOrNull(Position.file(position));
            }
            if (file != null) {
                file.settle(Position.offset(position), batch.settledLengths[i]);
            }
        }
    }

    /// Whether all lanes have answered to what stands in the file.
    boolean isDigested(WalFile file) {
        for (LaneLog lane : lanes) {
            if (!file.isDigestedBy(lane)) {
                return false;
            }
        }
        return true;
    }

    /// Writes as much of what waits as one group may hold. False when nothing can be written.
    private boolean writeGroup() throws IOException {
        int records = 0;
        long bytes = 0;
        while (records < GROUP_RECORDS_MAX && bytes < GROUP_BYTES_MAX) {
            LaneBatch batch = nextOrNull();
            if (batch == null) {
                break;
            }
            gather.put(batch);
            group.add(batch);
            records += batch.count;
            bytes += batch.bytes;
        }
        if (group.isEmpty()) {
            return false;
        }
        if (records > 0) {
            gather.finish();
            current.file.sync();
        }
        deliver(bytes);
        return true;
    }

    /// The next batch that has room in the current file, if need be after going on to the next
    /// file.
    private @Nullable LaneBatch nextOrNull() throws IOException {
        while (true) {
            LaneBatch batch = urgent.peek();
            if (batch != null && hasRoom(batch, true)) {
                return urgent.poll();
            }
            if (batch == null) {
                batch = waiting.peek();
                if (batch == null || batch.count == 0 || hasRoom(batch, false)) {
                    return waiting.poll();
                }
                if (supply.isFailing() && takeUrgent()) {
                    continue;
                }
            }
            if (!goToNextFile(batch)) {
                return null;
            }
        }
    }

    private boolean hasRoom(LaneBatch batch, boolean isUrgent) {
        if (supply.isFailing() && current.isReserve && !isUrgent) {
            return false;
        }
        boolean isFree = batch.lane == null || !supply.isFailing();
        long kept = isFree ? 0 : current.sizeBytes / OWN_SHARE;
        int count = current.openIndex().count() + batch.count;
        return RecordHeader.align(gather.offset() + batch.bytes) + Footer.bytes(count) + kept
                <= current.sizeBytes;
    }

    /// While the disk is full, urgent records pass the others. False when there are none.
    private boolean takeUrgent() {
        boolean found = false;
        for (LaneBatch batch : waiting) {
            LaneBatch taken = batch.takeUrgentOrNull();
            if (taken != null) {
                urgent.add(taken);
                found = true;
            }
        }
        return found;
    }

    private boolean goToNextFile(LaneBatch batch) throws IOException {
        boolean isUrgent = !urgent.isEmpty();
        WalFile next = supply.takeOrNull(WalFile.bytesFor(batch), isUrgent);
        if (next == null) {
            return false;
        }
        gather.finish();
        current.seal();
        files.add(next);
        current = next;
        gather.begin(next);
        return true;
    }

    /// Tells the lanes, one hop for each, and what the log had appended itself.
    private void deliver(long bytes) {
        long lanesBytes = bytes;
        for (LaneBatch batch : group) {
            LaneLog lane = batch.lane;
            if (lane == null) {
                lanesBytes -= batch.bytes;
                batch.commits.forEach(Runnable::run);
            } else {
                lane.done(batch);
                note(lane, batch);
            }
        }
        for (LaneLog lane : lanes) {
            lane.deliver();
        }
        group.clear();
        pressure.remove(lanesBytes);
    }

    private void note(LaneLog lane, LaneBatch batch) {
        WalFile file = batch.count == 0 ? null : files.getOrNull(Position.file(batch.positions[0]));
        if (file != null) {
            file.holds(lane, batch.ordinal);
        }
    }

    /// Writes what it can and seals the last file.
    void close() {
        if (failure.isDone()) {
            return;
        }
        isClosed = true;
        try {
            do {
                drainInbox();
            } while (writeGroup());
            current.seal();
            for (WalFile file : files.all()) {
                file.file.close();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }
}
