package dev.warren.engine.retry;

import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.transfer.Departures;
import dev.warren.engine.transfer.Parcel;
import dev.warren.engine.transfer.Safety;
import dev.warren.engine.transfer.TransferRouting;
import java.util.List;

/// Brings what has waited into the queue that it waited for: to its end, in the order in which it
/// is due. Owned by that queue's lane, which is that of the queue in which it waits too.
///
/// A message is forgotten where it waited when the queue has it as safe as it promises. A full
/// queue that refuses gets it again until it takes it: its publisher was told that it is safe.
public final class ReturnOffice implements DeadLetterOffice {

    private final Queue home;
    private final Departures departures;

    /// @param home where messages go
    /// @param ledger of its lane
    public ReturnOffice(Queue home, LaneLedger ledger, TransferRouting routing) {
        this.home = home;
        this.departures = new Departures(ledger, routing);
    }

    @Override
    public boolean isForLater() {
        return true;
    }

    @Override
    public void take(
            Queue from, DeadLettering where, Message message, DeathReason reason, Runnable taken) {
        departures.move(from, new Back(message, home), Safety.AT_LEAST_ONCE, taken);
    }

    private record Back(Message original, Queue home) implements Parcel {

        @Override
        public Message content() {
            return original.again();
        }

        @Override
        public List<Queue> targets() {
            return List.of(home);
        }

        @Override
        public void handTo(Queue target, Message sent, ConfirmSink sink, long number) {
            target.admit(sent, sink, number);
        }
    }
}
