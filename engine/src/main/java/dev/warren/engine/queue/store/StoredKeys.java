package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.memory.LaneLedger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The [KeyRecords] of a queue, which are made for its first message with keys: most queues never
/// have one. Owned by its store's lane.
final class StoredKeys {

    private final LaneLog log;
    private final int owner;
    private final LaneLedger ledger;
    private @Nullable KeyRecords records;

    StoredKeys(LaneLog log, int owner, LaneLedger ledger, RecoveredKeys past) {
        this.log = log;
        this.owner = owner;
        this.ledger = ledger;
        if (!past.isEmpty()) {
            records = new KeyRecords(log, owner, ledger, past);
        }
    }

    /// The message is on its way to the log with these keys.
    void expect(long sequence, List<KeyMark> keys, long millis) {
        KeyRecords known = records;
        if (known == null) {
            known = new KeyRecords(log, owner, ledger, RecoveredKeys.none());
            records = known;
        }
        known.expect(sequence, keys, millis);
    }

    /// All messages up to that one are in the log.
    void messagesPlaced(long sequence) {
        if (records != null) {
            records.messagesPlaced(sequence);
        }
    }

    /// Before any message is settled.
    void write() {
        if (records != null) {
            records.write();
        }
    }

    /// Writes a record once more if it is needed still.
    ///
    /// @param record null when it cannot be read any more
    void copyForward(RecordInfo info, @Nullable LogRecord record) {
        if (records != null) {
            records.copyForward(
                    info.sequence(), info.position(), record == null ? null : record.content());
        }
    }

    /// The queue is gone: nobody needs what is not written yet.
    void drop() {
        if (records != null) {
            records.drop();
        }
    }

    /// And so is all that the log has of its messages.
    void end() {
        if (records != null) {
            records.end();
        }
    }
}
