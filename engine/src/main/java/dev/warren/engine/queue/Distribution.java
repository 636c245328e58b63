package dev.warren.engine.queue;

import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import java.util.List;

/// Hands one message of the node's own to the queues that it goes to, which may live on several
/// lanes. Its bytes are counted once, for all of them.
public final class Distribution {

    private Distribution() {}

    /// On the lane of the ledger. A queue's number, for the sink, is its place in the list. Nothing
    /// happens when there is no queue.
    ///
    /// @param message one that no queue has had yet
    public static void publish(
            Message message, List<Queue> queues, LaneLedger ledger, ConfirmSink sink) {
        if (queues.isEmpty()) {
            return;
        }
        message.share(queues.size());
        ledger.add(Holder.QUEUES, message.footprintBytes());
        for (int i = 0; i < queues.size(); i++) {
            queues.get(i).publish(message, sink, i);
        }
    }
}
