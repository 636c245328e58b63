package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerPriority;
import org.jspecify.annotations.Nullable;

/// Somebody who takes messages and may hold some unacked: a consumer, or a session that fetches
/// them.
///
/// It outlives its consumer while it holds something. Owned by the machine, which keeps the rules:
/// `granted` is above zero only for a gated consumer that can take and while something is ready.
final class Taker {

    final int number;
    final long session;

    /// How many it may hold, and how much may be on its way to it.
    final ConsumerLimits limits;

    /// Who has the higher one is served first.
    final long priority;

    final boolean noAck;
    final boolean exclusive;

    /// Whether messages are pushed to it; false when it left, and for a session that fetches.
    boolean consuming;

    /// Whether another consumer is the active one.
    boolean isWaiting;

    /// Whether it was the active one, and its successor waits until it holds nothing any more.
    boolean isFading;

    int unacked;

    /// What is left of the bytes that may be on their way to it.
    long window;

    /// Whether its channel has to grant deliveries.
    boolean gated;

    int granted;

    /// Whether it waits for a grant.
    boolean asking;

    /// Its place in the [Line].
    boolean inLine;

    @Nullable Taker ahead;
    @Nullable Taker behind;

    Taker(int number, Subscription subscription, boolean consuming) {
        this.number = number;
        this.session = subscription.session();
        this.limits = subscription.limits();
        this.priority = subscription.priority();
        this.noAck = subscription.noAck();
        this.exclusive = subscription.exclusive();
        this.gated = subscription.gated();
        this.window = limits.windowBytes();
        this.consuming = consuming;
    }

    static Taker fetching(int number, long session) {
        Subscription nothing =
                new Subscription(
                        session,
                        ConsumerLimits.ofPrefetch(0),
                        ConsumerPriority.DEFAULT,
                        false,
                        false,
                        false);
        return new Taker(number, nothing, false);
    }

    /// Whether prefetch and window leave room; a grant is another matter.
    boolean hasRoom() {
        int prefetch = limits.prefetch();
        return consuming
                && !isWaiting
                && window > 0
                && (noAck || prefetch == 0 || unacked < prefetch);
    }

    /// So many bytes of what was on its way have arrived.
    void open(long bytes) {
        window = Math.min(limits.windowBytes(), window + bytes);
    }

    boolean needsGrant() {
        return gated && granted == 0;
    }
}
