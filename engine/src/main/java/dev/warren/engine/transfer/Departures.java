package dev.warren.engine.transfer;

import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.queue.Queue;
import org.jspecify.annotations.Nullable;

/// The [Transfers] of one queue, made for the first parcel: most queues never send one. Owned by
/// the queue's lane.
public final class Departures {

    private final LaneLedger ledger;
    private final TransferRouting routing;
    private @Nullable Transfers transfers;

    /// @param ledger of the queue's lane
    public Departures(LaneLedger ledger, TransferRouting routing) {
        this.ledger = ledger;
        this.routing = routing;
    }

    /// As [Transfers#move].
    ///
    /// @param from the queue that is left, the same one each time
    public void move(Queue from, Parcel parcel, Safety safety, Runnable onTaken) {
        Transfers known = transfers;
        if (known == null) {
            known = new Transfers(from, ledger, routing);
            transfers = known;
        }
        known.move(parcel, safety, onTaken);
    }
}
