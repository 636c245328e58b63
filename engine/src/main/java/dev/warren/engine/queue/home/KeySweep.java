package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.queue.machine.QueueMachine;
import org.jspecify.annotations.Nullable;

/// Lets go of keys whose time is over, also in a queue to which nobody publishes any more. Owned by
/// the queue's lane.
final class KeySweep {

    /// How many keys one turn lets go of.
    private static final int KEYS_MAX = 8192;

    /// Nobody waits for their memory: so much later than it could be is early enough.
    private static final long GRAIN_MILLIS = 5_000;

    private final Lane lane;
    private final QueueMachine machine;
    private final TurnTime time;
    private final TurnEnd turnEnd;
    private @Nullable ExpiryAlarm alarm;

    KeySweep(Lane lane, QueueMachine machine, TurnTime time, TurnEnd turnEnd) {
        this.lane = lane;
        this.machine = machine;
        this.time = time;
        this.turnEnd = turnEnd;
    }

    /// At the end of a turn of a queue that holds keys.
    void turn() {
        time.tell();
        if (machine.keys().end(KEYS_MAX)) {
            turnEnd.touchLater();
        } else if (machine.keys().areHeld()) {
            ExpiryAlarm known = alarm;
            if (known == null) {
                known = new ExpiryAlarm(lane, turnEnd::touch);
                alarm = known;
            }
            long soonest = Math.max(machine.keys().soonestMillis(), machine.now());
            if (soonest != Long.MAX_VALUE) {
                known.arm(soonest + GRAIN_MILLIS, time.wallMillis());
            }
        }
    }
}
