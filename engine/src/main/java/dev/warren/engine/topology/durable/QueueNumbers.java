package dev.warren.engine.topology.durable;

/// How far the log has reserved queue numbers, so that none is given out twice, even to a queue
/// that the log never hears of.
///
/// Owned by the deciding lane.
///
/// ```
///     used up         | durably reserved | reserved, not durable yet
///   ------------------|------------------|--------------------------
///                   next               durable                     marked
/// ```
final class QueueNumbers {

    /// How many numbers a mark reserves ahead.
    static final int AHEAD = 1_000;

    private long marked;
    private long durable;

    /// Whatever was reserved before the start may have been used.
    QueueNumbers(long next) {
        this.marked = next;
        this.durable = next;
    }

    /// Whether all numbers before this one can be told to somebody.
    boolean areReserved(long next) {
        return next <= durable;
    }

    /// Whether a new mark is to be written: in time, so that nobody waits for it, or again, with
    /// what has to wait for one.
    boolean isMarkDue(long next) {
        return !areReserved(next) || marked - next < AHEAD / 2;
    }

    void onAppended(long mark) {
        marked = Math.max(marked, mark);
    }

    void onDurable(long mark) {
        durable = Math.max(durable, mark);
    }
}
