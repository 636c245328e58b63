package dev.warren.engine.queue.home;

import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.time.Clock;

/// Tells a machine what time it is: one look at the clock is enough for a turn, and what comes and
/// goes in one does not age. Owned by the queue's lane.
final class TurnTime {

    private final Clock clock;
    private final QueueMachine machine;
    private boolean isTold;
    private long wallMillis;

    TurnTime(Clock clock, QueueMachine machine) {
        this.clock = clock;
        this.machine = machine;
    }

    void tell() {
        if (!isTold) {
            isTold = true;
            wallMillis = clock.wallMillis();
            machine.at(wallMillis);
        }
    }

    /// Looks at the clock once more: the turn may have lasted for a while, and a message that comes
    /// in shall not count that as waiting.
    void tellAnew() {
        isTold = false;
        tell();
    }

    /// To queues in which nothing expires it is all the same.
    void tellIfKept() {
        if (machine.keepsTime()) {
            tell();
        }
    }

    /// What the clock says in this turn. The machine's time may be ahead of that, for it never goes
    /// back.
    long wallMillis() {
        tell();
        return wallMillis;
    }

    void endTurn() {
        isTold = false;
    }
}
