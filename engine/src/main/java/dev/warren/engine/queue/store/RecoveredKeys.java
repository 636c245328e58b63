package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.RecordInfo;

/// What the log has kept of the keys that were taken in a queue. Owned by whoever recovers, then by
/// the queue's store.
public final class RecoveredKeys {

    /// Sees where a record stands, and what it takes of the log.
    @FunctionalInterface
    public interface Place {
        void at(long position, int length);
    }

    /// Keys in records of their own.
    final FoundKeyRecords records = new FoundKeyRecords();

    /// Those that stand only with their messages.
    final KeyList tail = new KeyList();

    /// Those of messages that take them as long as they are there, with the sequence for the time.
    final KeyList present = new KeyList();

    private long lastSequence = -1;
    private long tailSequence = -1;

    public static RecoveredKeys none() {
        return new RecoveredKeys();
    }

    /// A record of type [StoreRecords#KEYS], in any order.
    public void record(LogRecord record) {
        RecordInfo info = record.info();
        records.add(info.sequence(), info.position(), info.length(), record.content());
        lastSequence = Math.max(lastSequence, info.sequence());
    }

    /// The last message whose keys stand in a record of their own; -1 if there is none.
    public long lastSequence() {
        return lastSequence;
    }

    /// All records have been found.
    ///
    /// @param replaced sees the place of each one of which there is a copy
    public void sort(Place replaced) {
        records.sort((_, position, length, _, _) -> replaced.at(position, length));
    }

    /// Visits the places of all records.
    public void forEachRecord(Place visitor) {
        records.forEach((_, position, length, _, _) -> visitor.at(position, length));
    }

    /// A message that is read at a start: if it is there still, so are the keys that it takes as
    /// long as it is.
    public void present(LogRecord record) {
        long sequence = record.info().sequence();
        for (KeyMark key : StoreRecords.keys(record)) {
            if (key.isPresence()) {
                present.add(new KeyMark(key.scope(), key.high(), key.low(), sequence));
            }
        }
    }

    /// A message behind the last record of keys.
    public void message(long sequence, LogRecord record) {
        tailSequence = sequence;
        StoreRecords.keys(record).stream().filter(key -> !key.isPresence()).forEach(tail::add);
    }

    boolean isEmpty() {
        return records.size() == 0 && tail.size() == 0;
    }

    /// How many stand in records of their own.
    public int writtenKeys() {
        return records.keys().size();
    }

    /// How many stand only with their messages.
    public int tailKeys() {
        return tail.size();
    }

    long tailSequence() {
        return tailSequence;
    }
}
