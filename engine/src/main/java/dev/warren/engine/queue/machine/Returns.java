package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.LongMap;
import dev.warren.engine.queue.data.LongRing;

/// What came back to a quorum queue: it is served before everything else, in the order in which it
/// came back (RabbitMQ), and it is counted how often it did. Owned by its [Backlog].
///
/// Who leaves from the middle (expired, dropped) is passed over when its turn comes, and never
/// comes back.
final class Returns {

    private final LongRing line = new LongRing();
    private final LongMap<Tries> tries = new LongMap<>();

    /// Back in the line, at its end.
    void add(long sequence) {
        line.add(sequence);
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    /// There has to be one.
    long first() {
        return line.first();
    }

    void removeFirst() {
        line.removeFirst();
    }

    /// Nobody is in the line any more.
    void leaveAll() {
        while (!line.isEmpty()) {
            line.removeFirst();
        }
    }

    /// Those who have left from the middle too.
    long[] inLine() {
        return line.toArray();
    }

    Tries tries(long sequence) {
        Tries known = tries.get(sequence);
        return known == null ? Tries.NONE : known;
    }

    void tries(long sequence, Tries changed) {
        tries.put(sequence, changed);
    }

    void forget(long sequence) {
        tries.remove(sequence);
    }
}
