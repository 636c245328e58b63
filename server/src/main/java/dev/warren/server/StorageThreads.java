package dev.warren.server;

import dev.warren.engine.log.LogThreads;
import dev.warren.engine.log.OwnThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The threads of the node's storage. Those for spilling begin when there is something to spill.
final class StorageThreads {

    private static final long SHELF_MILLIS_MAX = 2_000;

    private final OwnThreads log = new OwnThreads("wal");
    private final OwnThreads spill = new OwnThreads("spill");
    private final ReaderThreads readers = new ReaderThreads("store");

    private final ExecutorService shelf =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("store-shelf").daemon().factory());

    LogThreads log() {
        return log;
    }

    LogThreads spill() {
        return spill;
    }

    Executor readers() {
        return readers;
    }

    /// Writes the index of deep queues.
    Executor shelf() {
        return task -> {
            if (!shelf.isShutdown()) {
                shelf.execute(task);
            }
        };
    }

    /// Waits for reads that are under way: they end on their lanes, which are to go next. Nobody is
    /// interrupted, for that would close the file.
    void stop() {
        readers.stop();
        shelf.shutdown();
        try {
            shelf.awaitTermination(SHELF_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
        spill.close();
    }
}
