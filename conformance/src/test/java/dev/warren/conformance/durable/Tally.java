package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What clients know of messages, by queue: which were published, which must be delivered, which
/// must not come back, and which have been seen. Shared by all threads of a test.
final class Tally {

    private final AnswerTrap trap = new AnswerTrap();
    private final AtomicLong nextId = new AtomicLong();
    private final Set<Long> published = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Long>> owed = new ConcurrentHashMap<>();
    private final Map<String, Set<Long>> gone = new ConcurrentHashMap<>();
    private final Map<String, Set<Long>> seen = new ConcurrentHashMap<>();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    /// Hears of all answers to the clients that use this tally.
    AnswerTrap trap() {
        return trap;
    }

    /// The id of a message that is about to be published.
    long publishing() {
        long id = nextId.incrementAndGet();
        published.add(id);
        return id;
    }

    /// The broker has answered for them: the queue owes them.
    void confirmed(String queue, Collection<Long> ids) {
        of(owed, queue).addAll(ids);
    }

    /// The broker has answered that they are no more.
    void gone(String queue, Collection<Long> ids) {
        of(owed, queue).removeAll(ids);
        of(gone, queue).addAll(ids);
    }

    /// It may be asked to drop them: they are owed no longer, whatever comes of it.
    void dropping(String queue, Collection<Long> ids) {
        of(owed, queue).removeAll(ids);
    }

    /// A delivery; says which message it is.
    long saw(String queue, byte[] body, boolean isRedelivered) {
        long id = Bodies.id(body);
        if (id == Bodies.DAMAGED) {
            fault("a damaged body in " + queue);
        } else if (!published.contains(id)) {
            fault("never published: " + id);
        } else if (of(gone, queue).contains(id)) {
            fault(id + " is gone and came back in " + queue);
        } else if (!of(seen, queue).add(id) && !isRedelivered) {
            fault(id + " came again and was not marked, in " + queue);
        }
        return id;
    }

    void fault(String text) {
        faults.add(text);
    }

    /// How many were confirmed in all queues.
    int confirmedCount() {
        return owed.values().stream().mapToInt(Set::size).sum();
    }

    Set<Long> confirmed(String queue) {
        return Set.copyOf(of(owed, queue));
    }

    /// How many messages of the queue have been seen.
    int seenCount(String queue) {
        return of(seen, queue).size();
    }

    /// Whether everything that was confirmed in the queue has been seen.
    boolean hasSeen(String queue) {
        return of(seen, queue).containsAll(of(owed, queue));
    }

    /// Nothing came that should not, and nothing that is owed has failed to come.
    void check(String title) {
        assertThat(List.copyOf(faults)).as(title).isEmpty();
        owed.forEach((queue, ids) -> {
            var missing = new TreeSet<>(ids);
            missing.removeAll(of(seen, queue));
            assertThat(missing).as("confirmed and never seen in %s, %s", queue, title).isEmpty();
        });
    }

    private static Set<Long> of(Map<String, Set<Long>> sets, String queue) {
        return sets.computeIfAbsent(queue, _ -> ConcurrentHashMap.newKeySet());
    }
}
