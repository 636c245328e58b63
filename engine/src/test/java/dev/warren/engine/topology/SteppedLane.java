package dev.warren.engine.topology;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import java.util.ArrayDeque;
import java.util.Queue;

/// A lane whose mailbox a test plays by hand.
///
/// Public, so that tests of other packages can use it.
public final class SteppedLane implements Lane {

    private final Queue<Runnable> mailbox = new ArrayDeque<>();
    private boolean isCurrent;

    public void runAll() {
        for (Runnable task = mailbox.poll(); task != null; task = mailbox.poll()) {
            run(task);
        }
    }

    public void run(Runnable task) {
        isCurrent = true;
        try {
            task.run();
        } finally {
            isCurrent = false;
        }
    }

    @Override
    public void execute(Runnable task) {
        if (isCurrent) {
            task.run();
        } else {
            mailbox.add(task);
        }
    }

    @Override
    public void later(Runnable task) {
        mailbox.add(task);
    }

    @Override
    public boolean isCurrent() {
        return isCurrent;
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public Timer schedule(Runnable task, long delayMillis) {
        throw new UnsupportedOperationException("no time passes here");
    }

    @Override
    public void atTurnEnd(TurnPhase phase, Runnable task) {
        throw new UnsupportedOperationException("no turns here");
    }
}
