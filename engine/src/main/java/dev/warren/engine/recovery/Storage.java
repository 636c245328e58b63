package dev.warren.engine.recovery;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.queue.store.LogStores;
import dev.warren.engine.queue.store.RecoveredQueue;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.durable.DurableMetadataStore;
import dev.warren.engine.topology.durable.LogTopology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;

/// A node's durable side: the log, and what its lanes keep in it. The first lane decides about the
/// topology.
public final class Storage {

    private final StorageParts parts;
    private final ConcurrentMap<Long, RecoveredQueue> kept;
    private final Log log;
    private final LogReader reader;
    private final LogTopology topologyLog;
    private final DurableMetadataStore metadata;
    private final SpillSpace spill;
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    private final List<LaneLog> doors = new ArrayList<>();
    final List<LogStores> stores = new ArrayList<>();
    private final List<QueueContext> contexts = new ArrayList<>();

    /// Opens the log behind what was recovered. Blocks; before the lanes work.
    ///
    /// @param start the topology to begin with: that of the log, or of a new node
    public Storage(StorageParts parts, Recovered recovered, Topology start) throws IOException {
        this.parts = parts;
        this.kept = recovered.queues;
        this.log =
                Log.open(
                        parts.disk(),
                        parts.options(),
                        parts.threads(),
                        parts.listener(),
                        this::copyForward,
                        recovered.log);
        log.failed().thenAccept(failed::complete);
        parts.shelves().failed().thenAccept(failed::complete);
        this.reader = log.reader();
        this.spill = new SpillSpace(parts, stores);
        LogBodyReader bodies = new LogBodyReader(parts.readers(), reader, spill::readerOrNull);
        for (Lane lane : parts.lanes()) {
            LaneLog door = log.on(lane);
            var ledger = parts.ledger().ofLane(lane.index());
            LogStores made =
                    new LogStores(
                            lane,
                            door,
                            ledger,
                            bodies,
                            parts.windows(),
                            parts.paging(),
                            recovered.queues);
            doors.add(door);
            stores.add(made);
            contexts.add(
                    new QueueContext(
                            lane,
                            ledger,
                            made::create,
                            parts.shelves().make(),
                            made::commit,
                            parts.clock(),
                            parts.streams().apply(lane)));
        }
        Lane first = parts.lanes().getFirst();
        this.topologyLog = new LogTopology(first, doors.getFirst());
        recovered.topologyRecords.forEach(
                record -> topologyLog.restored(record.position(), record.length()));
        this.metadata = new DurableMetadataStore(first, topologyLog, start);
        topologyLog.setTopology(metadata::topology);
    }

    public DurableMetadataStore metadata() {
        return metadata;
    }

    /// One for each lane, in their order.
    public List<QueueContext> contexts() {
        return List.copyOf(contexts);
    }

    /// Whether the log has kept something for a queue that is not there yet.
    public boolean hasKept(long queueId) {
        return kept.containsKey(queueId);
    }

    /// Completes when the disk has failed: the node has to stop.
    public CompletionStage<Throwable> failed() {
        return failed;
    }

    /// After a turn of a lane, on it: a look at the memory, and messages leave it when it is short.
    public void afterTurn(Lane lane) {
        LogStores own = stores.get(lane.index());
        if (parts.paging().isDue()) {
            spill.open();
            own.pageOut();
        } else {
            own.noteMemory();
        }
    }

    /// Writes the whole topology, for a node that begins with one that is in no log yet.
    public CompletionStage<Void> writeTopology() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        parts.lanes().getFirst().execute(() -> topologyLog.snapshot(() -> written.complete(null)));
        return written;
    }

    /// From a thread of the log.
    private void copyForward(List<RecordInfo> alive) {
        new SurvivorCopies(reader, parts.lanes(), stores, false).copyForward(alive);
        parts.lanes().getFirst().execute(() -> topologyLog.copyForward(alive));
    }

    /// Ends in order, once nothing is delivered or published any more. Completes when all is
    /// written, never when the disk has failed.
    public CompletionStage<Void> close() {
        List<CompletableFuture<Void>> sealed = new ArrayList<>();
        for (int i = 0; i < stores.size(); i++) {
            LogStores own = stores.get(i);
            LaneLog door = doors.get(i);
            CompletableFuture<Void> done = new CompletableFuture<>();
            sealed.add(done);
            parts.lanes()
                    .get(i)
                    .execute(() -> {
                        own.seal();
                        door.commit(() -> done.complete(null));
                    });
        }
        return CompletableFuture.allOf(sealed.toArray(CompletableFuture[]::new))
                .thenCompose(_ -> log.close());
    }
}
