package dev.warren.server;

import dev.warren.engine.log.LogThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The threads of a log: one that writes, one for what is slow, one that looks at the clock.
final class WalThreads implements LogThreads {

    private final ExecutorService writer;
    private final ExecutorService background;
    private final ScheduledExecutorService timer;

    /// The threads begin with their first task.
    WalThreads(String name) {
        writer = Executors.newSingleThreadExecutor(named(name + "-writer"));
        background = Executors.newSingleThreadExecutor(named(name + "-background"));
        timer = Executors.newSingleThreadScheduledExecutor(named(name + "-timer"));
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
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

    void stop() {
        timer.shutdownNow();
        background.shutdown();
        writer.shutdown();
    }
}
