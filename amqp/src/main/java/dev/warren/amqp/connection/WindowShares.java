package dev.warren.amqp.connection;

import java.util.concurrent.atomic.AtomicLong;

/// How much all consumers of a node have in the larger windows together. Any thread; asked when a
/// consumer comes or goes, never for a message.
///
/// What a window lets out lies in memory until the client reads it, beside the heap, and a memory
/// alarm cannot take it back: it holds publishers, and what is in the queues goes on. So the
/// windows of ten thousand clients must not add up to more than the load may hold.
public final class WindowShares {

    /// All larger windows have this part of what the load may hold.
    private static final int SHARE = 4;

    /// But always as much as this, so that a limit that is set very low for a while does not leave
    /// its consumers slow for ever.
    private static final long BYTES_MIN = 8 << 20;

    private final AtomicLong taken = new AtomicLong();

    /// Takes a large window, unless half of what there is has gone: the rest is for the medium
    /// ones, of which it gives many more.
    boolean takeLarge(long limitBytes) {
        return take(DeliveryWindows.LARGE_BYTES, maxBytes(limitBytes) / 2);
    }

    boolean takeMedium(long limitBytes) {
        return take(DeliveryWindows.MEDIUM_BYTES, maxBytes(limitBytes));
    }

    void giveBack(long bytes) {
        long left = taken.addAndGet(-bytes);
        assert left >= 0 : "more windows came back than were taken: " + left;
    }

    private static long maxBytes(long limitBytes) {
        return Math.max(BYTES_MIN, limitBytes / SHARE);
    }

    private boolean take(long bytes, long maxBytes) {
        if (taken.addAndGet(bytes) <= maxBytes) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }
}
