package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What became of every message of a simulation. Checks as it goes that nothing is invented, marked
/// wrongly or out of order.
final class Fates {

    private final Map<Long, Integer> publishers = new HashMap<>();
    private final Map<Integer, Long> lastFirst = new HashMap<>();
    private final Set<Long> delivered = new HashSet<>();
    private final Set<Long> done = new HashSet<>();

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
        assertThat(done.add(id)).as("done with once").isTrue();
    }

    Set<Long> published() {
        return publishers.keySet();
    }

    Set<Long> done() {
        return done;
    }
}
