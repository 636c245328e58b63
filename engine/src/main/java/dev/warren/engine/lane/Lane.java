package dev.warren.engine.lane;

import java.util.concurrent.Executor;

/// One thread's worth of work, in order: the owner of connections and queues.
///
/// All state that changes belongs to exactly one lane and is touched on it only. In the server a
/// lane is an event loop; in a simulation it is a list of steps that a seed plays in any order.
///
/// A mailbox never refuses and nobody waits for one: what is bounded is admission, by byte credit.
public interface Lane extends Executor {

    /// Runs the task on this lane: at once when the caller is on it, else through its mailbox.
    ///
    /// Tasks from one lane to another arrive in the order in which they were sent. What a turn
    /// sends to another lane travels as one batch with one wake-up, at the latest when the turn
    /// ends.
    @Override
    void execute(Runnable task);

    /// Runs the task in a later turn of this lane, even when the caller is on it.
    void later(Runnable task);

    /// Runs the task on this lane after a delay in milliseconds.
    Timer schedule(Runnable task, long delayMillis);

    /// Whether the caller runs on this lane.
    boolean isCurrent();

    /// Has the task run when the current turn ends, in the order of the phases. On this lane only.
    ///
    /// The same task is run as often as it was given: who wants once a turn keeps a flag of its
    /// own.
    void atTurnEnd(TurnPhase phase, Runnable task);

    /// The lane's number within its node, from 0.
    int index();

    /// A scheduled task.
    interface Timer {

        /// Forgets the task if it has not run. On the lane only.
        void cancel();
    }
}
