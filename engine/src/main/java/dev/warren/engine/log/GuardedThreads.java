package dev.warren.engine.log;

import java.util.function.Consumer;

/// The log's threads, on which nothing that is thrown gets lost: what nobody has caught is a
/// failure of the log. Used by any thread.
public final class GuardedThreads implements LogThreads {

    private final LogThreads threads;
    private final Consumer<Throwable> fail;

    public GuardedThreads(LogThreads threads, Consumer<Throwable> fail) {
        this.threads = threads;
        this.fail = fail;
    }

    @Override
    public void write(Runnable task) {
        threads.write(() -> run(task));
    }

    @Override
    public void background(Runnable task) {
        threads.background(() -> run(task));
    }

    @Override
    public void later(Runnable task, long delayMillis) {
        threads.later(() -> run(task), delayMillis);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (VirtualMachineError e) {
            throw e; // the whole node is not to be trusted any more, not only the log
        } catch (RuntimeException | Error e) {
            fail.accept(e);
        }
    }
}
