package dev.warren.engine.queue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log which messages of a queue the disk could not give back: the first, and then ever
/// fewer. Owned by the queue's lane.
public final class Losses {

    private static final Logger logger = LoggerFactory.getLogger("warren.store");

    private final QueueIdentity identity;
    private long lost;

    public Losses(QueueIdentity identity) {
        this.identity = identity;
    }

    /// @param count how many, at least one
    /// @param what which they are and why; asked for its text only if that is said
    public void add(long count, Object what) {
        long before = lost;
        lost += count;
        if (Long.highestOneBit(before) != Long.highestOneBit(lost)) {
            logger.error("{} has lost {}; {} lost so far", identity.description(), what, lost);
        }
    }
}
