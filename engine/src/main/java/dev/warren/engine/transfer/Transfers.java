package dev.warren.engine.transfer;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Distribution;
import dev.warren.engine.queue.Queue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// What is on its way out of one queue: the one way in which messages move from queue to queue.
/// Owned by the queue's lane.
///
/// ```
///  move  ->  waiting  ->  under way (so many at most)  ->  taken: the queue may forget it
///               ^              |
///               +-- later -----+   refused or nowhere to go, and it is to be safe
/// ```
///
/// Nothing leaves while queues are still being restored, for its targets may be among them.
/// Everything leaves at the end of a turn, in the order in which it came, never from within a
/// command of a queue: so a queue may get its own message back. A queue forgets a message that
/// would survive a crash only when its targets have it as safe as they promise: a crash may double
/// it, and loses nothing. Nobody waits for a mailbox, so that queues may send each other what they
/// want.
public final class Transfers {

    /// How many parcels of one queue may be with their targets at once.
    static final int UNDER_WAY_MAX = 1024;

    /// How many one turn sends off or has forgotten; the rest goes in later turns.
    static final int BATCH_MAX = 1024;

    /// How long a parcel rests that was refused or had nowhere to go.
    static final long RETRY_MILLIS = 1_000;

    private final Queue from;
    private final TransferRouting routing;
    private final Lane lane;
    private final LaneLedger ledger;
    private final ArrayDeque<Transfer> waiting = new ArrayDeque<>();
    private final ArrayDeque<Runnable> taken = new ArrayDeque<>();
    private final Runnable flush = this::flush;
    private final Runnable touch = this::touch;

    /// Wait for the timer, to be sent again.
    private List<Transfer> resting = new ArrayList<>();

    private int underWay;
    private boolean isTouched;
    private boolean isAwaitingRouting;

    /// @param ledger of the queue's lane
    public Transfers(Queue from, LaneLedger ledger, TransferRouting routing) {
        this.from = from;
        this.routing = routing;
        this.lane = from.lane();
        this.ledger = ledger;
    }

    /// Sends a parcel off.
    ///
    /// @param onTaken called once on the queue's lane, in no command of any queue, when the queue
    ///   may forget the message. Not when the queue is deleted before.
    public void move(Parcel parcel, Safety safety, Runnable onTaken) {
        ledger.add(Holder.QUEUES, parcel.original().footprintBytes());
        waiting.add(new Transfer(lane, parcel, safety, onTaken, this::answered));
        touch();
    }

    private void touch() {
        if (!isTouched) {
            isTouched = true;
            lane.atTurnEnd(TurnPhase.DELIVER, flush);
        }
    }

    private void flush() {
        isTouched = false;
        for (int i = 0; i < BATCH_MAX; i++) {
            Runnable forget = taken.poll();
            if (forget != null) {
                forget.run();
            } else if (underWay < UNDER_WAY_MAX && !waiting.isEmpty() && mayLeave()) {
                send(waiting.remove());
            } else {
                return;
            }
        }
        lane.later(touch);
    }

    private boolean mayLeave() {
        boolean isComplete = routing.isComplete();
        if (!isComplete && !isAwaitingRouting) {
            isAwaitingRouting = true;
            routing.whenComplete(lane, touch);
        }
        return isComplete;
    }

    private void send(Transfer transfer) {
        boolean isDone = transfer.address();
        if (isDone) {
            end(transfer);
        } else if (transfer.targets().isEmpty()) {
            underWay++;
            rest(transfer);
        } else if (transfer.isSafe() || survives(transfer.original())) {
            underWay++;
            handOut(transfer, transfer);
        } else {
            handOut(transfer, ConfirmSink.NONE);
            end(transfer);
        }
    }

    private boolean survives(Message message) {
        return from.keeps(message);
    }

    private void handOut(Transfer transfer, ConfirmSink sink) {
        Distribution.hand(
                transfer.nextContent(), transfer.targets(), ledger, sink, transfer.door());
    }

    private void answered(Transfer transfer) {
        if (transfer.isUnfinished()) {
            rest(transfer);
        } else {
            underWay--;
            end(transfer);
        }
    }

    private void end(Transfer transfer) {
        ledger.add(Holder.QUEUES, -transfer.original().footprintBytes());
        taken.add(transfer.taken());
        touch();
    }

    private void rest(Transfer transfer) {
        if (resting.isEmpty()) {
            lane.schedule(this::wake, RETRY_MILLIS);
        }
        resting.add(transfer);
    }

    private void wake() {
        List<Transfer> due = resting;
        resting = new ArrayList<>();
        underWay -= due.size();
        for (Transfer transfer : due.reversed()) {
            if (from.isDeleted()) {
                ledger.add(Holder.QUEUES, -transfer.original().footprintBytes());
            } else {
                waiting.addFirst(transfer);
            }
        }
        touch();
    }
}
