package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Tries;

/// How ready messages go out: to the consumers in line, or to a session that fetches. Owned by its
/// machine, whose methods of the same names say what these do.
final class Service {

    private static final int NONE = QueueMachine.NONE;

    private final Backlog backlog;
    private final Deaths deaths;
    private final Takers takers;
    private final Line line;
    private final Patience patience;
    private final Effects effects;

    Service(
            Backlog backlog,
            Deaths deaths,
            Takers takers,
            Line line,
            Patience patience,
            Effects effects) {
        this.backlog = backlog;
        this.deaths = deaths;
        this.takers = takers;
        this.line = line;
        this.patience = patience;
        this.effects = effects;
    }

    boolean hasWork() {
        return backlog.readyCount() > 0 && !line.isEmpty();
    }

    long next() {
        long sequence = deaths.head();
        return sequence == NONE || line.firstToServe() == null ? NONE : sequence;
    }

    void deliver() {
        Taker taker = line.first();
        long sequence = backlog.firstReady();
        if (taker == null || sequence == NONE) {
            throw new IllegalStateException("nothing to deliver");
        }
        boolean redelivered = backlog.isRedelivered(sequence);
        Tries tries = redelivered ? backlog.tries(sequence) : Tries.NONE;
        line.useGrant(taker);
        int size;
        if (taker.noAck) {
            size = backlog.drop(sequence);
        } else {
            size = backlog.checkOut(sequence, taker.number, patience.stamp());
            taker.unacked++;
        }
        taker.window -= DeliveryWindow.cost(size);
        line.served(taker);
        effects.deliver(taker.number, sequence, redelivered, tries, taker.noAck);
        line.returnGrantsIfFull(taker);
        returnUnusedIfEmpty();
    }

    long get(long session, boolean noAck) {
        long sequence = deaths.head();
        if (sequence == NONE) {
            return NONE;
        }
        if (noAck) {
            backlog.drop(sequence);
        } else {
            Taker taker = takers.fetching(session);
            taker.unacked++;
            backlog.checkOut(sequence, taker.number, patience.stamp());
        }
        returnUnusedIfEmpty();
        return sequence;
    }

    boolean isFirstRedelivered() {
        long sequence = deaths.head();
        return sequence != NONE && backlog.isRedelivered(sequence);
    }

    Tries firstTries() {
        long sequence = deaths.head();
        return sequence == NONE ? Tries.NONE : backlog.tries(sequence);
    }

    void credit(int consumer, long bytes) {
        Taker taker = takers.find(consumer);
        if (taker != null) {
            taker.open(bytes);
            line.join(taker);
        }
    }

    void grant(int consumer, int deliveries) {
        Taker taker = takers.find(consumer);
        if (taker == null || !taker.consuming || !taker.gated) {
            effects.returnCredit(consumer, deliveries);
            return;
        }
        line.grant(taker, deliveries);
        line.returnGrantsIfFull(taker);
        returnUnusedIfEmpty();
    }

    void gate(int consumer, boolean gated) {
        Taker taker = takers.find(consumer);
        if (taker != null && taker.consuming && taker.gated != gated) {
            line.gate(taker, gated);
        }
    }

    /// Nobody keeps grants for messages that are not there.
    void returnUnusedIfEmpty() {
        if (backlog.readyCount() == 0) {
            line.returnAllGrants(takers);
        }
    }
}
