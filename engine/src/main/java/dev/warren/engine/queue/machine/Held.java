package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeathReason;

/// What takers hold, and how it leaves their hands: acked, rejected, back to its place. Owned by
/// its machine, whose methods of the same names say what these do.
final class Held {

    private final Backlog backlog;
    private final Deaths deaths;
    private final Takers takers;
    private final Line line;
    private final Succession succession;
    private final Effects effects;

    Held(
            Backlog backlog,
            Deaths deaths,
            Takers takers,
            Line line,
            Succession succession,
            Effects effects) {
        this.backlog = backlog;
        this.deaths = deaths;
        this.takers = takers;
        this.line = line;
        this.succession = succession;
        this.effects = effects;
    }

    boolean ack(long sequence) {
        if (!backlog.isUnacked(sequence)) {
            return false;
        }
        Taker taker = takers.get(backlog.taker(sequence));
        backlog.settle(sequence);
        effects.forget(sequence);
        putDown(taker);
        return true;
    }

    boolean discard(long sequence) {
        if (!backlog.isUnacked(sequence)) {
            return false;
        }
        Taker taker = takers.get(backlog.taker(sequence));
        deaths.dieUnacked(sequence, DeathReason.REJECTED);
        putDown(taker);
        return true;
    }

    boolean giveBack(long sequence, boolean hasFailed) {
        if (!backlog.isUnacked(sequence)) {
            return false;
        }
        Taker taker = takers.get(backlog.taker(sequence));
        if (!hasFailed || deaths.bearsAnotherFailure(sequence)) {
            backlog.requeue(sequence);
        } else {
            deaths.dieUnacked(sequence, DeathReason.DELIVERY_LIMIT);
        }
        putDown(taker);
        return true;
    }

    /// Everything that the session holds goes back, as failed.
    void failAllOf(long session) {
        backlog.forEachUnacked(sequence -> {
            if (backlog.isUnacked(sequence)
                    && takers.get(backlog.taker(sequence)).session == session) {
                giveBack(sequence, true);
            }
        });
    }

    private void putDown(Taker taker) {
        taker.unacked--;
        line.join(taker);
        takers.removeIfDone(taker);
        if (taker.isFading && taker.unacked == 0) {
            succession.activateNext();
        }
    }
}
