package dev.warren.amqp.lane;

import dev.warren.engine.lane.TurnPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a turn has put off until its end, phase by phase. Owned by one lane.
final class TurnTasks {

    private static final TurnPhase[] PHASES = TurnPhase.values();

    private final List<ArrayList<Runnable>> phases = new ArrayList<>();

    /// Lists change places while they run, so that a task may put off new ones.
    private ArrayList<Runnable> spare = new ArrayList<>();

    TurnTasks() {
        for (TurnPhase ignored : PHASES) {
            phases.add(new ArrayList<>());
        }
    }

    void add(TurnPhase phase, Runnable task) {
        phases.get(phase.ordinal()).add(task);
    }

    /// Runs one phase's tasks, those added meanwhile too. Returns whether there were any.
    boolean run(TurnPhase phase, Consumer<Runnable> runner) {
        boolean any = false;
        ArrayList<Runnable> tasks = phases.get(phase.ordinal());
        while (!tasks.isEmpty()) {
            any = true;
            phases.set(phase.ordinal(), spare);
            spare = tasks;
            for (int i = 0; i < tasks.size(); i++) {
                runner.accept(tasks.get(i));
            }
            tasks.clear();
            tasks = phases.get(phase.ordinal());
        }
        return any;
    }
}
