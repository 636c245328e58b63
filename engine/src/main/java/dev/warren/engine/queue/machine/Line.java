package dev.warren.engine.queue.machine;

import org.jspecify.annotations.Nullable;

/// The consumers that have room for a message, in the order in which they get the next ones. Owned by the machine.
///
/// Who is served goes to the end; who has no room leaves and comes back at the end (RabbitMQ's order). A gated consumer
/// that reaches the front without a grant leaves, asks for one, and comes back at the end with it.
final class Line {

    private final Effects effects;

    private @Nullable Taker first;
    private @Nullable Taker last;

    /// Granted and not used, over all consumers: spares a look at each of them when there are none.
    private long granted;

    Line(Effects effects) {
        this.effects = effects;
    }

    @Nullable Taker first() {
        return first;
    }

    boolean isEmpty() {
        return first == null;
    }

    boolean hasGrants() {
        return granted > 0;
    }

    /// The first that may be served now. Those in front of it that need a grant ask for it.
    @Nullable Taker firstToServe() {
        Taker taker = first;
        while (taker != null && taker.needsGrant()) {
            leave(taker);
            taker.asking = true;
            effects.requestCredit(taker.number);
            taker = first;
        }
        return taker;
    }

    /// Lets it in, at the end, if it has room and is not in.
    void join(Taker taker) {
        if (!taker.inLine && !taker.asking && taker.hasRoom()) {
            add(taker);
        }
    }

    /// Puts it at the end.
    void add(Taker taker) {
        assert !taker.inLine : "consumer " + taker.number + " is in line";
        taker.inLine = true;
        taker.ahead = last;
        if (last == null) {
            first = taker;
        } else {
            last.behind = taker;
        }
        last = taker;
    }

    void leave(Taker taker) {
        if (!taker.inLine) {
            return;
        }
        taker.inLine = false;
        if (taker.ahead == null) {
            first = taker.behind;
        } else {
            taker.ahead.behind = taker.behind;
        }
        if (taker.behind == null) {
            last = taker.ahead;
        } else {
            taker.behind.ahead = taker.ahead;
        }
        taker.ahead = null;
        taker.behind = null;
    }

    void grant(Taker taker, int deliveries) {
        taker.asking = false;
        taker.granted += deliveries;
        granted += deliveries;
        join(taker);
    }

    /// Restores what a snapshot said.
    void restoreGrants(Taker taker, int deliveries) {
        taker.granted = deliveries;
        granted += deliveries;
    }

    void useGrant(Taker taker) {
        if (taker.gated) {
            taker.granted--;
            granted--;
        }
    }

    void returnGrants(Taker taker) {
        int unused = taker.granted;
        if (unused > 0) {
            taker.granted = 0;
            granted -= unused;
            effects.returnCredit(taker.number, unused);
        }
    }
}
