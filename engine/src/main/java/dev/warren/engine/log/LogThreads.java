package dev.warren.engine.log;

/// The threads that a log works on; in a simulation, steps that a seed plays.
public interface LogThreads {

    /// Runs a task on the writer: one at a time, in the order in which they came.
    void write(Runnable task);

    /// Runs a slow task beside the writer: one at a time, in the order in which they came.
    void background(Runnable task);

    /// Runs a task on the writer after a while.
    void later(Runnable task, long delayMillis);
}
