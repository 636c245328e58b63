package dev.warren.engine.queue.machine;

import org.jspecify.annotations.Nullable;

/// The consumers that have room for a message, in the order in which they get the next ones. Owned
/// by the machine.
///
/// Higher priorities stand in front of lower ones: as long as one of them has room, only they are
/// served. Among equals, who is served goes to the end; who has no room leaves and comes back at
/// the end (RabbitMQ's order). A gated consumer that reaches the front without a grant leaves, asks
/// for one, and comes back at the end with it.
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

    /// Puts it at the end of those with its priority.
    ///
    /// Two looks where all have the same one, or where it goes before everybody; otherwise it walks
    /// past those with lower ones.
    void add(Taker taker) {
        assert !taker.inLine : "consumer " + taker.number + " is in line";
        taker.inLine = true;
        Taker ahead = lastNotBelow(taker.priority);
        Taker behind = ahead == null ? first : ahead.behind;
        taker.ahead = ahead;
        taker.behind = behind;
        if (ahead == null) {
            first = taker;
        } else {
            ahead.behind = taker;
        }
        if (behind == null) {
            last = taker;
        } else {
            behind.ahead = taker;
        }
    }

    /// It has got a message: out of the line if it has no room for another, else to the end of
    /// those with its priority.
    void served(Taker taker) {
        if (!taker.hasRoom()) {
            leave(taker);
        } else if (taker.behind != null && taker.behind.priority >= taker.priority) {
            leave(taker);
            add(taker);
        }
    }

    private @Nullable Taker lastNotBelow(long priority) {
        if (first == null || first.priority < priority) {
            return null;
        }
        Taker taker = last;
        while (taker != null && taker.priority < priority) {
            taker = taker.ahead;
        }
        return taker;
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

    /// The consumer needs grants from now on, or needs them no more.
    void gate(Taker taker, boolean gated) {
        returnGrants(taker);
        taker.gated = gated;
        taker.asking = false;
        join(taker);
    }

    /// The queue ends its consumers.
    void endAll(Takers takers) {
        for (int i = 0; i < takers.count(); i++) {
            Taker taker = takers.at(i);
            if (taker.consuming) {
                leave(taker);
                returnGrants(taker);
                effects.cancelled(taker.number);
            }
        }
    }

    void returnGrantsIfFull(Taker taker) {
        if (!taker.hasRoom()) {
            returnGrants(taker);
        }
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

    void returnAllGrants(Takers takers) {
        if (granted > 0) {
            for (int i = 0; i < takers.count(); i++) {
                returnGrants(takers.at(i));
            }
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
