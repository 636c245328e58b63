package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What became of every message of a simulation. Checks as it goes that nothing is invented, marked
/// wrongly or out of order.
final class Fates {

    /// Whether an ack may cross a message's return to the queue, so that it comes once more.
    private final boolean mayCross;

    private final Map<Long, Integer> publishers = new HashMap<>();
    private final Map<Integer, Long> lastFirst = new HashMap<>();
    private final Set<Long> delivered = new HashSet<>();
    private final Set<Long> done = new HashSet<>();

    Fates(boolean mayCross) {
        this.mayCross = mayCross;
    }

    boolean mayCross() {
        return mayCross;
    }

    long published(int publisher) {
        long id = publishers.size();
        publishers.put(id, publisher);
        return id;
    }

    /// The queue hands it over.
    void delivered(long id, boolean redelivered) {
        Integer publisher = publishers.get(id);
        assertThat(publisher).as("published").isNotNull();
        if (!delivered.add(id)) {
            assertThat(redelivered).as("marked redelivered").isTrue();
        }
        if (!redelivered && publisher != null) {
            Long before = lastFirst.put(publisher, id);
            assertThat(before == null || before < id).as("first deliveries in order").isTrue();
        }
    }

    /// Acked, or taken without.
    void done(long id) {
        assertThat(done.add(id) || mayCross).as("done with once").isTrue();
    }

    Set<Long> published() {
        return publishers.keySet();
    }

    Set<Long> done() {
        return done;
    }
}
