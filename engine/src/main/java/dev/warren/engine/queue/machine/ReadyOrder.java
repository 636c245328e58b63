package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.Tries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// In which order the ready messages of a backlog are served: by sequence, with priorities by
/// [Levels], and in quorum queues what came back ([Returns]) before all others. Owned by its
/// [Backlog].
final class ReadyOrder {

    private static final long UNKNOWN = -1;

    private final Chain chain;

    /// Null in queues without priorities.
    private @Nullable Levels levels;

    /// Null in queues that are no quorum queues.
    private @Nullable Returns returns;

    /// Whether all is served by sequence: the case that has to be quick.
    private boolean isPlain = true;

    /// The first one, or -1 when it has to be looked for.
    private long first = UNKNOWN;

    ReadyOrder(Chain chain) {
        this.chain = chain;
    }

    /// From now on messages are told apart by priority. Before there are any.
    void useLevels() {
        isPlain = false;
        first = UNKNOWN;
        levels = new Levels();
        chain.useLevels(levels);
    }

    boolean hasLevels() {
        return levels != null;
    }

    /// From now on what comes back is counted and served first. Before there are any.
    void useReturns() {
        if (returns == null) {
            isPlain = false;
            first = UNKNOWN;
            returns = new Returns();
        }
    }

    /// The first one. There has to be one.
    long first() {
        if (first == UNKNOWN) {
            first = isPlain ? firstBySequence() : firstOfSpecial();
        }
        return first;
    }

    private long firstOfSpecial() {
        long returned = firstReturned();
        if (returned >= 0) {
            return returned;
        }
        return levels == null ? firstBySequence() : levels.first();
    }

    private long firstBySequence() {
        Chunk chunk = chain.firstReady();
        if (chunk == null) {
            throw new IllegalStateException("no chunk has a ready message");
        }
        return chunk.sequence(chunk.firstReady());
    }

    private long firstReturned() {
        while (returns != null && !returns.isEmpty()) {
            long next = returns.first();
            if (chain.isReady(next)) {
                return next;
            }
            returns.removeFirst();
        }
        return -1;
    }

    /// A new message.
    ///
    /// @param isOnly whether nothing else is ready
    void add(int level, Chunk chunk, int slot, boolean isOnly) {
        if (isOnly) {
            first = chunk.sequence(slot);
        }
        if (levels != null) {
            addTo(levels, level, chunk, slot);
        }
    }

    private void addTo(Levels those, int level, Chunk chunk, int slot) {
        if (level > 0) {
            first = UNKNOWN;
        }
        those.add(level, chunk, slot);
    }

    /// One that was handed out is ready again.
    void addAgain(Chunk chunk, long sequence) {
        int slot = Chunk.slot(sequence);
        chain.backTo(chunk);
        first = UNKNOWN;
        if (returns != null) {
            returns.tries(sequence, returns.tries(sequence).andReturned());
            chunk.setReturned(slot, true);
            returns.add(sequence);
        } else if (levels != null) {
            addTo(levels, chunk.level(slot), chunk, slot);
        }
    }

    /// It is not ready any more.
    void leave(Chunk chunk, long sequence) {
        if (sequence == first) {
            first = UNKNOWN;
        }
        if (!isPlain) {
            leaveSpecial(chunk, sequence);
        }
    }

    /// The same for one that is no more.
    void leaveForGood(Chunk chunk, long sequence) {
        if (sequence == first) {
            first = UNKNOWN;
        }
        if (!isPlain) {
            leaveSpecial(chunk, sequence);
            forgetTries(sequence);
        }
    }

    private void leaveSpecial(Chunk chunk, long sequence) {
        int slot = Chunk.slot(sequence);
        if (returns != null && chunk.isReturned(slot)) {
            chunk.setReturned(slot, false);
            if (returns.first() == sequence) {
                returns.removeFirst();
            }
        } else if (levels != null) {
            levels.remove(chunk.level(slot), chunk);
        }
    }

    /// The ready messages that have come back, in the order in which they are served.
    long[] returned() {
        return returns == null
                ? new long[0]
                : Arrays.stream(returns.inLine()).filter(chain::isReady).toArray();
    }

    /// Restores what a snapshot said: a ready message goes to the end of those that came back.
    void restoreReturned(long sequence) {
        if (returns != null) {
            Chunk chunk = chain.get(sequence);
            leave(chunk, sequence);
            chunk.setReturned(Chunk.slot(sequence), true);
            returns.add(sequence);
            first = UNKNOWN;
        }
    }

    /// What was tried with the message, where that is counted.
    Tries tries(long sequence) {
        return returns == null ? Tries.NONE : returns.tries(sequence);
    }

    void tries(long sequence, Tries changed) {
        if (returns != null) {
            returns.tries(sequence, changed);
        }
    }

    void forgetTries(long sequence) {
        if (returns != null) {
            returns.forget(sequence);
        }
    }

    /// Nothing is ready any more; before the chunks know it.
    void dropReady() {
        first = UNKNOWN;
        if (returns != null) {
            for (Chunk chunk = chain.oldest(); chunk != null; chunk = chunk.next) {
                for (int slot = chunk.nextReady(0); slot >= 0; slot = chunk.nextReady(slot + 1)) {
                    returns.forget(chunk.sequence(slot));
                }
            }
            returns.leaveAll();
        }
        if (levels != null) {
            useLevels();
        }
    }

    void clear() {
        first = UNKNOWN;
        if (levels != null) {
            useLevels();
        }
        returns = returns == null ? null : new Returns();
    }
}
