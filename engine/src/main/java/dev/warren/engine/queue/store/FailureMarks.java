package dev.warren.engine.queue.store;

import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Placement;
import dev.warren.engine.log.Position;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.LongMap;

/// What the log knows of failed deliveries of a queue's messages: a record of 40 bytes for each
/// message that has failed, replaced when it fails again. Owned by the store's lane.
///
/// Nobody waits for them: what is lost in a crash is the count of the last moment.
final class FailureMarks {

    private static final class Mark {
        Tries tries;
        long position;
        int length;
        int onTheirWay;
        boolean isForgotten;

        Mark(Tries tries, long position, int length) {
            this.tries = tries;
            this.position = position;
            this.length = length;
        }
    }

    private final LaneLog log;
    private final int owner;
    private final LongMap<Mark> marks = new LongMap<>();
    private final Placement placed = this::placed;

    FailureMarks(LaneLog log, int owner, LongMap<RecoveredTries> recovered) {
        this.log = log;
        this.owner = owner;
        for (long sequence : recovered.sortedKeys()) {
            RecoveredTries found = recovered.get(sequence);
            if (found != null) {
                marks.put(sequence, new Mark(found.tries(), found.position(), found.length()));
            }
        }
    }

    /// What is known of the message.
    Tries of(long sequence) {
        Mark mark = marks.get(sequence);
        return mark == null ? Tries.NONE : mark.tries;
    }

    /// Its delivery has failed.
    void put(long sequence, Tries tries) {
        Mark mark = marks.get(sequence);
        if (mark == null) {
            mark = new Mark(tries, Position.NONE, 0);
            marks.put(sequence, mark);
        }
        mark.tries = tries;
        write(sequence, mark);
    }

    private void write(long sequence, Mark mark) {
        mark.onTheirWay++;
        log.append(
                StoreRecords.FAILED,
                0,
                owner,
                sequence,
                mark.tries.packed(),
                StoreRecords.NOTHING,
                StoreRecords.NOTHING,
                placed);
    }

    private void placed(long sequence, long position, int length) {
        Mark mark = marks.get(sequence);
        if (mark == null) {
            throw new IllegalStateException("nothing is known of failures of " + sequence);
        }
        mark.onTheirWay--;
        settle(mark);
        mark.position = position;
        mark.length = length;
        endIfForgotten(sequence, mark);
    }

    private void settle(Mark mark) {
        if (mark.position != Position.NONE) {
            log.settled(mark.position, mark.length);
            mark.position = Position.NONE;
        }
    }

    private void endIfForgotten(long sequence, Mark mark) {
        if (mark.isForgotten && mark.onTheirWay == 0) {
            settle(mark);
            marks.remove(sequence);
        }
    }

    /// Writes it once more if the record at that position is the last one.
    void copyForward(long sequence, long from) {
        Mark mark = marks.get(sequence);
        if (mark != null && mark.position == from && mark.onTheirWay == 0) {
            write(sequence, mark);
        }
    }

    /// The queue is done with the message.
    void forget(long sequence) {
        if (!marks.isEmpty()) {
            Mark mark = marks.get(sequence);
            if (mark != null) {
                mark.isForgotten = true;
                endIfForgotten(sequence, mark);
            }
        }
    }

    /// The queue is done with all of them.
    void clear() {
        for (long sequence : marks.sortedKeys()) {
            forget(sequence);
        }
    }
}
