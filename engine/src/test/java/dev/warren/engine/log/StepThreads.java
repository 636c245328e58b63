package dev.warren.engine.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The log's threads as steps in one thread, in an order that a seed chooses.
public final class StepThreads implements LogThreads {

    private final Random random;
    private final ArrayDeque<Runnable> writer = new ArrayDeque<>();
    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final List<Runnable> timers = new ArrayList<>();

    public StepThreads(Random random) {
        this.random = random;
    }

    @Override
    public void write(Runnable task) {
        writer.add(task);
    }

    @Override
    public void background(Runnable task) {
        background.add(task);
    }

    @Override
    public void later(Runnable task, long delayMillis) {
        timers.add(task);
    }

    /// Lets one of the threads do something. False when both rest.
    public boolean step() {
        if (writer.isEmpty() && background.isEmpty()) {
            return false;
        }
        boolean writes = background.isEmpty() || !writer.isEmpty() && random.nextInt(4) > 0;
        (writes ? writer : background).remove().run();
        return true;
    }

    /// What was put off becomes due.
    public void passTime() {
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        writer.addAll(due);
    }
}
