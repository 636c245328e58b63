package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/// When messages may come, by the wall clock: none before the clock has shown its time since it was
/// told to wait. A clock that is set forward makes them come, one that is set back puts them off.
final class DueTimes {

    /// A message, and how often it has failed by then.
    private record Wait(long id, long retries) {}

    private record Due(Wait which, long atMillis) {}

    private final PriorityQueue<Due> open =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis));
    private final Set<Wait> over = new HashSet<>();
    private long latestMillis;

    /// It waits until then. More than once if a crash has made it fail for the same time again.
    void hold(long id, long retries, long untilMillis, long nowMillis) {
        open.add(new Due(new Wait(id, retries), untilMillis));
        latestMillis = Math.max(latestMillis, untilMillis);
        show(nowMillis);
    }

    /// What the clock shows.
    void show(long nowMillis) {
        latestMillis = Math.max(latestMillis, nowMillis);
        for (Due due = open.peek(); due != null && due.atMillis() <= nowMillis; due = open.peek()) {
            over.add(due.which());
            open.remove();
        }
    }

    void assertOver(long id, long retries, long nowMillis) {
        assertThat(over.contains(new Wait(id, retries)))
                .as("message %d comes at %d, and not before its time", id, nowMillis)
                .isTrue();
    }

    /// What the clock has ever shown, or is going to when the last one is due.
    long latestMillis() {
        return latestMillis;
    }
}
