package dev.warren.links.shovel;

import org.jspecify.annotations.Nullable;

/// How far a shovel is. Written by the link's thread, read by any.
final class ShovelProgress {

    /// More than there will ever be.
    static final long UNLIMITED = Long.MAX_VALUE;

    private volatile long forwarded;
    private volatile int pending;
    private volatile long remaining = UNLIMITED;
    private volatile boolean isBlocked;

    /// Set when it has run for the first time.
    private volatile @Nullable ShovelFacts facts;

    /// Begins anew with this many messages to go. What was forwarded stays counted.
    void begin(long count, ShovelFacts between) {
        facts = between;
        remaining = count;
        pending = 0;
        isBlocked = false;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void forwarded() {
        forwarded++;
        if (remaining != UNLIMITED) {
            remaining--;
        }
    }

    void setPending(int count) {
        pending = count;
    }

    void setBlocked(boolean blocked) {
        isBlocked = blocked;
    }

    /// How many messages were published to the destination, by all lives of the link.
    long forwardedCount() {
        return forwarded;
    }

    /// How many of them the destination has not confirmed yet.
    int pending() {
        return pending;
    }

    /// How many are still to be forwarded, or [#UNLIMITED].
    long remaining() {
        return remaining;
    }

    /// Null until it has run once.
    @Nullable ShovelFacts factsOrNull() {
        return facts;
    }

    boolean isBlocked() {
        return isBlocked;
    }
}
