package dev.warren.conformance.durable;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Lets something happen at the very moment at which a client hears an answer: that is when a
/// broker that has promised too early is caught. Any thread.
final class AnswerTrap {

    enum Answer {
        CONFIRM,
        COMMIT,
        EMPTIED,
        TOPOLOGY
    }

    private record Armed(Answer answer, Runnable spring) {}

    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

    /// The next answer of this kind springs it, once.
    void set(Answer answer, Runnable spring) {
        armed.set(new Armed(answer, spring));
    }

    void heard(Answer answer) {
        Armed now = armed.get();
        if (now != null && now.answer == answer && armed.compareAndSet(now, null)) {
            now.spring.run();
        }
    }
}
