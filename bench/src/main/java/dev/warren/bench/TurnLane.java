package dev.warren.bench;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import java.util.ArrayDeque;

/// A lane on the thread that measures: a turn is what the benchmark says it is. Timers never ring.
final class TurnLane implements Lane {

    private static final Timer SILENT = () -> {};
    private static final TurnPhase[] PHASES = TurnPhase.values();

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ArrayDeque<Runnable>[] atTurnEnd;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    TurnLane() {
        atTurnEnd = new ArrayDeque[PHASES.length];
        for (int i = 0; i < PHASES.length; i++) {
            atTurnEnd[i] = new ArrayDeque<>();
        }
    }

    /// Ends the turn, and does all that follows from it.
    void endTurn() {
        do {
            for (int phase = 0; phase < PHASES.length; phase++) {
                if (runAll(atTurnEnd[phase])) {
                    phase = -1;
                }
            }
        } while (runAll(tasks));
    }

    private static boolean runAll(ArrayDeque<Runnable> due) {
        boolean any = false;
        for (Runnable next = due.poll(); next != null; next = due.poll()) {
            next.run();
            any = true;
        }
        return any;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void later(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Runnable task, long delayMillis) {
        return SILENT;
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // nobody else sees it
    public void atTurnEnd(TurnPhase phase, Runnable task) {
        atTurnEnd[phase.ordinal()].add(task);
    }

    @Override
    public int index() {
        return 0;
    }
}
