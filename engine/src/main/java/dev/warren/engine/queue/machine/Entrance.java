package dev.warren.engine.queue.machine;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.queue.store.Special;

/// How messages that are not plain come into a queue: new ones, and those that a store has kept
/// over a restart. Owned by its machine.
final class Entrance implements QueueStore.Restored {

    private static final int NO_PRIORITY = -1;

    private final Backlog backlog;
    private final Deaths deaths;
    private final MachineKeys keys;

    Entrance(Backlog backlog, Deaths deaths, MachineKeys keys) {
        this.backlog = backlog;
        this.deaths = deaths;
        this.keys = keys;
    }

    long append(int bodyLength, long ttlMillis, int priority) {
        return backlog.append(bodyLength, expiry(deaths.now(), ttlMillis), level(priority));
    }

    @Override
    public void message(long sequence, int bodyLength, boolean redelivered) {
        restore(sequence, bodyLength, redelivered, Deadlines.NEVER, NO_PRIORITY);
    }

    /// Time has gone on while it was kept.
    @Override
    public void message(long sequence, int bodyLength, boolean redelivered, Special special) {
        long expiry = expiry(special.enqueuedMillis(), special.ttlMillis());
        restore(sequence, bodyLength, redelivered, expiry, special.priority());
    }

    @Override
    public void key(KeyMark key) {
        keys.restore(key.scope(), key.high(), key.low(), key.untilMillis());
    }

    @Override
    public long expiryMillis(long sequence) {
        return backlog.expiry(sequence);
    }

    @Override
    public void tries(long sequence, Tries tries) {
        backlog.order().tries(sequence, tries);
    }

    @Override
    public void nextSequence(long sequence) {
        backlog.skipTo(sequence);
    }

    private void restore(
            long sequence, int bodyLength, boolean redelivered, long expiry, int priority) {
        backlog.skipTo(sequence);
        backlog.append(bodyLength, expiry, level(priority));
        if (redelivered) {
            backlog.markRedelivered(sequence);
        }
    }

    private long expiry(long fromMillis, long ttlMillis) {
        long ttl = Math.min(ttlMillis, deaths.rules().messageTtlMillis());
        return ttl >= Deadlines.NEVER - fromMillis ? Deadlines.NEVER : fromMillis + ttl;
    }

    private int level(int priority) {
        return backlog.order().hasLevels() ? deaths.rules().serving().level(priority) : 0;
    }
}
