package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Ticks for a queue in which messages are held that may not be held for ever: one timer, not one
/// for each message. Owned by the queue's lane.
final class TickTimer {

    private final Lane lane;
    private final IntConsumer onTick;
    private final Runnable fire = this::fire;
    private Lane.@Nullable Timer timer;
    private int armedMillis;

    /// @param onTick hears how many milliseconds have passed
    TickTimer(Lane lane, IntConsumer onTick) {
        this.lane = lane;
        this.onTick = onTick;
    }

    /// A tick is due after so long, or none for 0. One that is under way comes first, unless it is
    /// the longer one.
    void arm(int millis) {
        if (millis == 0 || timer != null && armedMillis <= millis) {
            return;
        }
        if (timer != null) {
            timer.cancel();
        }
        armedMillis = millis;
        timer = lane.schedule(fire, millis);
    }

    private void fire() {
        timer = null;
        onTick.accept(armedMillis);
    }
}
