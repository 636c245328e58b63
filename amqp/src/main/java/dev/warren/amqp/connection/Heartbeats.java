package dev.warren.amqp.connection;

import dev.warren.engine.lane.Lane;
import org.jspecify.annotations.Nullable;

/// Both directions of the heartbeat (AMQP 0-9-1 §4.2.7), on the connection's lane.
///
/// A sign is sent when half an interval went by in silence. A client that was silent for two whole
/// intervals is taken for dead. While the server itself does not read (alarm, credit), the client
/// is not blamed.
final class Heartbeats {

    private static final int CHECKS_PER_INTERVAL = 2;
    private static final int SILENT_CHECKS_MAX = 2 * CHECKS_PER_INTERVAL;

    private final Lane lane;
    private final Outbox outbox;
    private final Runnable whenDead;
    private Lane.@Nullable Timer timer;
    private int intervalSeconds;
    private long checkMillis;
    private int silentChecks;
    private boolean hasReceived;
    private boolean isPaused;

    Heartbeats(Lane lane, Outbox outbox, Runnable whenDead) {
        this.lane = lane;
        this.outbox = outbox;
        this.whenDead = whenDead;
    }

    /// Begins, once the interval is negotiated. Zero means none.
    void start(int intervalSeconds) {
        this.intervalSeconds = intervalSeconds;
        if (intervalSeconds > 0) {
            checkMillis = intervalSeconds * 1000L / CHECKS_PER_INTERVAL;
            timer = lane.schedule(this::check, checkMillis);
        }
    }

    /// As negotiated; zero before.
    int intervalSeconds() {
        return intervalSeconds;
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    void received() {
        hasReceived = true;
    }

    /// While paused the client is not expected to be heard.
    void setPaused(boolean paused) {
        isPaused = paused;
        silentChecks = 0;
    }

    private void check() {
        if (timer == null) {
            return;
        }
        silentChecks = hasReceived || isPaused ? 0 : silentChecks + 1;
        hasReceived = false;
        if (silentChecks > SILENT_CHECKS_MAX) {
            timer = null;
            whenDead.run();
            return;
        }
        if (!outbox.hasSentSinceAsked()) {
            outbox.sendHeartbeat();
        }
        timer = lane.schedule(this::check, checkMillis);
    }
}
