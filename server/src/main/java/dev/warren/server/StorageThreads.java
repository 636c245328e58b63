package dev.warren.server;

import dev.warren.engine.log.LogThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The threads of the node's storage. Those for spilling begin when there is something to spill.
final class StorageThreads {

    private static final int READERS = 2;

    private final WalThreads log = new WalThreads("wal");
    private final WalThreads spill = new WalThreads("spill");
    private final ExecutorService readers =
            Executors.newFixedThreadPool(
                    READERS, Thread.ofPlatform().name("store-reader-", 0).daemon().factory());

    LogThreads log() {
        return log;
    }

    LogThreads spill() {
        return spill;
    }

    Executor readers() {
        return task -> {
            if (!readers.isShutdown()) {
                readers.execute(task);
            }
        };
    }

    void stop() {
        log.stop();
        spill.stop();
        readers.shutdown();
    }
}
