package dev.warren.server;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.OwnThreads;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.memory.Shortage;
import dev.warren.engine.queue.StreamHomes;
import dev.warren.engine.stream.LaneStreams;
import dev.warren.engine.stream.store.FileStreamRoot;
import dev.warren.engine.stream.store.Streams;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueType;
import dev.warren.engine.topology.Topology;
import dev.warren.server.data.DataDirectory;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Opens the node's streams below its data directory, and closes them again.
///
/// They are on the disk whatever the store of the other queues is: where that is memory, the next
/// start knows none of them and deletes them.
final class NodeStreams {

    private static final String DIRECTORY = "streams";
    private static final long CLOSE_MILLIS_MAX = 10_000;

    /// How much all lanes keep of what they have read, at most; less in a small heap.
    private static final long BLOCK_BYTES_MAX = 64L << 20;

    private static final int HEAP_SHARE = 16;

    private final Streams streams;
    private final OwnThreads threads;
    private final ReaderThreads readers;
    private final ByteLedger ledger;
    private final long laneBlockBytes;

    private NodeStreams(
            Streams streams,
            OwnThreads threads,
            ReaderThreads readers,
            ByteLedger ledger,
            long laneBlockBytes) {
        this.streams = streams;
        this.threads = threads;
        this.readers = readers;
        this.ledger = ledger;
        this.laneBlockBytes = laneBlockBytes;
    }

    /// Reads what is there. Blocks.
    ///
    /// @param topology says which streams there are; the files of others are deleted
    /// @param keepsUnknown keeps those, because the topology may have lost something
    static NodeStreams open(
            DataDirectory directory,
            Topology topology,
            boolean keepsUnknown,
            int lanes,
            ByteLedger ledger,
            ResourceAlarm alarm)
            throws IOException {
        OwnThreads threads = new OwnThreads("stream");
        Streams streams =
                Streams.open(
                        new FileStreamRoot(directory.path().resolve(DIRECTORY)),
                        threads,
                        listener(alarm),
                        new SystemClock(),
                        numbers(topology),
                        keepsUnknown);
        long bytes = Math.min(BLOCK_BYTES_MAX, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        return new NodeStreams(
                streams, threads, new ReaderThreads("stream"), ledger, bytes / lanes);
    }

    /// Deletes what is there, where the node begins with nothing. Blocks.
    static NodeStreams openEmpty(
            DataDirectory directory, int lanes, ByteLedger ledger, ResourceAlarm alarm)
            throws StartupException {
        try {
            return open(directory, Topology.EMPTY, false, lanes, ledger, alarm);
        } catch (IOException e) {
            throw new StartupException(
                    ExitCode.DATA_DIRECTORY_UNUSABLE,
                    "cannot use the data directory " + directory.path() + ": " + e.getMessage());
        }
    }

    private static Set<Long> numbers(Topology topology) {
        return topology.vhosts().values().stream()
                .flatMap(vhost -> vhost.queues().values().stream())
                .filter(queue -> queue.type().equals(QueueType.STREAM))
                .map(QueueDefinition::id)
                .collect(Collectors.toSet());
    }

    private static LogListener listener(ResourceAlarm alarm) {
        return new LogListener() {
            @Override
            public void pressed(boolean isPressed) {
                alarm.set(Shortage.STREAMS_BEHIND, isPressed);
            }

            @Override
            public void blocked(boolean isBlocked) {
                alarm.set(Shortage.STREAM_DISK_FULL, isBlocked);
            }
        };
    }

    /// For a lane: once for each.
    StreamHomes on(Lane lane) {
        return new LaneStreams(
                streams,
                lane,
                ledger.ofLane(lane.index()),
                readers,
                laneBlockBytes,
                new SystemClock());
    }

    /// Completes when the disk has failed: the node has to stop.
    CompletionStage<Throwable> failed() {
        return streams.failed();
    }

    /// Writes what is left, if the disk still takes it.
    void close() {
        streams.close()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .join();
        readers.stop();
        threads.close();
    }
}
