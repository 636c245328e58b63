package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.QueueStore;

/// Serves the consumers of a local queue: so much in a turn, and nothing past a body that has to be
/// read first. Owned by the queue's lane.
final class LocalService {

    /// How much one turn delivers at most, so that other queues of the lane get their share.
    static final int DELIVERIES_MAX = 1024;

    static final long DELIVERED_BYTES_MAX = 1 << 20;

    /// How many messages one turn lets expire or drops.
    static final int DEATHS_MAX = 4096;

    private static final long NOTHING = -1;

    private final Lane lane;
    private final QueueStore store;
    private final QueueCore core;
    private final QueueMachine machine;
    private final TurnTime time;
    private final TurnEnd turnEnd;
    private final Runnable goOn = this::goOn;
    private final Runnable loaded = this::loaded;
    private final Runnable tidyOn = this::tidyOn;

    /// Whether a later turn goes on where the budget ended.
    private boolean isGoingOn;

    /// Whether more has to die as soon as the disk has heard of what has died.
    private boolean isTidyingOn;

    /// The first ready message while it is being read.
    private long loading = NOTHING;

    LocalService(Lane lane, QueueStore store, QueueCore core, TurnTime time, TurnEnd turnEnd) {
        this.lane = lane;
        this.store = store;
        this.core = core;
        this.machine = core.machine();
        this.time = time;
        this.turnEnd = turnEnd;
    }

    /// Serves consumers until nothing can be served, a body has to be read, or the budget is used
    /// up.
    void serve() {
        serve(DELIVERIES_MAX, DELIVERED_BYTES_MAX);
    }

    /// The same without a budget: as much as consumers have room for, which is not without limit
    /// either.
    void serveAll() {
        serve(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private void serve(long deliveriesMax, long bytesMax) {
        long deliveries = deliveriesMax;
        long bytes = bytesMax;
        while (loading == NOTHING && !core.isReading()) {
            long sequence = machine.next();
            if (sequence == QueueMachine.NONE) {
                return;
            }
            if (deliveries-- == 0 || bytes <= 0) {
                goOnLater();
                return;
            }
            Message message = store.inMemoryOrNull(sequence);
            if (message == null) {
                loading = sequence;
                store.load(sequence, loaded);
                return;
            }
            bytes -= message.content().length;
            core.deliverNext(message);
        }
    }

    /// Does away with what is too old or too much. What the next turn will deliver is not too much
    /// yet.
    void tidy() {
        if (isTidyingOn) {
            return;
        }
        long spareMessages = isGoingOn ? DELIVERIES_MAX : 0;
        long spareBytes = isGoingOn ? DELIVERED_BYTES_MAX : 0;
        if (machine.tidy(DEATHS_MAX, spareMessages, spareBytes)) {
            isTidyingOn = true;
            store.whenRoom(tidyOn);
        }
    }

    void goOnLater() {
        if (!isGoingOn) {
            isGoingOn = true;
            lane.later(goOn);
        }
    }

    private void goOn() {
        isGoingOn = false;
        turnEnd.touch();
    }

    private void tidyOn() {
        isTidyingOn = false;
        turnEnd.touch();
    }

    private void loaded() {
        long sequence = loading;
        loading = NOTHING;
        if (!store.has(sequence)) {
            core.lose(sequence);
        }
        time.tellIfKept();
        serve();
        turnEnd.touch();
    }
}
