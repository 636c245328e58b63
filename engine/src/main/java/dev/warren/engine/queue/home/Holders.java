package dev.warren.engine.queue.home;

import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.TakeBacks;
import dev.warren.engine.queue.data.LongMap;
import java.util.Set;
import java.util.function.Supplier;

/// Whom to tell that messages were taken back, by session. Owned by the queue's lane.
final class Holders {

    /// So many may be known that hold nothing any more, or as many as hold something.
    private static final int IDLE_MAX = 16;

    private final Queue queue;
    private final LongMap<TakeBacks> bySession = new LongMap<>();
    private int sweepAt = IDLE_MAX;

    Holders(Queue queue) {
        this.queue = queue;
    }

    /// @param holding the sessions that consume or hold something
    void put(long session, TakeBacks sink, Supplier<Set<Long>> holding) {
        if (sink.equals(TakeBacks.NONE)) {
            return;
        }
        bySession.put(session, sink);
        if (bySession.size() > sweepAt) {
            sweep(holding.get());
            sweepAt = 2 * bySession.size() + IDLE_MAX;
        }
    }

    private void sweep(Set<Long> holding) {
        for (long session : bySession.sortedKeys()) {
            if (!holding.contains(session)) {
                bySession.remove(session);
            }
        }
    }

    void remove(long session) {
        bySession.remove(session);
    }

    void takenBack(long session, long[] sequences) {
        TakeBacks sink = bySession.get(session);
        if (sink != null) {
            sink.takenBack(queue, sequences);
        }
    }

    void clear() {
        bySession.clear();
    }
}
