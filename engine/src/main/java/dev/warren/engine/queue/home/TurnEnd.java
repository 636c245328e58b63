package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;

/// What a home does at the end of a turn in which anything has happened: once, however much it was.
/// Owned by the queue's lane.
final class TurnEnd {

    private final Lane lane;
    private final Runnable task;
    private final Runnable run = this::run;
    private boolean isAsked;

    TurnEnd(Lane lane, Runnable task) {
        this.lane = lane;
        this.task = task;
    }

    /// Something has happened in this turn.
    void touch() {
        if (!isAsked) {
            isAsked = true;
            lane.atTurnEnd(TurnPhase.DELIVER, run);
        }
    }

    /// Something is left for a later turn.
    void touchLater() {
        lane.later(this::touch);
    }

    private void run() {
        isAsked = false;
        task.run();
    }
}
