package dev.warren.engine.delay;

import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.transfer.Departures;
import dev.warren.engine.transfer.Safety;
import dev.warren.engine.transfer.TransferContext;

/// Sends the messages of one exchange on that have waited long enough. Owned by the lane of the
/// queue in which they wait.
///
/// A message is forgotten there when every queue that it goes to has it as safe as it promises: a
/// crash may double it, and loses nothing. It is sent once, as if it were published now. Where
/// nothing is bound, or a full queue refuses it, it is gone, for its publisher is not there to hear
/// of it; waiting for a place would hold up all that are due behind it.
public final class DelayOffice implements DeadLetterOffice {

    private final TransferContext context;
    private final Departures departures;

    /// @param ledger of the queue's lane
    public DelayOffice(TransferContext context, LaneLedger ledger) {
        this.context = context;
        this.departures = new Departures(ledger, context.routing());
    }

    @Override
    public boolean isForLater() {
        return true;
    }

    /// @param where the exchange at which it has waited
    @Override
    public void take(
            Queue from, DeadLettering where, Message message, DeathReason reason, Runnable taken) {
        departures.move(
                from,
                new DelayedParcel(context.routing(), from.identity().vhost(), where, message),
                Safety.AT_MOST_ONCE,
                taken);
    }
}
