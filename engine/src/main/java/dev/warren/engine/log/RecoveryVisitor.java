package dev.warren.engine.log;

import java.io.IOException;

/// Sees what a log holds when a node starts.
public interface RecoveryVisitor {

    /// A record that is not known to be settled, in the order of the log. One that was being copied
    /// forward may come twice, with the same owner and sequence.
    void record(RecordInfo record, PayloadSource payload) throws IOException;

    /// Something is missing or cannot be read. It is left as it is, and the rest is visited.
    void damaged(Damage damage);

    /// Reads what a record carries, while it is being shown. Forward it costs little, one read of
    /// the disk for many.
    @FunctionalInterface
    interface PayloadSource {

        LogRecord read() throws IOException;
    }
}
