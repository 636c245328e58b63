package dev.warren.server;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.FileDisk;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.LogRefusal;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Paging;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.memory.Shortage;
import dev.warren.engine.queue.shelf.ShelfFile;
import dev.warren.engine.queue.store.WindowLimits;
import dev.warren.engine.recovery.Recovered;
import dev.warren.engine.recovery.Storage;
import dev.warren.engine.recovery.StorageParts;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.durable.TopologyFormatException;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.data.DataDirectory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the node's storage below its data directory, and closes it again.
final class NodeStorage {

    private static final String DIRECTORY = "wal";
    private static final String SPILL_DIRECTORY = "spill";
    private static final String SHELF_FILE = "shelf";
    private static final long CLOSE_MILLIS_MAX = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(NodeStorage.class);

    /// The index of deep queues may keep this part of the heap before any of it goes to the disk.
    private static final int SHELF_HEAP_SHARE = 16;

    private final StorageThreads threads;
    private final ShelfFile shelves;
    private final Storage storage;
    private final NodeStreams streams;

    private NodeStorage(
            StorageThreads threads, ShelfFile shelves, Storage storage, NodeStreams streams) {
        this.threads = threads;
        this.shelves = shelves;
        this.storage = storage;
        this.streams = streams;
    }

    /// Reads what is there and goes on behind it. A directory without a topology gets the first
    /// one, and each gets the definitions that are configured. Blocks until that is durable.
    static NodeStorage open(
            DataDirectory directory,
            ServerConfiguration configuration,
            List<? extends Lane> lanes,
            ByteLedger ledger,
            ResourceAlarm alarm)
            throws StartupException {
        var threads = new StorageThreads();
        try {
            FileDisk disk = new FileDisk(directory.path().resolve(DIRECTORY));
            LogOptions options =
                    LogOptions.standard(directory.id().uuid(), Runtime.getRuntime().maxMemory());
            ShelfFile shelves =
                    ShelfFile.create(
                            directory.path().resolve(SHELF_FILE),
                            threads.shelf(),
                            () -> hasRoom(alarm),
                            Runtime.getRuntime().maxMemory() / SHELF_HEAP_SHARE,
                            ShelfFile.FILE_BYTES_MAX);
            Recovered recovered = Recovered.read(disk, options, shelves.make());
            if (recovered.isUnreadable()) {
                throw new StartupException(
                        ExitCode.DATA_DIRECTORY_UNUSABLE,
                        "the log in %s is damaged and holds no users or virtual hosts any more; move the data directory away to begin anew"
                                .formatted(directory.path().resolve(DIRECTORY)));
            }
            LOG.info("recovered {} messages from the log", recovered.messages());
            Topology start = FirstTopology.of(configuration, recovered.topology());
            NodeStreams streams =
                    NodeStreams.open(
                            directory,
                            recovered.topology(),
                            recovered.isDamaged(),
                            lanes.size(),
                            ledger,
                            alarm);
            Storage storage =
                    new Storage(
                            new StorageParts(
                                    disk,
                                    options,
                                    threads.log(),
                                    new FileDisk(directory.path().resolve(SPILL_DIRECTORY)),
                                    threads.spill(),
                                    shelves,
                                    threads.readers(),
                                    listener(alarm),
                                    lanes,
                                    ledger,
                                    WindowLimits.STANDARD,
                                    new Paging(ledger, alarm::limitBytes),
                                    new SystemClock(),
                                    streams::on),
                            recovered,
                            start);
            var opened = new NodeStorage(threads, shelves, storage, streams);
            if (start != recovered.topology()) {
                opened.await(storage.writeTopology().toCompletableFuture());
            }
            return opened;
        } catch (LogRefusal e) {
            threads.stop();
            throw new StartupException(
                    e.isNewer() ? ExitCode.DATA_DIRECTORY_TOO_NEW : ExitCode.DATA_DIRECTORY_FOREIGN,
                    message(e));
        } catch (TopologyFormatException e) {
            threads.stop();
            throw new StartupException(ExitCode.DATA_DIRECTORY_UNUSABLE, message(e));
        } catch (StartupException e) {
            threads.stop();
            throw e;
        } catch (IOException e) {
            threads.stop();
            throw new StartupException(
                    ExitCode.DATA_DIRECTORY_UNUSABLE,
                    "cannot use the data directory " + directory.path() + ": " + e.getMessage());
        }
    }

    /// Whether the disk has some to spare for what could stay in memory as well.
    private static boolean hasRoom(ResourceAlarm alarm) {
        return !alarm.isShort(Shortage.DISK_FREE) && !alarm.isShort(Shortage.DISK_FULL);
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static LogListener listener(ResourceAlarm alarm) {
        return new LogListener() {
            @Override
            public void pressed(boolean isPressed) {
                alarm.set(Shortage.DISK_BEHIND, isPressed);
            }

            @Override
            public void blocked(boolean isBlocked) {
                alarm.set(Shortage.DISK_FULL, isBlocked);
            }
        };
    }

    NodeStreams streams() {
        return streams;
    }

    Storage storage() {
        return storage;
    }

    /// Waits for what completes only while the disk works.
    private void await(CompletableFuture<?> work) throws IOException {
        Object outcome =
                CompletableFuture.anyOf(
                                work.thenApply(_ -> "done"), storage.failed().toCompletableFuture())
                        .join();
        if (outcome instanceof Throwable failure) {
            throw new IOException("writing the first records failed", failure);
        }
    }

    /// Writes what is left, if the disk still takes it.
    void close() {
        streams.close();
        CompletableFuture.anyOf(
                        storage.close().toCompletableFuture(),
                        storage.failed().toCompletableFuture())
                .completeOnTimeout("", CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .join();
        threads.stop();
        deleteShelves();
    }

    private void deleteShelves() {
        try {
            shelves.delete();
        } catch (IOException e) {
            LOG.warn("the file of the shelves is left behind", e);
        }
    }
}
