package dev.warren.engine.queue.home;

import dev.warren.codec.value.Bytes;

/// A log through which a queue's commands go before they are applied.
public interface CommandLog {

    /// Appends a record. Once it is committed, `apply` is run on the queue's lane: in the order of the
    /// proposals, each once, and never before this returns.
    void propose(Bytes record, Runnable apply);
}
