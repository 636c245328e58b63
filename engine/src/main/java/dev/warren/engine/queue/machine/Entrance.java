package dev.warren.engine.queue.machine;

import dev.warren.engine.dedup.Duplicates;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.queue.store.Special;
import java.util.function.Supplier;

/// How messages that are not plain come into a queue: new ones, and those that a store has kept
/// over a restart. Owned by its machine.
final class Entrance implements QueueStore.Restored {

    private static final int NO_PRIORITY = -1;

    private final Backlog backlog;
    private final Deaths deaths;
    private final Supplier<Duplicates> duplicates;

    /// @param duplicates makes what knows the keys, when there are any
    Entrance(Backlog backlog, Deaths deaths, Supplier<Duplicates> duplicates) {
        this.backlog = backlog;
        this.deaths = deaths;
        this.duplicates = duplicates;
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
        for (KeyMark key : special.presence()) {
            duplicates.get().restore(key.scope(), key.high(), key.low(), sequence);
        }
    }

    @Override
    public void key(KeyMark key) {
        duplicates.get().restore(key.scope(), key.high(), key.low(), key.untilMillis());
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
        return backlog.hasLevels() ? deaths.rules().serving().level(priority) : 0;
    }
}
