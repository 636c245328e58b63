package dev.warren.engine.queue.store;

import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Placement;
import dev.warren.engine.log.Position;
import dev.warren.engine.log.RecordFlags;
import java.util.ArrayDeque;

/// Up to where a queue may have handed out its messages, as the log knows it. Owned by the store's
/// lane.
///
/// ```
///     handed out        | durably reserved | being reserved
///   --------------------|------------------|---------------
///                     handed            durable          reserved
/// ```
///
/// Queues hand out in the order of sequences, so one number says it all: what is below it may have
/// been delivered and comes back marked redelivered after a crash. It is moved ahead in time, so
/// that nobody waits for it, and put back where it belongs at an orderly end.
final class DeliveryMark {

    private static final int AHEAD_MIN = 16;
    private static final int AHEAD_MAX = 4096;

    private record Waiting(long sequence, Runnable then) {}

    private final LaneLog log;
    private final int owner;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Placement placed = this::placed;
    private long handed;
    private long durable;
    private long reserved;

    /// How many were reserved last: the next time it is twice as many.
    private int ahead = AHEAD_MIN / 2;

    private int onTheirWay;
    private long position;
    private int length;
    private boolean isEnded;
    private boolean isSealed;

    DeliveryMark(LaneLog log, int owner, RecoveredQueue recovered) {
        this.log = log;
        this.owner = owner;
        this.handed = recovered.mark();
        this.durable = recovered.mark();
        this.reserved = recovered.mark();
        this.position = recovered.markPosition();
        this.length = recovered.markLength();
    }

    /// Whether the message may be handed out now; then it counts as handed out.
    boolean passes(long sequence) {
        if (sequence >= durable || isSealed) {
            return false;
        }
        handed = Math.max(handed, sequence + 1);
        if (reserved == durable && durable - handed < ahead / 2) {
            reserve(handed);
        }
        return true;
    }

    /// Runs the task when the message may be handed out.
    void whenPasses(long sequence, Runnable then) {
        waiting.add(new Waiting(sequence, then));
        if (sequence >= reserved && !isSealed) {
            reserve(sequence);
        }
    }

    private void reserve(long from) {
        ahead = Math.min(AHEAD_MAX, ahead * 2);
        write(from + ahead);
    }

    private void write(long mark) {
        reserved = mark;
        onTheirWay++;
        log.append(
                StoreRecords.MARK, RecordFlags.URGENT, owner, mark, StoreRecords.NOTHING, placed);
    }

    private void placed(long mark, long newPosition, int newLength) {
        onTheirWay--;
        settle();
        position = newPosition;
        length = newLength;
        durable = mark;
        if (isEnded) {
            settle();
        }
        for (int i = waiting.size(); i > 0; i--) {
            Waiting first = waiting.remove();
            if (first.sequence() < durable && !isSealed) {
                first.then().run();
            } else {
                waiting.add(first);
            }
        }
    }

    private void settle() {
        if (position != Position.NONE) {
            log.settled(position, length);
            position = Position.NONE;
        }
    }

    /// Writes it once more if the record at that position is the last one.
    void copyForward(long from) {
        if (from == position && onTheirWay == 0) {
            write(reserved);
        }
    }

    /// Nothing is handed out any more: puts the mark back to where that is true.
    void seal() {
        isSealed = true;
        if (reserved > handed) {
            write(handed);
        }
    }

    /// The log has nothing of the queue any more.
    void end() {
        isEnded = true;
        if (onTheirWay == 0) {
            settle();
        }
    }
}
