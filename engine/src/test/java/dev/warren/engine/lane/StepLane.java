package dev.warren.engine.lane;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// One of the [StepLanes].
final class StepLane implements Lane {

    private final StepLanes lanes;
    private final int index;
    private final Map<TurnPhase, ArrayDeque<Runnable>> phases = new EnumMap<>(TurnPhase.class);

    StepLane(StepLanes lanes, int index) {
        this.lanes = lanes;
        this.index = index;
        for (TurnPhase phase : TurnPhase.values()) {
            phases.put(phase, new ArrayDeque<>());
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
        tasksOf(phase).add(task);
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
        while (runFirstPhase()) {}
    }

    private boolean runFirstPhase() {
        for (TurnPhase phase : TurnPhase.values()) {
            ArrayDeque<Runnable> tasks = tasksOf(phase);
            if (!tasks.isEmpty()) {
                for (int count = tasks.size(); count > 0; count--) {
                    tasks.remove().run();
                }
                return true;
            }
        }
        return false;
    }

    private ArrayDeque<Runnable> tasksOf(TurnPhase phase) {
        return Objects.requireNonNull(phases.get(phase));
    }
}
