package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.LongMap;
import dev.warren.engine.queue.data.SequenceSet;
import dev.warren.engine.queue.machine.Effects;
import dev.warren.engine.queue.store.QueueStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Carries out what a queue's machine decides: hands over bodies, frees them, talks to channels.
/// Owned by the queue's lane.
final class Hands implements Effects {

    private final Queue queue;
    private final QueueStore store;
    private final Function<Queue, CompletionStage<Void>> onDeleted;
    private final QueueCounters counters;
    private final Outbox outbox;
    private final Undertaker undertaker;
    private final LongMap<Seat> seats = new LongMap<>();
    private final Holders holders;

    /// The body of the message that is about to be delivered, when it is known already.
    private @Nullable Message inHand;

    /// Who grants credit just now: what is returned at once goes there, even if the consumer has
    /// left.
    private @Nullable Seat granting;

    /// Set when the queue is deleted; completed when the broker has forgotten it.
    private volatile @Nullable CompletableFuture<Void> deletion;

    Hands(
            Queue queue,
            QueueParts parts,
            QueueCounters counters,
            Undertaker undertaker,
            Runnable onOutboxEmpty) {
        this.queue = queue;
        this.store = parts.store();
        this.onDeleted = parts.onDeleted();
        this.counters = counters;
        this.undertaker = undertaker;
        this.outbox = new Outbox(store, onOutboxEmpty);
        this.holders = new Holders(queue);
    }

    /// Any thread may ask.
    boolean isDeleted() {
        return deletion != null;
    }

    /// Completed unless the queue is deleted and the broker has not forgotten it yet.
    CompletionStage<Void> settled() {
        CompletableFuture<Void> pending = deletion;
        return pending == null ? CompletableFuture.completedFuture(null) : pending;
    }

    Outbox outbox() {
        return outbox;
    }

    Holders holders() {
        return holders;
    }

    void seat(Consumer consumer, ChannelCredit credit) {
        seats.put(consumer.number(), new Seat(consumer, credit));
    }

    @Nullable Seat seatOf(Consumer consumer) {
        return seats.get(consumer.number());
    }

    void unseat(int consumer) {
        seats.remove(consumer);
    }

    void unseatAll(long session) {
        holders.remove(session);
        for (long number : seats.sortedKeys()) {
            Seat seat = seats.get(number);
            if (seat != null && seat.consumer.session() == session) {
                seats.remove(number);
            }
        }
    }

    void takeInHand(@Nullable Message message) {
        inHand = message;
    }

    /// A channel grants credit, perhaps to a consumer that has left: runs the command for it.
    void whileGranting(Consumer consumer, ChannelCredit from, Runnable command) {
        Seat outer = granting;
        granting = new Seat(consumer, from);
        command.run();
        granting = outer;
    }

    @Override
    public void deliver(
            int consumer, long sequence, boolean redelivered, Tries tries, boolean settled) {
        Seat seat = seats.get(consumer);
        if (seat == null) {
            throw new IllegalStateException("delivery to consumer " + consumer + " of " + queue);
        }
        Message message = inHand;
        inHand = null;
        if (message == null) {
            withBody(
                    sequence,
                    read -> handOver(seat, sequence, counted(read, tries), redelivered, settled));
        } else {
            handOver(seat, sequence, counted(message, tries), redelivered, settled);
        }
    }

    private static @Nullable Message counted(@Nullable Message message, Tries tried) {
        return message == null ? null : DeliveryCount.in(message, tried);
    }

    /// Calls back with the body, at once if it is in memory and nobody waits for another; with null
    /// if it is gone.
    void withBody(long sequence, java.util.function.Consumer<@Nullable Message> then) {
        Message message = outbox.isEmpty() ? store.inMemoryOrNull(sequence) : null;
        if (message == null) {
            outbox.whenRead(sequence, then);
        } else {
            then.accept(message);
        }
    }

    private void handOver(
            Seat seat,
            long sequence,
            @Nullable Message message,
            boolean redelivered,
            boolean settled) {
        Consumer consumer = seat.consumer;
        if (message != null && seats.get(consumer.number()) == seat) {
            counters.add(settled ? QueueCounter.DELIVERED_AUTO : QueueCounter.DELIVERED_MANUAL, 1);
            if (redelivered) {
                counters.add(QueueCounter.REDELIVERED, 1);
            }
            consumer.sink().deliver(consumer, sequence, message, redelivered);
        } else {
            seat.credit.giveBack(consumer, 1);
        }
        if (settled) {
            store.forget(sequence);
        } else {
            store.handedOver(sequence);
        }
    }

    @Override
    public void forget(long sequence) {
        store.forget(sequence);
    }

    @Override
    public void purged(SequenceSet gone) {
        store.forgetAll(gone);
    }

    @Override
    public void died(long sequence, DeathReason reason, boolean isKept) {
        undertaker.count(reason);
        if (isKept) {
            undertaker.add(sequence, reason);
        } else {
            store.forget(sequence);
        }
    }

    @Override
    public void failed(long sequence, Tries tried) {
        if (!tried.isNone()) {
            store.failed(sequence, tried);
        }
    }

    @Override
    public void requestCredit(int consumer) {
        Seat seat = seats.get(consumer);
        if (seat != null) {
            seat.credit.request(seat.consumer);
        }
    }

    @Override
    public void returnCredit(int consumer, int deliveries) {
        Seat granted = granting;
        Seat seat =
                granted != null && granted.consumer.number() == consumer
                        ? granted
                        : seats.get(consumer);
        if (seat != null) {
            seat.credit.giveBack(seat.consumer, deliveries);
        }
    }

    @Override
    public void takenBack(long session, long[] sequences) {
        holders.takenBack(session, sequences);
    }

    @Override
    public void cancelled(int consumer) {
        Seat seat = seats.remove(consumer);
        if (seat != null) {
            seat.consumer.sink().cancelled(seat.consumer);
        }
    }

    @Override
    public void deleted() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        deletion = gone;
        outbox.clear();
        undertaker.clear();
        store.clear();
        seats.clear();
        holders.clear();
        onDeleted
                .apply(queue)
                .whenCompleteAsync(
                        (_, failure) -> {
                            if (failure == null) {
                                gone.complete(null);
                            } else {
                                gone.completeExceptionally(failure);
                            }
                        },
                        queue.lane());
    }
}
