package dev.warren.engine.recovery;

import dev.warren.engine.log.DamagedRecordException;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.Position;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.LongMap;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.store.MessageNote;
import dev.warren.engine.queue.store.Places;
import dev.warren.engine.queue.store.RecoveredKeys;
import dev.warren.engine.queue.store.RecoveredQueue;
import dev.warren.engine.queue.store.RecoveredTries;
import dev.warren.engine.queue.store.Special;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the log holds of one queue, as its records are read. Owned by whoever reads.
final class QueueContents {

    private static final Logger log = LoggerFactory.getLogger("warren.recovery");

    private final Places places = new Places();
    private final Settled settled;
    private long nextSequence;
    private long mark;
    private long markPosition = Position.NONE;
    private int markLength;

    private final KeyedMessages keyed = new KeyedMessages();
    private final RecoveredKeys recovered = new RecoveredKeys();

    /// Of failed deliveries, also where the message is not known yet or no more.
    private final LongMap<RecoveredTries> tries = new LongMap<>();

    QueueContents(Settled settled) {
        this.settled = settled;
    }

    long messages() {
        return places.held();
    }

    /// The first record of a message, or a copy that replaces it.
    void message(RecordInfo record) {
        long sequence = record.sequence();
        nextSequence = Math.max(nextSequence, sequence + 1);
        long replaced = places.position(sequence);
        if (replaced != Position.NONE) {
            settled.add(replaced, places.length(sequence));
        }
        places.found(
                sequence,
                record.position(),
                record.length(),
                MessageNote.bodyLength(record.note()));
    }

    /// What else there is to know of a message.
    void special(long sequence, Special special, Shelf shelf) {
        places.found(sequence, special, shelf);
    }

    void mark(RecordInfo record) {
        endMark();
        mark = record.sequence();
        markPosition = record.position();
        markLength = record.length();
        nextSequence = Math.max(nextSequence, mark);
    }

    /// A message with keys that is read anyway.
    void present(LogRecord record) {
        recovered.present(record);
    }

    void keys(LogRecord record) {
        long sequence = record.info().sequence();
        nextSequence = Math.max(nextSequence, sequence + 1);
        recovered.record(record);
        keyed.written(sequence);
    }

    void keyed(long sequence) {
        if (sequence > recovered.lastSequence()) {
            keyed.add(sequence);
        }
    }

    /// Reads the keys of messages that no record of keys holds.
    private RecoveredKeys recoveredKeys(LogReader reader) throws IOException {
        recovered.sort(settled::add);
        for (long sequence : keyed.inOrder()) {
            if (places.isHeld(sequence)) {
                read(reader, sequence, recovered);
            }
        }
        return recovered;
    }

    private void read(LogReader reader, long sequence, RecoveredKeys into) throws IOException {
        try {
            into.message(sequence, reader.read(places.position(sequence)));
        } catch (DamagedRecordException e) {
            log.error("a message of the log is damaged, and so nobody knows its key", e);
        }
    }

    /// What it says of a message replaces what was said before.
    void failed(RecordInfo record) {
        endTries(record.sequence());
        tries.put(
                record.sequence(),
                new RecoveredTries(Tries.of(record.note()), record.position(), record.length()));
    }

    private void endTries(long sequence) {
        RecoveredTries old = tries.remove(sequence);
        if (old != null) {
            settled.add(old.position(), old.length());
        }
    }

    private void endMark() {
        if (markPosition != Position.NONE) {
            settled.add(markPosition, markLength);
        }
    }

    /// These are settled, as far as they were there before.
    void settle(long first, int count) {
        nextSequence = Math.max(nextSequence, first + count);
        long sequence = places.nextHeld(first);
        while (sequence != Places.NONE && sequence < first + count) {
            settled.add(places.position(sequence), places.length(sequence));
            places.release(sequence);
            places.remove(sequence);
            sequence = places.nextHeld(sequence + 1);
        }
    }

    RecoveredQueue recovered(LogReader reader) throws IOException {
        for (long sequence : tries.sortedKeys()) {
            if (!places.isHeld(sequence)) {
                endTries(sequence);
            }
        }
        return new RecoveredQueue(
                places, nextSequence, mark, markPosition, markLength, recoveredKeys(reader), tries);
    }

    /// The queue is no more, and with it everything that the log has of it.
    void settleAll() {
        for (long sequence = places.nextHeld(0);
                sequence != Places.NONE;
                sequence = places.nextHeld(sequence + 1)) {
            settled.add(places.position(sequence), places.length(sequence));
        }
        for (long sequence : tries.sortedKeys()) {
            endTries(sequence);
        }
        endMark();
        recovered.forEachRecord(settled::add);
        places.dropSizes();
    }
}
