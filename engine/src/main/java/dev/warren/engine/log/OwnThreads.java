package dev.warren.engine.log;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// One thread that writes and one for the slow rest, which the log has for itself.
public final class OwnThreads implements LogThreads, AutoCloseable {

    private final ExecutorService writer;
    private final ScheduledExecutorService background;

    public OwnThreads(ThreadFactory factory) {
        this.writer = Executors.newSingleThreadExecutor(factory);
        this.background = Executors.newSingleThreadScheduledExecutor(factory);
    }

    @Override
    public void write(Runnable task) {
        writer.execute(task);
    }

    @Override
    public void background(Runnable task) {
        background.execute(task);
    }

    @Override
    public void later(Runnable task, long delayMillis) {
        var _ = background.schedule(() -> write(task), delayMillis, TimeUnit.MILLISECONDS);
    }

    /// Ends both, once the log is closed. Does not wait for them.
    @Override
    public void close() {
        background.shutdownNow();
        writer.shutdown();
    }
}
