package dev.warren.engine.topology.durable;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// How far the log has come, and the answers that wait for it, in the order of the records.
///
/// Owned by the deciding lane. It never holds more than one answer for each submitter that waits.
final class LogProgress {

    private record Waiting(long number, Runnable answer) {}

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long appended;
    private long durable;

    /// The number of the record that is about to be appended.
    long append() {
        return ++appended;
    }

    /// Runs an answer once all that is appended now is durable.
    Executor whenDurable() {
        long number = appended;
        return answer -> {
            if (number <= durable) {
                answer.run();
            } else {
                waiting.add(new Waiting(number, answer));
            }
        };
    }

    void onDurable(long number) {
        durable = Math.max(durable, number);
        while (!waiting.isEmpty() && waiting.element().number() <= durable) {
            waiting.remove().answer().run();
        }
    }
}
