package dev.warren.amqp.connection;

import dev.warren.engine.queue.DeliveryWindow;

/// Shares out windows to the consumers of one connection: the more there are, the smaller. Owned by
/// the connection's lane.
///
/// They all share one socket. With the largest window each, thousands of them could make queues
/// hand over gigabytes before anybody notices that the socket is slow. So at most [#LARGE_MAX] and
/// [#MEDIUM_MAX] consumers have the larger windows at a time (8 MiB in all), and the others the
/// smallest.
public final class DeliveryWindows {

    static final long LARGE_BYTES = DeliveryWindow.WINDOW_BYTES;
    static final long MEDIUM_BYTES = 64 * 1024;
    static final long SMALL_BYTES = 8 * 1024;

    static final int LARGE_MAX = 4;
    static final int MEDIUM_MAX = 60;

    private int large;
    private int medium;

    /// A consumer comes. Answers the bytes of its window.
    public long take() {
        if (large < LARGE_MAX) {
            large++;
            return LARGE_BYTES;
        }
        if (medium < MEDIUM_MAX) {
            medium++;
            return MEDIUM_BYTES;
        }
        return SMALL_BYTES;
    }

    /// The consumer that has taken this window goes.
    public void giveBack(long windowBytes) {
        if (windowBytes == LARGE_BYTES) {
            large--;
        } else if (windowBytes == MEDIUM_BYTES) {
            medium--;
        }
        assert large >= 0 && medium >= 0 : "a window of " + windowBytes + " came back twice";
    }
}
