package dev.warren.server;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Threads that read from the disk for the lanes.
final class ReaderThreads implements Executor {

    private static final int READERS = 2;
    private static final long READ_MILLIS_MAX = 2_000;

    private final ThreadPoolExecutor readers;

    /// The threads begin with their first tasks.
    ReaderThreads(String name) {
        readers =
                new ThreadPoolExecutor(
                        READERS,
                        READERS,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name(name + "-reader-", 0).daemon().factory());
    }

    @Override
    public void execute(Runnable task) {
        if (!readers.isShutdown()) {
            readers.execute(task);
        }
    }

    /// Waits for reads that are under way: they end on their lanes, which are to go next. Nobody is
    /// interrupted, for that would close the file.
    void stop() {
        readers.shutdown();
        readers.getQueue().clear();
        try {
            readers.awaitTermination(READ_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
