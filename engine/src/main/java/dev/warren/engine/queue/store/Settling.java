package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.RecordFlags;
import java.util.ArrayList;
import java.util.List;

/// Tells the log once a turn what a queue is done with. Owned by its store's lane.
final class Settling {

    private final Lane lane;
    private final LaneLog log;
    private final int owner;
    private final Runnable first;
    private final int slice;
    private final Runnable onDurable;
    private final List<Runnable> wantRoom = new ArrayList<>(0);
    private final Runnable endTurn = this::endTurn;
    private SettledRanges ranges = new SettledRanges();
    private boolean isTouched;

    /// Messages of which the disk does not know yet that they are settled.
    private long alive;

    /// Those of them that are noted here, or on their way to the disk.
    private int underWay;

    /// @param alive how many messages the log has of the queue
    /// @param slice so many messages may be under way while more is settled that can wait
    /// @param first runs before it is written that messages are settled
    /// @param onDurable runs each time when the disk knows of more
    Settling(
            Lane lane,
            LaneLog log,
            int owner,
            long alive,
            int slice,
            Runnable first,
            Runnable onDurable) {
        this.lane = lane;
        this.log = log;
        this.owner = owner;
        this.alive = alive;
        this.first = first;
        this.slice = slice;
        this.onDurable = onDurable;
    }

    /// The log gets one more message, which will be settled some day.
    void expect() {
        alive++;
    }

    /// Nobody wants the message, and all its records are on the disk.
    void add(long sequence, long position, int length) {
        ranges.add(sequence, position, length);
        underWay++;
        if (ranges.isFull()) {
            write();
        }
        if (!isTouched) {
            isTouched = true;
            lane.atTurnEnd(TurnPhase.COMMIT, endTurn);
        }
    }

    /// Whether the disk knows that everything is settled.
    boolean isDone() {
        return alive == 0;
    }

    /// How many messages are settled of which the disk does not know yet: what they take in memory
    /// is needed until then.
    int underWay() {
        return underWay;
    }

    /// Whether there is room for one more slice.
    boolean hasRoom() {
        return underWay <= slice;
    }

    /// Calls back when there is room, never before this returns.
    void whenRoom(Runnable then) {
        if (hasRoom()) {
            lane.later(then);
        } else {
            wantRoom.add(then);
        }
    }

    private void endTurn() {
        isTouched = false;
        write();
    }

    private void write() {
        if (ranges.isEmpty()) {
            return;
        }
        first.run();
        SettledRanges written = ranges;
        ranges = new SettledRanges();
        log.append(
                StoreRecords.SETTLED,
                RecordFlags.SETTLES | RecordFlags.URGENT,
                owner,
                written.single() ? written.first() : 0,
                written.single() ? written.messages() : 0,
                StoreRecords.NOTHING,
                written.single() ? StoreRecords.NOTHING : written.encode(),
                (_, _, _) -> settledDurably(written));
    }

    private void settledDurably(SettledRanges written) {
        written.settleIn(log);
        alive -= written.messages();
        underWay -= written.messages();
        if (hasRoom() && !wantRoom.isEmpty()) {
            wantRoom.forEach(lane::later);
            wantRoom.clear();
        }
        onDurable.run();
    }
}
