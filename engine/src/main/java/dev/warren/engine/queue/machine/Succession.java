package dev.warren.engine.queue.machine;

import org.jspecify.annotations.Nullable;

/// Who may consume, and who is served: all consumers, or a single active one while the others wait
/// for their turn. Owned by the machine.
///
/// When the active one leaves, the one that has waited longest follows. In quorum queues a higher
/// priority goes first, and takes over from an active consumer with a lower one as soon as that
/// holds nothing any more.
final class Succession {

    private final Takers takers;
    private final Line line;
    private final Deaths deaths;

    Succession(Takers takers, Line line, Deaths deaths) {
        this.takers = takers;
        this.line = line;
        this.deaths = deaths;
    }

    private Rules.Serving serving() {
        return deaths.rules().serving();
    }

    /// Whether exclusive consumption lets it in. Quorum queues do not know that.
    boolean admits(Subscription subscription) {
        if (serving().isQuorum()) {
            return true;
        }
        if (subscription.exclusive()) {
            return takers.consumers() == 0 && !serving().singleActiveConsumer();
        }
        return !takers.hasExclusive();
    }

    void arrive(Taker taker) {
        if (!serving().singleActiveConsumer()) {
            line.join(taker);
            return;
        }
        taker.isWaiting = true;
        Taker active = activeOrNull();
        if (active != null && serving().isQuorum() && active.priority < taker.priority) {
            line.leave(active);
            line.returnGrants(active);
            active.isWaiting = true;
            active.isFading = true;
        }
        activateNext();
    }

    /// A consumer has left, or holds less: perhaps another one is served now.
    void activateNext() {
        if (!serving().singleActiveConsumer() || activeOrNull() != null) {
            return;
        }
        Taker next = nextOrNull();
        if (next != null) {
            next.isWaiting = false;
            line.join(next);
        }
    }

    private @Nullable Taker activeOrNull() {
        for (int i = 0; i < takers.count(); i++) {
            Taker taker = takers.at(i);
            if (taker.consuming && !taker.isWaiting) {
                return taker;
            }
        }
        return null;
    }

    /// Null also while one that has to go still holds something.
    private @Nullable Taker nextOrNull() {
        Taker next = null;
        for (int i = 0; i < takers.count(); i++) {
            Taker taker = takers.at(i);
            if (taker.isFading && taker.consuming) {
                if (taker.unacked > 0) {
                    return null;
                }
                taker.isFading = false;
            }
            boolean isBetter =
                    next == null || (serving().isQuorum() && taker.priority > next.priority);
            if (taker.consuming && isBetter) {
                next = taker;
            }
        }
        return next;
    }
}
