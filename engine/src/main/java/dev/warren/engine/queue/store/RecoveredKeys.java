package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.RecordInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What the log has kept of the keys that were taken in a queue. Owned by whoever recovers, then by
/// the queue's store.
public final class RecoveredKeys {

    /// A record of keys.
    ///
    /// @param sequence of the last message whose keys it holds
    /// @param untilMillis when the last of its keys is free again
    record Held(long sequence, long position, int length, int keys, long untilMillis) {}

    final List<Held> records = new ArrayList<>();

    /// Those that stand in records of their own.
    final KeyList written = new KeyList();

    /// Those that stand only with their messages.
    final KeyList tail = new KeyList();

    /// Those of messages that take them as long as they are there, with the sequence for the time.
    final KeyList present = new KeyList();

    private long tailSequence = -1;

    public static RecoveredKeys none() {
        return new RecoveredKeys();
    }

    /// A record of type [StoreRecords#KEYS], in the order of sequences.
    public void record(LogRecord record) {
        RecordInfo info = record.info();
        long[] until = {Long.MIN_VALUE};
        int before = written.size();
        byte[] content = record.content();
        KeyList.decode(
                ByteBuffer.wrap(content),
                content.length / KeyList.KEY_BYTES,
                key -> {
                    written.add(key);
                    until[0] = Math.max(until[0], key.untilMillis());
                });
        int keys = written.size() - before;
        records.add(new Held(info.sequence(), info.position(), info.length(), keys, until[0]));
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
        return records.isEmpty() && tail.size() == 0;
    }

    /// How many stand in records of their own.
    public int writtenKeys() {
        return written.size();
    }

    /// How many stand only with their messages.
    public int tailKeys() {
        return tail.size();
    }

    long tailSequence() {
        return tailSequence;
    }
}
