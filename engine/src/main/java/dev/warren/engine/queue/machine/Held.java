package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.data.LongRing;
import dev.warren.engine.topology.Setback;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What takers hold, and how it leaves their hands: acked, rejected, back to its place. Owned by
/// its machine, whose methods of the same names say what these do.
final class Held {

    private final Backlog backlog;
    private final Deaths deaths;
    private final Takers takers;
    private final Line line;
    private final Succession succession;
    private final Patience patience;
    private final Effects effects;

    Held(
            Backlog backlog,
            Deaths deaths,
            Takers takers,
            Line line,
            Succession succession,
            Patience patience,
            Effects effects) {
        this.backlog = backlog;
        this.deaths = deaths;
        this.takers = takers;
        this.line = line;
        this.succession = succession;
        this.patience = patience;
        this.effects = effects;
    }

    private @Nullable Taker holderOrNull(long sequence) {
        int number = backlog.taker(sequence);
        return number < 0 ? null : takers.get(number);
    }

    /// Who has the message, unacked; [QueueMachine#NONE] if nobody does.
    long sessionOf(long sequence) {
        Taker taker = holderOrNull(sequence);
        return taker == null ? QueueMachine.NONE : taker.session;
    }

    boolean ack(long sequence) {
        Taker taker = holderOrNull(sequence);
        if (taker == null) {
            return false;
        }
        backlog.settle(sequence);
        effects.forget(sequence);
        putDown(taker);
        return true;
    }

    /// A message that was not acked leaves somebody's hands. False if nobody held it.
    boolean giveUp(long sequence, Setback how) {
        Taker taker = holderOrNull(sequence);
        if (taker == null) {
            return false;
        }
        if (deaths.rules().retriedOn().contains(how)) {
            deaths.retryUnacked(sequence, how);
        } else {
            switch (how) {
                case DISCARDED -> deaths.dieUnacked(sequence, DeathReason.REJECTED);
                case REQUEUED, TIMED_OUT -> backlog.requeue(sequence);
                case FAILED, CRASHED -> fail(sequence);
            }
        }
        putDown(taker);
        return true;
    }

    private void fail(long sequence) {
        if (deaths.bearsAnotherFailure(sequence)) {
            backlog.requeue(sequence);
            effects.failed(sequence, backlog.tries(sequence));
        } else {
            deaths.dieUnacked(sequence, DeathReason.DELIVERY_LIMIT);
        }
    }

    void renew(long sequence) {
        if (backlog.isUnacked(sequence)) {
            backlog.holdSince(sequence, patience.stamp());
        }
    }

    /// Everything that the session holds goes back, as failed.
    void failAllOf(long session) {
        backlog.forEachUnacked(sequence -> {
            if (sessionOf(sequence) == session) {
                giveUp(sequence, Setback.CRASHED);
            }
        });
    }

    /// Takes back what has been held too long by those who do not consume. Answers the consumers
    /// who hold something too long, in the order of their numbers.
    List<Taker> takeBackOverdue() {
        Set<Taker> late = new TreeSet<>(Comparator.comparingInt(taker -> taker.number));
        takeBack((taker, sequence) -> {
            boolean isOverdue = patience.isOverdue(taker, sequence);
            if (isOverdue && taker.consuming) {
                late.add(taker);
            }
            return isOverdue && !taker.consuming;
        });
        return List.copyOf(late);
    }

    /// Takes back everything that these hold, who consume no more.
    void takeBackFrom(List<Taker> holders) {
        takeBack((taker, _) -> holders.contains(taker));
    }

    private interface Choice {
        boolean takes(Taker taker, long sequence);
    }

    private void takeBack(Choice choice) {
        SortedMap<Long, LongRing> bySession = new TreeMap<>();
        backlog.forEachUnacked(sequence -> {
            Taker taker = holderOrNull(sequence);
            if (taker != null && choice.takes(taker, sequence)) {
                giveUp(sequence, Setback.TIMED_OUT);
                bySession.computeIfAbsent(taker.session, _ -> new LongRing()).add(sequence);
            }
        });
        bySession.forEach((session, taken) -> effects.takenBack(session, taken.toArray()));
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
