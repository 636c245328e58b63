package dev.warren.engine.queue.machine;

import java.util.Comparator;
import java.util.PriorityQueue;

/// The first of a backlog's ready messages that expire, in the order in which they will, from a
/// place on. For one use.
///
/// It looks at every message that expires, but into no chunk whose first comes too late.
final class ExpiringPage {

    private record Found(long expiry, long sequence) {}

    private static final Comparator<Found> ORDER =
            Comparator.comparingLong(Found::expiry).thenComparingLong(Found::sequence);

    private final Found after;
    private final int max;

    /// The last one first.
    private final PriorityQueue<Found> found = new PriorityQueue<>(ORDER.reversed());

    ExpiringPage(long afterExpiry, long afterSequence, int max) {
        this.after = new Found(afterExpiry, afterSequence);
        this.max = max;
    }

    void read(Backlog backlog, ExpirySink sink) {
        for (Chunk chunk = backlog.oldest(); chunk != null; chunk = chunk.next) {
            Deadlines deadlines = chunk.deadlines;
            if (deadlines != null && mayHave(deadlines.earliest)) {
                read(chunk);
            }
        }
        found.stream().sorted(ORDER).forEach(each -> sink.accept(each.expiry, each.sequence));
    }

    private boolean mayHave(long expiry) {
        Found last = found.peek();
        return last == null || found.size() < max || expiry <= last.expiry;
    }

    private void read(Chunk chunk) {
        for (int slot = chunk.nextReady(0); slot >= 0; slot = chunk.nextReady(slot + 1)) {
            long expiry = chunk.expiry(slot);
            if (expiry != Deadlines.NEVER && expiry >= after.expiry && mayHave(expiry)) {
                add(new Found(expiry, chunk.sequence(slot)));
            }
        }
    }

    private void add(Found each) {
        if (ORDER.compare(each, after) > 0) {
            found.add(each);
            if (found.size() > max) {
                found.remove();
            }
        }
    }
}
