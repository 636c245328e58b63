package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Placement;
import dev.warren.engine.log.Position;
import dev.warren.engine.log.RecordFlags;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps in the log which keys a queue's messages have taken, for as long as they are. Owned by its
/// store's lane.
///
/// ```
///   MESSAGE with its keys  ->  placed  ->  KEYS of up to 1,024 messages  ->  time over: settled
///                                             before any of them is SETTLED
/// ```
///
/// A key stands with its message, and in a record of its own before that may go. So at every moment
/// of a crash it is there once at least; and since a record of keys is written only when the
/// messages are durable, it never is without one. The newest record stays even when its time is
/// over: what lies behind it are the messages whose keys a start has to read.
final class KeyRecords {

    /// So many messages may have their keys only with themselves, before a record is written.
    static final int BEHIND_MAX = 1024;

    /// Stands for the length of a record that the disk cannot give back.
    private static final int LOST = -1;

    private final LaneLog log;
    private final int owner;
    private final LaneLedger ledger;
    private final KeyRecordRing records = new KeyRecordRing();
    private final Placement placed = this::recordPlaced;

    /// Keys that no record holds yet, and the messages that took them: two parallel lists.
    private final KeyList behind = new KeyList();

    private long[] sequences = new long[16];

    /// So many of them belong to messages that are in the log.
    private int durable;

    private long keysHeld;
    private long bytes;
    private long nowMillis = Long.MIN_VALUE;
    private boolean isEnded;

    KeyRecords(LaneLog log, int owner, LaneLedger ledger, RecoveredKeys past) {
        this.log = log;
        this.owner = owner;
        this.ledger = ledger;
        past.records.forEach((sequence, position, length, keys, untilMillis) -> {
            records.add(sequence, keys, untilMillis);
            records.place(records.size() - 1, position, length);
        });
        keysHeld = past.writtenKeys();
        past.tail.forEach(key -> add(past.tailSequence(), key));
        durable = behind.size();
        countBytes();
    }

    /// The message is on its way to the log with these keys.
    void expect(long sequence, List<KeyMark> keys, long millis) {
        nowMillis = Math.max(nowMillis, millis);
        for (KeyMark key : keys) {
            if (!key.isPresence()) {
                add(sequence, key);
            }
        }
    }

    private void add(long sequence, KeyMark key) {
        int at = behind.size();
        if (at == sequences.length) {
            sequences = Arrays.copyOf(sequences, at * 2);
        }
        sequences[at] = sequence;
        behind.add(key);
    }

    /// All messages up to that one are in the log.
    void messagesPlaced(long sequence) {
        while (durable < behind.size() && sequences[durable] <= sequence) {
            durable++;
        }
        if (durable >= BEHIND_MAX) {
            write();
        }
    }

    /// Writes the keys of all messages that are in the log: before any of them is settled.
    void write() {
        if (durable == 0) {
            return;
        }
        int count = durable;
        long sequence = sequences[count - 1];
        long until = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            until = Math.max(until, behind.get(i).untilMillis());
        }
        byte[] content = behind.encodeFirst(count);
        behind.removeFirst(count);
        System.arraycopy(sequences, count, sequences, 0, behind.size());
        durable = 0;
        keysHeld += count;
        records.add(sequence, count, until);
        append(sequence, content);
        settleOld();
        countBytes();
    }

    private void append(long sequence, byte[] content) {
        log.append(StoreRecords.KEYS, RecordFlags.URGENT, owner, sequence, content, placed);
    }

    /// The first record, or a copy that replaces it.
    private void recordPlaced(long sequence, long position, int length) {
        int index = records.indexOf(sequence);
        if (index < 0) {
            log.settled(position, length);
            return;
        }
        settle(index);
        records.place(index, position, length);
        if (isEnded) {
            end();
        }
    }

    /// Lets go of what is over, and of what is more than a queue remembers. Not of the newest.
    private void settleOld() {
        while (records.size() > 1
                && !isOnItsWay(0)
                && (records.untilMillis(0) <= nowMillis
                        || keysHeld - records.keys(0) >= KeyMark.KEYS_MAX)) {
            removeFirst();
        }
    }

    private boolean isOnItsWay(int index) {
        return records.position(index) == Position.NONE && records.length(index) != LOST;
    }

    private void removeFirst() {
        settle(0);
        keysHeld -= records.keys(0);
        records.removeFirst();
    }

    private void settle(int index) {
        long position = records.position(index);
        if (position != Position.NONE) {
            log.settled(position, records.length(index));
        }
    }

    /// Writes the record at that position once more if it is needed still; null when it cannot be
    /// read any more.
    void copyForward(long sequence, long position, byte @Nullable [] content) {
        int index = records.indexOf(sequence);
        if (index < 0 || records.position(index) != position) {
            return;
        }
        if (content == null) {
            settle(index);
            records.place(index, Position.NONE, LOST);
        } else {
            append(sequence, content);
        }
    }

    /// The queue is gone: nobody needs what is not written yet.
    void drop() {
        behind.removeFirst(behind.size());
        durable = 0;
    }

    /// And so is all that the log has of its messages.
    void end() {
        isEnded = true;
        while (records.size() > 0 && !isOnItsWay(0)) {
            removeFirst();
        }
        countBytes();
    }

    private void countBytes() {
        long now = records.size() == 0 ? 0 : (long) records.capacity() * KeyRecordRing.BYTES;
        if (now != bytes) {
            ledger.add(Holder.KEYS, now - bytes);
            bytes = now;
        }
    }
}
