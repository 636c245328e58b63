package dev.warren.engine.queue.machine;

import java.util.function.LongPredicate;

/// Finds the ready messages of a backlog whose time is over, wherever they stand.
///
/// Looks only into chunks whose earliest expiry has passed.
final class Expiry {

    private final Backlog backlog;

    Expiry(Backlog backlog) {
        this.backlog = backlog;
    }

    /// Gives each message that expires by then to the action, in order, until that answers false.
    /// Afterwards the backlog knows what expires next.
    ///
    /// @param action does away with the message and answers true, or false to stop
    void sweep(long now, LongPredicate action) {
        long soonest = Deadlines.NEVER;
        Chunk chunk = backlog.oldest();
        while (chunk != null) {
            Chunk following = chunk.next;
            Deadlines deadlines = chunk.deadlines;
            if (deadlines != null) {
                if (deadlines.earliest <= now && !sweep(chunk, deadlines, now, action)) {
                    return;
                }
                soonest = Math.min(soonest, deadlines.earliest);
            }
            chunk = following;
        }
        backlog.soonestExpiry(soonest);
    }

    private static boolean sweep(Chunk chunk, Deadlines deadlines, long now, LongPredicate action) {
        long earliest = Deadlines.NEVER;
        long first = chunk.sequence(0);
        for (int slot = chunk.nextReady(0); slot >= 0; slot = chunk.nextReady(slot + 1)) {
            long expiry = chunk.expiry(slot);
            if (expiry > now) {
                earliest = Math.min(earliest, expiry);
            } else if (!action.test(first + slot)) {
                return false;
            }
        }
        deadlines.earliest = earliest;
        return true;
    }
}
