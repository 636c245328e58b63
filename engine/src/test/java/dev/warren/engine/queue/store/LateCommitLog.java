package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import java.util.ArrayDeque;

/// A log whose commits wait until the test lets them pass, or come back by way of another lane, in
/// order.
public final class LateCommitLog implements CommitLog {

    private final Lane lane;
    private final Lane disk;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean isHolding;

    public LateCommitLog(Lane lane, Lane disk) {
        this.lane = lane;
        this.disk = disk;
    }

    @Override
    public void commit(Runnable onDurable) {
        if (isHolding) {
            held.add(onDurable);
        } else {
            pass(onDurable);
        }
    }

    public void hold() {
        isHolding = true;
    }

    public void letPass() {
        isHolding = false;
        while (!held.isEmpty()) {
            pass(held.remove());
        }
    }

    private void pass(Runnable onDurable) {
        disk.execute(() -> lane.execute(onDurable));
    }
}
