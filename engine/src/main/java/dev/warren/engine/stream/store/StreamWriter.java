package dev.warren.engine.stream.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.GuardedThreads;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogThreads;
import dev.warren.engine.log.Pressure;
import dev.warren.engine.message.Message;
import dev.warren.engine.time.Clock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what the lanes publish to all streams of the node: gather, write, sync each stream once,
/// tell the lanes. What arrives while the disk works forms the next group.
///
/// Runs on the writer of [LogThreads], except for [#accept]. A write that finds no room, for files
/// grow as they are written, or no file to write to is taken back and tried again later, and the
/// publishers wait meanwhile. Any other write that fails ends everything, and so does a sync.
public final class StreamWriter {

    static final long GROUP_BYTES_MAX = 8 << 20;

    /// How many streams one group may touch, and so how many files are open at most, twice.
    static final int GROUP_STREAMS_MAX = 256;

    /// When so much waits to be written, publishers slow down.
    static final long PENDING_BYTES_MAX = 32 << 20;

    static final long RETRY_MILLIS = 1_000;

    /// How often it is looked for what has become too old.
    static final long RETENTION_MILLIS = 60_000;

    private static final Logger logger = LoggerFactory.getLogger("warren.stream");

    private final StreamRoot root;
    private final LogThreads threads;
    private final LogListener listener;
    private final Clock clock;
    private final Pressure pressure;
    private final Runnable run = this::run;
    private final ConcurrentLinkedQueue<AppendBatch> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final ArrayDeque<AppendBatch> waiting = new ArrayDeque<>();
    private final Map<Long, StreamLog> logs = new LinkedHashMap<>();

    /// Those whose files are open, the one used last behind.
    private final Map<StreamLog, StreamFiles> open = new LinkedHashMap<>(16, 0.75f, true);

    private final ChunkWriter chunk = new ChunkWriter();

    /// Whether the last write has found no room.
    private boolean isBlocked;

    private boolean isClosed;

    /// @param listener hears when publishers should wait
    public StreamWriter(StreamRoot root, LogThreads threads, LogListener listener, Clock clock) {
        this.root = root;
        this.threads = new GuardedThreads(threads, this::fail);
        this.listener = listener;
        this.clock = clock;
        this.pressure = new Pressure(PENDING_BYTES_MAX, Long.MAX_VALUE, listener);
        this.threads.later(this::retainAll, RETENTION_MILLIS);
    }

    /// Completes when the disk has failed, or something was thrown that nobody expected.
    public CompletionStage<Throwable> failed() {
        return failure.minimalCompletionStage();
    }

    private void fail(Throwable cause) {
        failure.complete(cause);
    }

    /// From any thread.
    void add(StreamLog log) {
        threads.write(() -> {
            if (!log.isDeleted) {
                logs.put(log.stream(), log);
            }
        });
    }

    /// From any thread.
    void accept(AppendBatch batch) {
        pressure.add(batch.bytes());
        inbox.add(batch);
        if (!isScheduled.get() && isScheduled.compareAndSet(false, true)) {
            threads.write(run);
        }
    }

    private void run() {
        isScheduled.set(false);
        for (AppendBatch batch = inbox.poll(); batch != null; batch = inbox.poll()) {
            waiting.add(batch);
        }
        while (!waiting.isEmpty() && !isBlocked && !isClosed && !failure.isDone()) {
            writeGroup();
        }
    }

    private void writeGroup() {
        Map<StreamLog, List<AppendBatch>> group = takeGroup();
        List<AppendBatch> done = new ArrayList<>();
        List<StreamLog> rolled = new ArrayList<>();
        try {
            closeIdle(GROUP_STREAMS_MAX - group.size());
            Map<StreamLog, List<AppendBatch>> written = new LinkedHashMap<>();
            group.forEach((log, batches) -> {
                if (log.isDeleted) {
                    done.addAll(batches);
                } else {
                    written.put(log, batches);
                }
            });
            for (StreamLog log : List.copyOf(written.keySet())) {
                List<AppendBatch> batches = written.get(log);
                if (batches != null && !write(log, batches)) {
                    written.remove(log);
                    batches.reversed().forEach(waiting::addFirst);
                    block();
                }
            }
            for (Map.Entry<StreamLog, List<AppendBatch>> entry : written.entrySet()) {
                if (sync(entry.getKey())) {
                    rolled.add(entry.getKey());
                }
                done.addAll(entry.getValue());
            }
            tell(done);
            for (StreamLog log : rolled) {
                retainNow(log);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /// As much of what waits as one group may hold, by stream.
    private Map<StreamLog, List<AppendBatch>> takeGroup() {
        Map<StreamLog, List<AppendBatch>> group = new LinkedHashMap<>();
        long bytes = 0;
        while (!waiting.isEmpty() && bytes < GROUP_BYTES_MAX && group.size() < GROUP_STREAMS_MAX) {
            AppendBatch batch = waiting.remove();
            bytes += batch.bytes();
            group.computeIfAbsent(batch.log, _ -> new ArrayList<>()).add(batch);
        }
        return group;
    }

    /// False when there was no room: then nothing of it counts that is not durable.
    private boolean write(StreamLog log, List<AppendBatch> batches) throws IOException {
        StreamFiles files = log.files;
        long from = 0;
        try {
            if (files == null) {
                files =
                        new StreamFiles(
                                log.stream(), root.directory(log.stream()), Extent.EMPTY, false);
                log.files = files;
            }
            from = files.durableNext();
            open.put(log, files);
            List<Message> messages = new ArrayList<>();
            batches.forEach(batch -> messages.addAll(batch.left()));
            files.append(messages, log.limits(), chunk, clock.wallMillis());
            return true;
        } catch (DiskFailedException e) {
            throw e;
        } catch (IOException e) {
            logger.error(
                    "stream {} has found no room; publishers wait until there is", log.stream(), e);
            if (files != null) {
                files.rollBack();
                noteDurable(batches, files.durableNext() - from);
                files.sync();
                log.show(files);
            }
            return false;
        }
    }

    private static void noteDurable(List<AppendBatch> batches, long count) {
        long left = count;
        for (AppendBatch batch : batches) {
            left = batch.noteDurable(left);
        }
    }

    private void block() {
        if (!isBlocked) {
            isBlocked = true;
            listener.blocked(true);
            threads.later(this::retry, RETRY_MILLIS);
        }
    }

    private void retry() {
        isBlocked = false;
        run();
        if (!isBlocked) {
            listener.blocked(false);
        }
    }

    /// Whether the stream has begun another segment.
    private boolean sync(StreamLog log) throws IOException {
        StreamFiles files = log.files;
        if (files == null) {
            return false;
        }
        boolean hasRolled = files.sync();
        log.show(files);
        return hasRolled;
    }

    /// One hop for each lane.
    private void tell(List<AppendBatch> done) {
        Map<Lane, List<AppendBatch>> byLane = new LinkedHashMap<>();
        long bytes = 0;
        for (AppendBatch batch : done) {
            byLane.computeIfAbsent(batch.lane, _ -> new ArrayList<>()).add(batch);
            bytes += batch.bytes();
        }
        byLane.forEach((lane, batches) -> lane.execute(() -> batches.forEach(AppendBatch::done)));
        pressure.remove(bytes);
    }

    /// Between two groups, when everything is synced.
    private void closeIdle(int most) throws IOException {
        while (open.size() > most) {
            StreamLog idle = open.keySet().iterator().next();
            StreamFiles files = open.remove(idle);
            if (files != null) {
                files.rest();
            }
        }
    }

    /// Looks whether segments have to go. From any thread.
    void retain(StreamLog log) {
        threads.write(() -> retainNow(log));
    }

    private void retainAll() {
        logs.values().forEach(this::retainNow);
        threads.later(this::retainAll, RETENTION_MILLIS);
    }

    private void retainNow(StreamLog log) {
        StreamFiles files = log.files;
        if (files == null || log.isDeleted || isClosed || failure.isDone()) {
            return;
        }
        try {
            if (files.retain(log.limits(), clock.wallMillis())) {
                log.show(files);
            }
        } catch (DiskFailedException e) {
            fail(e);
        } catch (IOException e) {
            logger.warn("old segments of stream {} could not be deleted", log.stream(), e);
            log.show(files);
        }
    }

    /// From any thread.
    CompletionStage<Void> delete(StreamLog log) {
        CompletableFuture<Void> deleted = new CompletableFuture<>();
        threads.write(() -> {
            log.isDeleted = true;
            logs.remove(log.stream());
            StreamFiles files = open.remove(log);
            try {
                if (files != null) {
                    files.rest();
                }
            } catch (IOException e) {
                logger.warn("stream {} could not be closed", log.stream(), e);
            }
            threads.background(() -> {
                deleteFiles(log);
                deleted.complete(null);
            });
        });
        return deleted;
    }

    /// What is left is deleted at the next start.
    private void deleteFiles(StreamLog log) {
        try {
            root.delete(log.stream());
        } catch (IOException e) {
            logger.warn("the files of stream {} could not be deleted", log.stream(), e);
        }
    }

    /// Writes what was handed over and closes the files. Completes when nothing more is written.
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        threads.write(() -> {
            try {
                run();
                isClosed = true;
                for (StreamFiles files : open.values()) {
                    files.rest();
                }
            } catch (IOException e) {
                logger.warn("a stream could not be closed", e);
            } finally {
                closed.complete(null);
            }
        });
        return closed;
    }
}
