package dev.warren.engine.memory;

/// Who can hold memory that grows with the load: the lines of the ledger.
public enum Holder {
    /// Content that is being received and not complete.
    ASSEMBLIES,
    /// Messages in queues, ready or unacked, and on their way there.
    QUEUES,
    /// What queues remember of messages beside their content, each queue for itself: where they
    /// are, how large, who has them.
    INDEXES,
    /// Bytes encoded for clients and not written to their sockets.
    OUTBOUND,
    /// Frames put aside while a channel waits for an answer.
    PARKED,
    /// Publishes and acknowledgements of open transactions.
    TRANSACTIONS,
    /// Keys by which queues know a message that comes once more.
    KEYS,
    /// The last messages of exchanges that replay them to new bindings.
    HISTORIES,
    /// What was read of streams and may be delivered again.
    STREAM_BLOCKS
}
