package dev.warren.bench.recovery;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.Placement;
import java.util.concurrent.LinkedBlockingQueue;

/// Appends records that nobody settles, by the thread that calls.
final class FillLane implements Lane {

    private static final int BATCH = 500;
    private static final int IN_FLIGHT = 20 * BATCH;

    private final LinkedBlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final LaneLog door;
    private long done;

    FillLane(Log log) {
        this.door = log.on(this);
    }

    void fill(long count, byte[] body) throws InterruptedException {
        for (long sent = 0; done < count; ) {
            if (sent < count && sent - done < IN_FLIGHT) {
                for (int i = 0; i < BATCH; i++) {
                    door.append(1, 0, 1, ++sent, body, Placement.NONE);
                }
                door.commit(() -> done += BATCH);
            } else {
                mailbox.take().run();
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        mailbox.add(task);
    }

    @Override
    public void later(Runnable task) {
        execute(task);
    }

    @Override
    public Timer schedule(Runnable task, long delayMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    /// Each batch ends with a commit, which hands it over.
    @Override
    public void atTurnEnd(TurnPhase phase, Runnable task) {}

    @Override
    public int index() {
        return 0;
    }
}
