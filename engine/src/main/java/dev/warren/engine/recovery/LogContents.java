package dev.warren.engine.recovery;

import dev.warren.engine.log.Damage;
import dev.warren.engine.log.DamagedRecordException;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.log.RecoveryVisitor;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.store.MessageNote;
import dev.warren.engine.queue.store.SettledRanges;
import dev.warren.engine.queue.store.Special;
import dev.warren.engine.queue.store.StoreRecords;
import dev.warren.engine.topology.QueueNumbers;
import dev.warren.engine.topology.durable.LogTopology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the records of a log come to, one after the other. Bodies are left where they are. For one
/// use, by one thread.
final class LogContents implements RecoveryVisitor {

    private static final Logger log = LoggerFactory.getLogger("warren.recovery");

    private final Shelf shelf;
    final Map<Integer, QueueContents> queues = new HashMap<>();

    /// The records of the topology that count: a snapshot perhaps, and changes behind it.
    List<LogRecord> topology = new ArrayList<>();

    /// What does not count any more.
    final Settled settled = new Settled();

    /// Whom the last record belonged to: the next one often does too.
    private @Nullable QueueContents lastQueue;

    private int lastOwner;

    /// The highest number of a queue that any record names, unsigned.
    long lastNumber;

    /// Something was missing or could not be read, perhaps of the topology.
    boolean isDamaged;

    /// @param shelf where what queues have to know of their messages may wait for them
    LogContents(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public void record(RecordInfo record, PayloadSource payload) throws IOException {
        try {
            take(record, payload);
        } catch (DamagedRecordException e) {
            isDamaged = true;
            log.error(
                    "a record of the log is damaged and left out: type {}, queue {}, sequence {}",
                    record.type(),
                    record.owner(),
                    record.sequence(),
                    e);
        }
    }

    private void take(RecordInfo record, PayloadSource payload) throws IOException {
        switch (record.type()) {
            case StoreRecords.MESSAGE -> message(record, payload);
            case StoreRecords.MARK -> queue(record).mark(record);
            case StoreRecords.KEYS -> queue(record).keys(payload.read());
            case StoreRecords.FAILED -> queue(record).failed(record);
            case StoreRecords.SETTLED -> {
                if (record.note() > 0) {
                    queue(record).settle(record.sequence(), (int) record.note());
                } else {
                    SettledRanges.decode(payload.read(), queue(record)::settle);
                }
            }
            case LogTopology.CHANGE -> topology.add(payload.read());
            case LogTopology.SNAPSHOT -> {
                List<LogRecord> replaced = topology;
                topology = new ArrayList<>(List.of(payload.read()));
                replaced.forEach(old -> settled.add(old.info().position(), old.info().length()));
            }
            default ->
                    throw new IOException(
                            "the log holds a record of type %d, which a newer Warren wrote"
                                    .formatted(record.type()));
        }
    }

    private void message(RecordInfo record, PayloadSource payload) throws IOException {
        queue(record).message(record);
        if ((record.flags() & StoreRecords.KEYED) != 0) {
            queue(record).keyed(record.sequence());
        }
        long note = record.note();
        if (MessageNote.isUntil(note)) {
            queue(record)
                    .special(
                            record.sequence(), Special.until(MessageNote.untilMillis(note)), shelf);
        } else if ((record.flags() & StoreRecords.SPECIAL) != 0) {
            LogRecord read = payload.read();
            Special special = StoreRecords.specialOrNull(read);
            if (special != null) {
                queue(record).special(record.sequence(), special, shelf);
                queue(record).present(read);
            }
        }
    }

    private QueueContents queue(RecordInfo record) {
        QueueContents queue = lastQueue;
        if (queue == null || lastOwner != record.owner()) {
            lastNumber =
                    Math.max(
                            lastNumber,
                            QueueNumbers.durableOf(Integer.toUnsignedLong(record.owner())));
            queue = queues.computeIfAbsent(record.owner(), _ -> new QueueContents(settled));
            lastQueue = queue;
            lastOwner = record.owner();
        }
        return queue;
    }

    @Override
    public void damaged(Damage damage) {
        isDamaged = true;
        log.error(
                "the log is damaged: {} in file {}, {} bytes from {} on; what is left is used",
                damage.kind(),
                damage.file(),
                damage.length(),
                damage.offset());
    }
}
