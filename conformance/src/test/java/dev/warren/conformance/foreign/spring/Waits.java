package dev.warren.conformance.foreign.spring;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// How long an answer may take, and the wait for it.
final class Waits {
    static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private Waits() {}

    /// The next of what a listener has put there.
    static <T> T next(BlockingQueue<T> seen) throws InterruptedException {
        T next = seen.poll(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }
}
