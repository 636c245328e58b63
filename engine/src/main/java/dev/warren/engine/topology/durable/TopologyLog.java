package dev.warren.engine.topology.durable;

import org.jspecify.annotations.Nullable;

/// Where changes of the topology are made durable: the node's log, seen from above.
public interface TopologyLog {

    /// Puts a record behind all that were appended before; the log shares one sync among as many as
    /// it likes. On the deciding lane only. Never throws for what a disk does.
    ///
    /// Once the record and all before it are durable the task is run: on any thread, once. After a
    /// failure it is never run, nor that of any later record. The array belongs to the log.
    void append(byte[] record, @Nullable Runnable onDurable);
}
