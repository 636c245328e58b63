package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import org.jspecify.annotations.Nullable;

/// Wakes a queue when the first of its messages expires: one timer for all of them. Owned by the
/// queue's lane.
final class ExpiryAlarm {

    /// Messages that expire within so many milliseconds go together.
    private static final long GRAIN_MILLIS = 5;

    /// Somebody may set the clock forward, and a timer does not notice: so late is what is due then
    /// at most.
    private static final long DELAY_MAX_MILLIS = 60_000;

    private final Lane lane;
    private final Runnable onDue;
    private final Runnable fire = this::fire;
    private Lane.@Nullable Timer timer;
    private long armedFor;

    ExpiryAlarm(Lane lane, Runnable onDue) {
        this.lane = lane;
        this.onDue = onDue;
    }

    /// Makes sure that it rings when the first expires. Times are of the wall clock.
    void arm(long soonestMillis, long nowMillis) {
        long due = Math.max(soonestMillis, nowMillis + GRAIN_MILLIS);
        if (timer != null) {
            if (armedFor <= due) {
                return;
            }
            timer.cancel();
        }
        armedFor = due;
        timer = lane.schedule(fire, Math.min(due - nowMillis, DELAY_MAX_MILLIS));
    }

    private void fire() {
        timer = null;
        onDue.run();
    }
}
