package dev.warren.engine.queue.store;

import dev.warren.engine.log.Position;
import dev.warren.engine.queue.QueueIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log which messages of a queue the disk could not give back: the first, and then ever
/// fewer. Owned by the queue's lane.
final class Losses {

    private static final Logger logger = LoggerFactory.getLogger("warren.store");

    private final QueueIdentity identity;
    private long lost;

    Losses(QueueIdentity identity) {
        this.identity = identity;
    }

    /// @param isDamaged whether it is gone for good; else it comes back with the next start
    void add(long sequence, long position, boolean isDamaged) {
        if (Long.bitCount(++lost) == 1) {
            logger.error(
                    "{} has lost message {}: its record at {} of the log {}; {} lost so far",
                    identity.description(),
                    sequence,
                    Position.toString(position),
                    isDamaged ? "is damaged" : "cannot be read until the next start",
                    lost);
        }
    }
}
