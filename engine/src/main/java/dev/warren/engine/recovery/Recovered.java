package dev.warren.engine.recovery;

import dev.warren.engine.log.Disk;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.log.RecoveredLog;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.store.RecoveredQueue;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueNumbers;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyReplay;
import dev.warren.engine.topology.durable.LogTopology;
import dev.warren.engine.topology.durable.SnapshotBytes;
import dev.warren.engine.topology.durable.TopologyRecovery;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a log held: the topology, and the messages of the queues in it. Blocks while it reads.
public final class Recovered {

    private static final Logger logger = LoggerFactory.getLogger("warren.recovery");

    final RecoveredLog log;
    final List<RecordInfo> topologyRecords;
    final ConcurrentMap<Long, RecoveredQueue> queues = new ConcurrentHashMap<>();
    private final Topology topology;
    private final boolean isDamaged;

    private Recovered(RecoveredLog log, LogContents contents) throws IOException {
        this.log = log;
        this.isDamaged = contents.isDamaged;
        this.topologyRecords = contents.topology.stream().map(LogRecord::info).toList();
        this.topology = withNumbersBehind(contents.lastNumber, replay(contents.topology));
        Map<Integer, QueueContents> left = contents.queues;
        for (var vhost : topology.vhosts().values()) {
            vhost.queues().values().forEach(queue -> takeWithWaiting(queue.id(), left));
            vhost.exchanges().values().stream()
                    .filter(Exchange::delays)
                    .forEach(exchange -> take(exchange.definition().holdingId(), left));
        }
        if (contents.isDamaged && !left.isEmpty()) {
            logger.error(
                    "the log holds messages of {} queues that nothing is known of; they are kept, for"
                            + " what is damaged may have named them",
                    left.size());
        } else {
            left.values().forEach(QueueContents::settleAll);
        }
        contents.settled.tell(log);
    }

    private void takeWithWaiting(long id, Map<Integer, QueueContents> left) {
        take(id, left);
        take(QueueNumbers.beside(id), left);
    }

    private void take(long id, Map<Integer, QueueContents> left) {
        QueueContents found = left.remove(QueueIdentity.logOwner(id));
        if (found != null) {
            queues.put(id, found.recovered());
        }
    }

    /// Reads everything that a log holds. Changes nothing.
    ///
    /// @param shelf where what queues have to know of their messages may wait for them
    public static Recovered read(Disk disk, LogOptions options, Shelf shelf) throws IOException {
        LogContents contents = new LogContents(shelf);
        RecoveredLog log = Log.recover(disk, options, contents);
        return new Recovered(log, contents);
    }

    /// Whether something was there once, and so much is damaged that the topology is gone.
    public boolean isUnreadable() {
        return isDamaged && topology.vhosts().isEmpty() && topology.users().isEmpty();
    }

    /// Whether something that was durable cannot be read: what names a file may be gone.
    public boolean isDamaged() {
        return isDamaged;
    }

    public Topology topology() {
        return topology;
    }

    /// How many messages there are in all queues.
    public long messages() {
        return queues.values().stream().mapToLong(queue -> queue.places().held()).sum();
    }

    /// What made a queue may be damaged, and what names it is not: no other queue gets its number.
    private static Topology withNumbersBehind(long last, Topology topology) {
        return TopologyReplay.apply(topology, new TopologyCommand.ReserveQueueIds(last + 1));
    }

    private static Topology replay(List<LogRecord> records) {
        Topology topology = Topology.EMPTY;
        for (LogRecord record : records) {
            topology =
                    record.info().type() == LogTopology.SNAPSHOT
                            ? TopologyRecovery.restore(SnapshotBytes.records(record.content()))
                            : TopologyRecovery.replay(topology, record.content());
        }
        return topology;
    }
}
