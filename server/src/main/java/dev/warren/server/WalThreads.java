package dev.warren.server;

import dev.warren.engine.log.LogThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The threads of the node's log: one that writes, one for what is slow, one that looks at the
/// clock.
final class WalThreads implements LogThreads {

    private final ExecutorService writer = Executors.newSingleThreadExecutor(named("wal-writer"));
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(named("wal-background"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(named("wal-timer"));

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
