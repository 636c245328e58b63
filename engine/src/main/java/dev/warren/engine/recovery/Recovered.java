package dev.warren.engine.recovery;

import dev.warren.engine.log.DamagedRecordException;
import dev.warren.engine.log.Disk;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.Position;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.log.RecoveredLog;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.store.RecoveredQueue;
import dev.warren.engine.queue.store.StoreRecords;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.durable.LogTopology;
import dev.warren.engine.topology.durable.SnapshotBytes;
import dev.warren.engine.topology.durable.TopologyRecovery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a log held: the topology, and the messages of the queues in it. Blocks while it reads.
public final class Recovered {

    private static final Logger logger = LoggerFactory.getLogger("warren.recovery");

    final RecoveredLog log;
    final List<RecordInfo> topologyRecords;
    final ConcurrentMap<Long, RecoveredQueue> queues = new ConcurrentHashMap<>();
    private final Topology topology;

    private Recovered(RecoveredLog log, LogContents contents) throws IOException {
        this.log = log;
        this.topologyRecords = contents.topology.stream().map(LogRecord::info).toList();
        this.topology = replay(contents.topology);
        Map<Integer, QueueContents> left = contents.queues;
        for (var vhost : topology.vhosts().values()) {
            for (QueueDefinition definition : vhost.queues().values()) {
                QueueContents found = left.remove(QueueIdentity.logOwner(definition.id()));
                if (found != null) {
                    queues.put(definition.id(), read(definition, found));
                }
            }
        }
        contents.settled.forEach(this::settle);
        left.values().forEach(this::settleAll);
    }

    /// Reads everything that a log holds. Changes nothing.
    public static Recovered read(Disk disk, LogOptions options) throws IOException {
        LogContents contents = new LogContents();
        RecoveredLog log = Log.recover(disk, options, contents);
        return new Recovered(log, contents);
    }

    public Topology topology() {
        return topology;
    }

    /// How many messages there are in all queues.
    public long messages() {
        return queues.values().stream().mapToLong(queue -> queue.messages().size()).sum();
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

    private RecoveredQueue read(QueueDefinition definition, QueueContents found)
            throws IOException {
        LogReader reader = log.reader();
        List<RecoveredQueue.Kept> messages = new ArrayList<>();
        long damaged = 0;
        for (RecordInfo info : found.messages()) {
            Message message = readOrNull(reader, info);
            if (message == null) {
                damaged++;
            } else {
                messages.add(
                        new RecoveredQueue.Kept(
                                info.sequence(), message, info.position(), info.length()));
            }
        }
        if (damaged > 0) {
            logger.error(
                    "queue '{}' in vhost '{}' has lost {} messages: their records are damaged",
                    definition.name(),
                    definition.vhost(),
                    damaged);
        }
        RecordInfo mark = found.markOrNull();
        return mark == null
                ? new RecoveredQueue(messages, found.nextSequence(), 0, Position.NONE, 0)
                : new RecoveredQueue(
                        messages,
                        found.nextSequence(),
                        mark.sequence(),
                        mark.position(),
                        mark.length());
    }

    private static @Nullable Message readOrNull(LogReader reader, RecordInfo info)
            throws IOException {
        try {
            return StoreRecords.messageOrNull(reader.read(info.position()));
        } catch (DamagedRecordException reportedWithItsQueue) {
            return null;
        }
    }

    private void settle(RecordInfo record) {
        log.settled(record.position(), record.length());
    }

    /// The queue is no more.
    private void settleAll(QueueContents queue) {
        queue.messages().forEach(this::settle);
        RecordInfo mark = queue.markOrNull();
        if (mark != null) {
            settle(mark);
        }
    }
}
