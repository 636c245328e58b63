package dev.warren.engine.log;

import dev.warren.engine.lane.Lane;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// The node's shared log. May be asked from any thread; each lane appends through a [LaneLog] of
/// its own.
///
/// ```
///  lane 0 --batch a turn--\                                  /--> lane 0: placed, committed
///  lane 1 --batch a turn---+--> writer: gather, write, sync -+--> lane 1
///  lane 2 --batch a turn--/        |  next file ready        \--> lane 2
///                                  |  ahead of time
///       1.wal sealed | 2.wal sealed | 3.wal written | 4.wal standby | reserve
/// ```
///
/// Nothing is reported before it is durable, and after a failed write or sync nothing is reported
/// at all.
public final class Log {

    /// A batch may take this part of the smallest file, so that little is left over at its end.
    private static final int BATCH_SHARE = 8;

    private static final long BATCH_BYTES_MAX = 1 << 20;

    private final LogWriter writer;
    private final LogThreads threads;
    private final long batchBytesMax;
    private final AtomicInteger lanes = new AtomicInteger();

    private Log(LogWriter writer, LogThreads threads, LogOptions options) {
        this.writer = writer;
        this.threads = threads;
        this.batchBytesMax = Math.min(BATCH_BYTES_MAX, options.firstFileBytes() / BATCH_SHARE);
    }

    /// Visits what the files hold. Only the tail that a crash has torn is left out; nothing is
    /// changed on the disk.
    public static RecoveredLog recover(Disk disk, LogOptions options, RecoveryVisitor visitor)
            throws IOException {
        return new LogRecovery(disk, options).recover(visitor);
    }

    /// Goes on behind what was recovered, in a new file. Blocks until that is there.
    public static Log open(
            Disk disk,
            LogOptions options,
            LogThreads threads,
            LogListener listener,
            Survivors survivors,
            RecoveredLog recovered)
            throws IOException {
        recovered.tidy(disk);
        LogWriter writer = new LogWriter(disk, options, threads, listener, survivors, recovered);
        writer.start();
        return new Log(writer, threads, options);
    }

    /// A log that forgets, for what need not survive: deletes everything that lies in the
    /// directory, and syncs nothing. What is told as durable has only been handed to the operating
    /// system.
    ///
    /// Its files are sparse, so a full disk is seen by a write that fails, and with it the log.
    public static Log openForgetful(
            Disk disk,
            LogOptions options,
            LogThreads threads,
            LogListener listener,
            Survivors survivors)
            throws IOException {
        return open(
                ForgetfulDisk.cleared(disk),
                options,
                threads,
                listener,
                survivors,
                RecoveredLog.nothing());
    }

    /// A door for a lane. One for each lane is enough.
    public LaneLog on(Lane lane) {
        LaneLog made = new LaneLog(lanes.getAndIncrement(), lane, batchBytesMax, writer::accept);
        writer.add(made);
        return made;
    }

    /// For reading what is placed. Any number of threads may share it.
    public LogReader reader() {
        return new LogReader(writer.files());
    }

    /// How many bytes have been handed over and are not durable yet.
    public long pendingBytes() {
        return writer.pendingBytes();
    }

    /// How much of the disk the log takes, and how much of that is alive. Never exact while lanes
    /// work.
    public LogFigures figures() {
        int count = 0;
        long bytes = 0;
        long alive = 0;
        for (WalFile file : writer.files().all()) {
            count++;
            bytes += file.sizeBytes;
            alive += file.liveBytes;
        }
        return new LogFigures(count, bytes, alive, Math.max(0, writer.debtBytes()));
    }

    /// Completes when writing or syncing has failed, or when something was thrown on the log's
    /// threads that nobody expected: what is on the disk is not known any more, and the node has to
    /// stop.
    public CompletionStage<Throwable> failed() {
        return writer.failure().minimalCompletionStage();
    }

    /// Writes what was handed over and seals the last file. No callback comes any more afterwards.
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        threads.write(() -> {
            try {
                writer.close();
            } finally {
                closed.complete(null);
            }
        });
        return closed;
    }
}
