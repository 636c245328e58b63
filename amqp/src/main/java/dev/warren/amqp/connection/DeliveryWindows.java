package dev.warren.amqp.connection;

import dev.warren.engine.queue.DeliveryWindow;
import java.util.function.LongSupplier;

/// Shares out windows to the consumers of one connection: the more there are, the smaller. Owned by
/// the connection's lane.
///
/// They all share one socket. With the largest window each, thousands of them could make queues
/// hand over gigabytes before anybody notices that the socket is slow. So at most [#LARGE_MAX] and
/// [#MEDIUM_MAX] consumers have the larger windows at a time (8 MiB in all), and the others the
/// smallest. The same holds for thousands of connections, by the [WindowShares] of the node.
public final class DeliveryWindows {

    static final long LARGE_BYTES = DeliveryWindow.WINDOW_BYTES;
    static final long MEDIUM_BYTES = 64 * 1024;
    static final long SMALL_BYTES = 8 * 1024;

    static final int LARGE_MAX = 4;
    static final int MEDIUM_MAX = 60;

    private final WindowShares shares;
    private final LongSupplier limitBytes;
    private int large;
    private int medium;
    private boolean isClosed;

    /// @param limitBytes what the load may hold in memory, from where the alarm is set
    DeliveryWindows(WindowShares shares, LongSupplier limitBytes) {
        this.shares = shares;
        this.limitBytes = limitBytes;
    }

    /// A consumer comes. Answers the bytes of its window.
    public long take() {
        if (large < LARGE_MAX && shares.takeLarge(limitBytes.getAsLong())) {
            large++;
            return LARGE_BYTES;
        }
        if (medium < MEDIUM_MAX && shares.takeMedium(limitBytes.getAsLong())) {
            medium++;
            return MEDIUM_BYTES;
        }
        return SMALL_BYTES;
    }

    /// The consumer that has taken this window goes.
    public void giveBack(long windowBytes) {
        if (isClosed || windowBytes == SMALL_BYTES) {
            return;
        }
        if (windowBytes == LARGE_BYTES) {
            large--;
        } else {
            medium--;
        }
        assert large >= 0 && medium >= 0 : "a window of " + windowBytes + " came back twice";
        shares.giveBack(windowBytes);
    }

    /// The connection has gone, and all its consumers with it.
    void close() {
        if (!isClosed) {
            isClosed = true;
            shares.giveBack(large * LARGE_BYTES + medium * MEDIUM_BYTES);
        }
    }
}
