package dev.warren.engine.broker;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.SeenMessage;
import dev.warren.engine.transfer.Parcel;
import dev.warren.engine.transfer.Safety;
import dev.warren.engine.transfer.TransferRouting;
import dev.warren.engine.transfer.Transfers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends messages that lie in a queue to another exchange, for those who administer them: through
/// the one way in which messages move from queue to queue ([Transfers]). Any thread.
///
/// A message leaves its queue only when every queue that it goes to has it as safe as it promises:
/// a crash may double it, and so may a consumer that takes it meanwhile; nothing is lost. Rights
/// are checked by who calls.
public final class MessageMoves {

    /// How many one call takes.
    public static final int MOVED_MAX = 500;

    private final TransferRouting routing;
    private final ByteLedger ledger;

    MessageMoves(TransferRouting routing, ByteLedger ledger) {
        this.routing = routing;
        this.ledger = ledger;
    }

    /// A message on its way: what is sent, to which exchange and by which keys. The exchange and
    /// key that it names itself are what its recipients see.
    public record Outgoing(
            Message content, String vhost, ShortString exchange, List<ShortString> keys) {
        public Outgoing {
            keys = List.copyOf(keys);
        }
    }

    /// Whether a message that is sent there would reach a queue now.
    public boolean hasTarget(Outgoing outgoing) {
        return !targets(routing, outgoing).isEmpty();
    }

    private static List<Queue> targets(TransferRouting routing, Outgoing outgoing) {
        return routing.queues(
                outgoing.vhost(), outgoing.exchange(), outgoing.keys(), outgoing.content());
    }

    /// Sends messages of a queue off and waits until they are safe where they go; what is refused
    /// or leads nowhere is sent again once a second. Completes when all are safe, on the queue's
    /// lane; never when the queue is deleted before.
    ///
    /// @param outgoing for each message of the queue what is sent in its place
    public CompletionStage<Void> copy(Queue from, Map<SeenMessage, Outgoing> outgoing) {
        if (outgoing.size() > MOVED_MAX) {
            throw new IllegalArgumentException(outgoing.size() + " messages to move");
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (outgoing.isEmpty()) {
            done.complete(null);
            return done;
        }
        AtomicInteger due = new AtomicInteger(outgoing.size());
        Runnable taken =
                () -> {
                    if (due.decrementAndGet() == 0) {
                        done.complete(null);
                    }
                };
        List<Moved> parcels = new ArrayList<>();
        outgoing.forEach((seen, out) -> parcels.add(new Moved(routing, seen.message(), out)));
        from.lane()
                .execute(() -> {
                    LaneLedger own = ledger.ofLane(from.lane().index());
                    Transfers transfers = new Transfers(from, own, routing);
                    parcels.forEach(parcel -> transfers.move(parcel, Safety.AT_LEAST_ONCE, taken));
                });
        return done;
    }

    /// The same, and then removes from the queue what nobody has taken meanwhile. Answers how many
    /// these were: the others are with a consumer, or gone, as well.
    public CompletionStage<Integer> move(Queue from, Map<SeenMessage, Outgoing> outgoing) {
        List<Long> sequences = outgoing.keySet().stream().map(SeenMessage::sequence).toList();
        return copy(from, outgoing).thenCompose(_ -> from.remove(sequences)).thenApply(List::size);
    }

    private record Moved(TransferRouting routing, Message original, Outgoing outgoing)
            implements Parcel {

        @Override
        public Message content() {
            return outgoing.content();
        }

        @Override
        public List<Queue> targets() {
            return MessageMoves.targets(routing, outgoing);
        }
    }
}
