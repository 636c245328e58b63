package dev.warren.engine.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One of the [StepLanes].
final class StepLane implements Lane {

    private final StepLanes lanes;
    private final int index;
    private final List<ArrayDeque<Runnable>> phases = new ArrayList<>();

    StepLane(StepLanes lanes, int index) {
        this.lanes = lanes;
        this.index = index;
        for (TurnPhase _ : TurnPhase.values()) {
            phases.add(new ArrayDeque<>());
        }
    }

    @Override
    public void execute(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            lanes.send(this, task);
        }
    }

    @Override
    public void later(Runnable task) {
        if (isCurrent()) {
            lanes.putOff(this, task);
        } else {
            lanes.send(this, task);
        }
    }

    @Override
    public Timer schedule(Runnable task, long delayMillis) {
        return lanes.schedule(this, task, delayMillis);
    }

    @Override
    public boolean isCurrent() {
        return lanes.isCurrent(this);
    }

    @Override
    public void atTurnEnd(TurnPhase phase, Runnable task) {
        if (!isCurrent()) {
            throw new IllegalStateException("not on lane " + index);
        }
        phases.get(phase.ordinal()).add(task);
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public String toString() {
        return "lane " + index;
    }

    /// Round and round: the first phase that has something goes next, until none has.
    void endTurn() {
        int phase = 0;
        while (phase < phases.size()) {
            ArrayDeque<Runnable> tasks = phases.get(phase);
            if (tasks.isEmpty()) {
                phase++;
                continue;
            }
            for (int count = tasks.size(); count > 0; count--) {
                tasks.remove().run();
            }
            phase = 0;
        }
    }
}
