package dev.warren.engine.queue.store;

/// Makes durable what the stores of one lane have appended. Owned by the lane.
public interface CommitLog {

    /// For stores that keep nothing over a restart: everything is as durable as it ever gets.
    CommitLog IMMEDIATE = Runnable::run;

    /// Commits everything that this lane's stores have appended so far, then calls back on the
    /// lane.
    ///
    /// Called a few times a turn at most. Callbacks come in the order of the calls, perhaps before
    /// this returns.
    void commit(Runnable onDurable);
}
