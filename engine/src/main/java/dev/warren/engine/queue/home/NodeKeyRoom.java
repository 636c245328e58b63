package dev.warren.engine.queue.home;

import dev.warren.engine.dedup.KeyRoom;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the keys of one queue their share of the node's memory. Owned by the queue's lane.
final class NodeKeyRoom implements KeyRoom {

    /// What the keys of all queues of a node may take together: a sixteenth of the largest heap.
    static final long BYTES_MAX = Runtime.getRuntime().maxMemory() / 16;

    private static final Logger log = LoggerFactory.getLogger("warren.dedup");

    private final Queue queue;
    private final LaneLedger ledger;
    private final QueueCounters counters;
    private final long nodeBytesMax;

    NodeKeyRoom(Queue queue, LaneLedger ledger, QueueCounters counters, long nodeBytesMax) {
        this.queue = queue;
        this.ledger = ledger;
        this.counters = counters;
        this.nodeBytesMax = nodeBytesMax;
    }

    @Override
    public boolean mayTake(long bytes) {
        return ledger.nodeBytesOf(Holder.KEYS) + bytes <= nodeBytesMax;
    }

    @Override
    public void taken(long bytes) {
        ledger.add(Holder.KEYS, bytes);
    }

    @Override
    public void forgotten(long keys) {
        if (counters.of(QueueCounter.KEYS_FORGOTTEN) == 0) {
            log.warn(
                    "{} gets more different keys than its de-duplication has room for: the oldest are"
                            + " forgotten before their time; keys of all queues take {} of {} bytes",
                    queue,
                    ledger.nodeBytesOf(Holder.KEYS),
                    BYTES_MAX);
        }
        counters.add(QueueCounter.KEYS_FORGOTTEN, keys);
    }

    @Override
    public long salt() {
        return Salt.VALUE;
    }

    /// Another one with each start: it shows nowhere but in where keys stand. Made when it is
    /// needed.
    private static final class Salt {
        static final long VALUE = new SecureRandom().nextLong();
    }
}
