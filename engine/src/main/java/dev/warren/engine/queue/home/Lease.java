package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.time.Clock;
import org.jspecify.annotations.Nullable;

/// How long a queue that nobody uses still lives. Owned by the queue's lane.
///
/// One timer, which is not moved when the queue is used: when it rings, what is left is waited for.
final class Lease {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /// A day: a timer may have a limit of its own.
    private static final long DELAY_MAX_MILLIS = 24 * 60 * 60 * 1000L;

    private final Lane lane;
    private final Clock clock;
    private final Runnable onEnd;
    private final Runnable fire = this::fire;
    private @Nullable Long expiresMillis;
    private Lane.@Nullable Timer timer;
    private long usedAtMillis;
    private boolean isInUse;

    /// @param onEnd the queue has not been used for that long
    Lease(Lane lane, Clock clock, Runnable onEnd) {
        this.lane = lane;
        this.clock = clock;
        this.onEnd = onEnd;
    }

    /// It begins anew with another time; null if the queue lives on.
    void configure(@Nullable Long millis) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        expiresMillis = millis;
        use();
        arm();
    }

    /// Somebody uses the queue now.
    void use() {
        if (expiresMillis != null) {
            usedAtMillis = nowMillis();
        }
    }

    /// As long as it has consumers it is in use.
    void turn(boolean hasConsumers) {
        if (isInUse != hasConsumers) {
            isInUse = hasConsumers;
            use();
        }
    }

    private long nowMillis() {
        return clock.monotonicNanos() / NANOS_PER_MILLI;
    }

    private void arm() {
        Long expires = expiresMillis;
        if (expires != null) {
            long left = isInUse ? expires : usedAtMillis + expires - nowMillis();
            timer = lane.schedule(fire, Math.clamp(left, 1, DELAY_MAX_MILLIS));
        }
    }

    private void fire() {
        timer = null;
        Long expires = expiresMillis;
        if (expires == null) {
            return;
        }
        if (!isInUse && nowMillis() - usedAtMillis >= expires) {
            onEnd.run();
        } else {
            arm();
        }
    }
}
