package dev.warren.engine.queue.machine;

import java.util.Arrays;
import java.util.function.LongPredicate;

/// Finds the ready messages of a backlog whose time is over, wherever they stand, in the order in
/// which they expired; of those that expired together the older ones first.
///
/// Asks one chunk after the other, always the one whose first message expires soonest, for what
/// expires before another chunk's first.
final class Expiry {

    private final Backlog backlog;

    /// What a chunk gives: how much later than its earliest a message expires, and its slot.
    private long[] found = {};

    Expiry(Backlog backlog) {
        this.backlog = backlog;
    }

    /// Gives each message that expires by then to the action, in order, until that answers false.
    /// Afterwards the backlog knows what expires next.
    ///
    /// @param action does away with the message and answers true, or false to stop
    void sweep(long now, LongPredicate action) {
        DueChunks due = backlog.due();
        boolean goesOn = true;
        for (Chunk chunk = due.first();
                goesOn && chunk != null && due.soonest() <= now;
                chunk = due.first()) {
            goesOn = sweep(chunk, due, Math.min(now, due.endOfFirst()), action);
        }
    }

    /// When the next message expires, or [Deadlines#NEVER].
    long next() {
        DueChunks due = backlog.due();
        for (Chunk chunk = due.first(); chunk != null; chunk = due.first()) {
            long earliest = earliestOf(chunk);
            if (earliest == due.soonest()) {
                return earliest;
            }
            due.later(chunk, earliest);
        }
        return Deadlines.NEVER;
    }

    private static long earliestOf(Chunk chunk) {
        long earliest = Deadlines.NEVER;
        for (int slot = chunk.nextReady(0); slot >= 0; slot = chunk.nextReady(slot + 1)) {
            earliest = Math.min(earliest, chunk.expiry(slot));
        }
        return earliest;
    }

    private boolean sweep(Chunk chunk, DueChunks due, long until, LongPredicate action) {
        long base = due.soonest();
        long rest = Deadlines.NEVER;
        int count = 0;
        for (int slot = chunk.nextReady(0); slot >= 0; slot = chunk.nextReady(slot + 1)) {
            long expiry = chunk.expiry(slot);
            if (expiry <= until) {
                found = count == found.length ? grown() : found;
                found[count++] = expiry - base << Chunk.SHIFT | slot;
            } else {
                rest = Math.min(rest, expiry);
            }
        }
        Arrays.sort(found, 0, count);
        long first = chunk.sequence(0);
        for (int i = 0; i < count; i++) {
            if (!action.test(first + Chunk.slot(found[i]))) {
                due.later(chunk, base + (found[i] >> Chunk.SHIFT));
                return false;
            }
        }
        if (chunk.duePlace >= 0) {
            due.later(chunk, rest);
        }
        return true;
    }

    private long[] grown() {
        return Arrays.copyOf(found, Math.max(16, 2 * found.length));
    }
}
