package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.SequenceSet;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.Setback;

/// Which messages of a queue have to die, and how: too old, too many, not wanted. Owned by its
/// machine.
///
/// A dead message goes at once where nobody takes dead letters. Otherwise it is *dying*: it stays
/// in its place, neither ready nor unacked, until it is buried. What waits for that is bounded;
/// beyond it nothing else dies of age or number, and what is too old is not delivered either.
final class Deaths {

    /// How many ready messages may be dying. Rejected ones cannot stay ready, and may be more.
    static final int DYING_MAX = 1024;

    /// How many messages die before one look at the head gives up.
    private static final int EXPIRED_FIRST_MAX = 256;

    private static final DeathReason[] REASONS = DeathReason.values();

    private final Backlog backlog;
    private final Effects effects;
    private final Expiry expiry;
    private Rules rules = Rules.NONE;
    private boolean isLimited;
    private long now;
    private int budget;

    Deaths(Backlog backlog, Effects effects) {
        this.backlog = backlog;
        this.effects = effects;
        this.expiry = new Expiry(backlog);
    }

    Rules rules() {
        return rules;
    }

    void configure(Rules changed) {
        rules = changed;
        isLimited = changed.room().isLimited();
    }

    long now() {
        return now;
    }

    /// Time goes on, and never back.
    void at(long millis) {
        now = Math.max(now, millis);
    }

    /// The first message that may be delivered, or -1. If it is too old, those that are die first.
    ///
    /// One that expires in this very millisecond still passes if nobody has had it: with a time to
    /// live of 0 it may be delivered at once. One that has come back does not.
    long head() {
        long sequence = backlog.firstReady();
        return backlog.isLasting() ? sequence : firstAlive(sequence);
    }

    private long firstAlive(long head) {
        if (!isTooOld(head)) {
            return head;
        }
        if (!isCrowded()) {
            expire(now - 1, EXPIRED_FIRST_MAX);
        }
        long sequence = backlog.firstReady();
        while (isTooOld(sequence) && budget-- > 0 && kill(sequence, DeathReason.EXPIRED)) {
            sequence = backlog.firstReady();
        }
        return isTooOld(sequence) ? -1 : sequence;
    }

    /// When the next ready message expires, or [Deadlines#NEVER].
    long nextExpiry() {
        return expiry.next();
    }

    private boolean isTooOld(long sequence) {
        if (sequence < 0 || backlog.soonestExpiry() > now) {
            return false;
        }
        long expiry = backlog.expiry(sequence);
        return expiry < now || expiry == now && backlog.isRedelivered(sequence);
    }

    private void expire(long until, int deathsMax) {
        budget = deathsMax;
        expiry.sweep(until, sequence -> budget-- > 0 && kill(sequence, DeathReason.EXPIRED));
    }

    /// Whether a new message of that size is one too many for a queue that rejects such.
    boolean refuses(int size) {
        return isLimited
                && rules.room().overflow() != Overflow.DROP_HEAD
                && rules.room().isExceededBy(backlog.readyCount() + 1, backlog.readyBytes() + size);
    }

    /// Whether something is too old, or too much.
    boolean areDue() {
        return (backlog.soonestExpiry() <= now || (isLimited && isOver(0, 0))) && !isCrowded();
    }

    private boolean isOver(long spareMessages, long spareBytes) {
        return rules.room().overflow() == Overflow.DROP_HEAD
                && backlog.readyCount() > 0
                && rules.room()
                        .isExceededBy(
                                backlog.readyCount() - spareMessages,
                                backlog.readyBytes() - spareBytes);
    }

    /// Does away with what is too old and what is too much, the latter from the head; with that
    /// many messages at most. True if that was not enough.
    boolean tidy(int deathsMax, long spareMessages, long spareBytes) {
        budget = deathsMax;
        if (backlog.soonestExpiry() <= now) {
            expire(now, deathsMax);
        }
        while (budget > 0 && isLimited && isOver(spareMessages, spareBytes)) {
            budget--;
            if (!kill(backlog.firstReady(), DeathReason.MAXLEN)) {
                return false;
            }
        }
        return budget <= 0 && !isCrowded();
    }

    /// Whether nothing more can die for now.
    boolean isCrowded() {
        return rules.keepsDead() && backlog.dyingCount() >= DYING_MAX;
    }

    /// A ready message dies. False if it has to wait.
    private boolean kill(long sequence, DeathReason reason) {
        if (isCrowded()) {
            return false;
        }
        if (rules.keepsDead()) {
            backlog.die(sequence, mark(reason));
        } else {
            backlog.drop(sequence);
        }
        effects.died(sequence, reason, rules.keepsDead());
        return true;
    }

    /// Counts a failed delivery, where such are counted. False if it was one too many.
    boolean bearsAnotherFailure(long sequence) {
        if (!rules.serving().isQuorum()) {
            return true;
        }
        Tries tries = backlog.tries(sequence).andFailed();
        backlog.order().tries(sequence, tries);
        return tries.failed() <= rules.serving().failuresMax();
    }

    /// An unacked message dies.
    void dieUnacked(long sequence, DeathReason reason) {
        if (rules.keepsDead()) {
            backlog.die(sequence, mark(reason));
        } else {
            backlog.settle(sequence);
        }
        effects.died(sequence, reason, rules.keepsDead());
    }

    /// An unacked message leaves, to come back later: it is kept until somebody has it.
    void retryUnacked(long sequence, Setback how) {
        DeathReason reason =
                switch (how) {
                    case DISCARDED -> DeathReason.RETRY_REJECTED;
                    case REQUEUED, FAILED -> DeathReason.RETRY_REQUEUED;
                    case CRASHED -> DeathReason.RETRY_CRASHED;
                    case TIMED_OUT -> DeathReason.RETRY_TIMEOUT;
                };
        backlog.die(sequence, mark(reason));
        effects.died(sequence, reason, true);
    }

    /// Drops what is ready: nobody gets that as dead letters. Answers how many that were.
    long purge() {
        SequenceSet gone = backlog.dropReady();
        long count = gone.size();
        if (count > 0) {
            effects.purged(gone);
        }
        return count;
    }

    /// Dead letters are out of the house, or the message is lost.
    boolean bury(long sequence) {
        if (!backlog.isDying(sequence)) {
            return false;
        }
        backlog.bury(sequence);
        effects.forget(sequence);
        return true;
    }

    /// What stands in the place of a taker.
    @SuppressWarnings("EnumOrdinal") // snapshots of one version only
    static int mark(DeathReason reason) {
        return -2 - reason.ordinal();
    }

    static DeathReason reason(int mark) {
        return REASONS[-2 - mark];
    }
}
