package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeliveryWindow;
import org.jspecify.annotations.Nullable;

/// Somebody who takes messages and may hold some unacked: a consumer, or a session that fetches them.
///
/// It outlives its consumer while it holds something. Owned by the machine, which keeps the rules:
/// `granted` is above zero only for a gated consumer that can take and while something is ready.
final class Taker {

    final int number;
    final long session;

    /// How many it may hold; 0 is no limit.
    final int prefetch;

    final boolean noAck;
    final boolean exclusive;

    /// Whether messages are pushed to it; false when it left, and for a session that fetches.
    boolean consuming;

    int unacked;
    long window = DeliveryWindow.WINDOW_BYTES;

    /// Whether its channel has to grant deliveries.
    boolean gated;

    int granted;

    /// Whether it waits for a grant.
    boolean asking;

    /// Its place in the [Line].
    boolean inLine;

    @Nullable Taker ahead;
    @Nullable Taker behind;

    Taker(
            int number,
            long session,
            int prefetch,
            boolean noAck,
            boolean exclusive,
            boolean consuming) {
        this.number = number;
        this.session = session;
        this.prefetch = prefetch;
        this.noAck = noAck;
        this.exclusive = exclusive;
        this.consuming = consuming;
    }

    static Taker fetching(int number, long session) {
        return new Taker(number, session, 0, false, false, false);
    }

    /// Whether prefetch and window leave room; a grant is another matter.
    boolean hasRoom() {
        return consuming && window > 0 && (noAck || prefetch == 0 || unacked < prefetch);
    }

    boolean needsGrant() {
        return gated && granted == 0;
    }
}
