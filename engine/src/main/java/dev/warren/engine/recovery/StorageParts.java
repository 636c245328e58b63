package dev.warren.engine.recovery;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.Disk;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.LogThreads;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Paging;
import dev.warren.engine.queue.StreamHomes;
import dev.warren.engine.queue.shelf.Shelves;
import dev.warren.engine.queue.store.WindowLimits;
import dev.warren.engine.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// What a node's storage is built on.
///
/// @param disk the directory of the log
/// @param spill a directory for what need not be kept; what lies in it is deleted
/// @param shelves where the index of deep queues may go; open as long as the lanes work
/// @param readers threads that read messages back; a task blocks for one read
/// @param listener hears when publishers should wait for the log
/// @param windows how much of each queue may be in memory
/// @param paging says when messages should leave memory
/// @param clock by which messages expire
/// @param streams makes the streams of a lane
public record StorageParts(
        Disk disk,
        LogOptions options,
        LogThreads threads,
        Disk spill,
        LogThreads spillThreads,
        Shelves shelves,
        Executor readers,
        LogListener listener,
        List<? extends Lane> lanes,
        ByteLedger ledger,
        WindowLimits windows,
        Paging paging,
        Clock clock,
        Function<Lane, StreamHomes> streams) {

    public StorageParts {
        lanes = List.copyOf(lanes);
    }
}
