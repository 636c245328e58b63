package dev.warren.engine.log;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// The threads that a log has for itself: one that writes, one for what is slow, one that looks at
/// the clock.
public final class OwnThreads implements LogThreads, AutoCloseable {

    private final ExecutorService writer;
    private final ExecutorService background;
    private final ScheduledExecutorService timer;

    /// The threads begin with their first task.
    ///
    /// @param name what their names begin with: `wal-writer`
    public OwnThreads(String name) {
        writer = Executors.newSingleThreadExecutor(named(name + "-writer"));
        background = Executors.newSingleThreadExecutor(named(name + "-background"));
        timer = Executors.newSingleThreadScheduledExecutor(named(name + "-timer"));
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().name(name).daemon().factory();
    }

    @Override
    public void write(Runnable task) {
        if (!writer.isShutdown()) {
            writer.execute(task);
        }
    }

    @Override
    public void background(Runnable task) {
        if (!background.isShutdown()) {
            background.execute(task);
        }
    }

    @Override
    public void later(Runnable task, long delayMillis) {
        if (!timer.isShutdown()) {
            var _ = timer.schedule(() -> write(task), delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    /// Ends all three, once the log is closed. Does not wait for them; what comes later is dropped.
    @Override
    public void close() {
        timer.shutdownNow();
        background.shutdown();
        writer.shutdown();
    }
}
