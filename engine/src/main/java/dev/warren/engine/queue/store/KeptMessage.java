package dev.warren.engine.queue.store;

import dev.warren.engine.log.Placement;
import dev.warren.engine.log.Position;

/// Where the log has one message of a queue. Owned by its store's lane.
final class KeptMessage implements Placement {

    final LogQueueStore store;

    long position = Position.NONE;
    int length;

    /// A record of it, the first or a copy, is on its way to the disk.
    boolean isOnItsWay;

    /// The queue was done with it before it was placed.
    boolean isForgotten;

    KeptMessage(LogQueueStore store) {
        this.store = store;
    }

    @Override
    public void placed(long sequence, long newPosition, int newLength) {
        store.placed(this, sequence, newPosition, newLength);
    }
}
