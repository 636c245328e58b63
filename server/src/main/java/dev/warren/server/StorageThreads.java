package dev.warren.server;

import dev.warren.engine.log.LogThreads;
import java.util.concurrent.Executor;

/// The threads of the node's storage. Those for spilling begin when there is something to spill.
final class StorageThreads {

    private final WalThreads log = new WalThreads("wal");
    private final WalThreads spill = new WalThreads("spill");
    private final ReaderThreads readers = new ReaderThreads("store");

    LogThreads log() {
        return log;
    }

    LogThreads spill() {
        return spill;
    }

    Executor readers() {
        return readers;
    }

    void stop() {
        readers.stop();
        log.stop();
        spill.stop();
    }
}
