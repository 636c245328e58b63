package dev.warren.engine.queue.home;

import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.Seen;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.TakeBacks;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.queue.machine.Backlog;
import dev.warren.engine.queue.machine.DeleteResult;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.queue.machine.Subscription;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What both homes do when a command takes effect: give it to the machine, keep the body, answer.
/// Owned by the queue's lane.
///
/// What the machine causes in the course of it is carried out by [Hands].
final class QueueCore {

    private final Queue queue;
    private final QueueStore store;

    /// Made when somebody asks.
    private @Nullable Waiting waiting;

    private final Hands hands;
    private final QueueMachine machine;
    private final Intake intake;
    private final Fetch fetch;
    private final Browser browser;
    private final Undertaker undertaker;
    private final QueueCounters counters = new QueueCounters();

    /// What applies to the queue now.
    private QueueSettings settings;

    private final LaneLedger ledger;

    /// @param onOutboxEmpty hears that bodies that were handed out have all been read
    /// @param onTaken hears of dead messages that may be buried
    /// @param goOn asks for the end of a later turn
    /// @param nodeKeyBytesMax what the keys of all queues may take
    QueueCore(
            Queue queue,
            QueueParts parts,
            Runnable onOutboxEmpty,
            LongConsumer onTaken,
            Runnable goOn,
            long nodeKeyBytesMax) {
        this.queue = queue;
        this.settings = parts.settings();
        this.store = parts.store();
        this.ledger = parts.ledger();
        this.undertaker = new Undertaker(queue, parts, counters, onTaken, goOn);
        this.hands = new Hands(queue, parts, counters, undertaker, onOutboxEmpty);
        this.machine = new QueueMachine(queue.identity().autoDelete(), hands);
        this.intake = new Intake(queue, parts, machine, undertaker, counters);
        this.browser = new Browser(queue, parts.store(), machine);
        this.fetch = new Fetch(queue, parts.store(), machine, hands, counters);
        machine.backlog().useShelf(parts.shelf());
        machine.configure(Rules.of(settings));
        machine.keys().limitBy(new NodeKeyRoom(queue, parts.ledger(), counters, nodeKeyBytesMax));
        parts.store().restore(machine.restored());
        showGauges();
    }

    QueueMachine machine() {
        return machine;
    }

    QueueCounters counters() {
        return counters;
    }

    QueueSettings settings() {
        return settings;
    }

    void configure(QueueSettings changed) {
        settings = changed;
        intake.configure(changed);
        undertaker.configure(changed.deadLettering());
        machine.configure(Rules.of(changed));
    }

    /// Any thread may ask.
    boolean isDeleted() {
        return hands.isDeleted();
    }

    /// Whether bodies that were handed out are still being read.
    boolean isReading() {
        return !hands.outbox().isEmpty();
    }

    Undertaker undertaker() {
        return undertaker;
    }

    Intake intake() {
        return intake;
    }

    Counts counts() {
        requireAlive();
        Backlog backlog = machine.backlog();
        return new Counts(backlog.readyCount(), backlog.unackedCount(), machine.consumers());
    }

    Consumer consume(ConsumerSpec spec, DeliverySink sink, ChannelCredit credit) {
        requireAlive();
        int number = machine.subscribe(Subscription.of(spec, credit.isLimited()));
        if (number == QueueMachine.NONE) {
            throw Refusals.exclusivelyUsed(queue);
        }
        Consumer consumer = new Consumer(queue, number, spec, sink);
        hands.seat(consumer, credit);
        hands.holders().put(spec.session(), sink, machine::sessions);
        return consumer;
    }

    /// The seat is kept until what was on its way to the consumer has been handed over.
    CompletionStage<Void> cancel(Consumer consumer) {
        machine.cancel(consumer.number());
        CompletableFuture<Void> left = new CompletableFuture<>();
        hands.outbox()
                .afterAll(() -> {
                    hands.unseat(consumer.number());
                    left.complete(null);
                });
        return left.thenCompose(_ -> hands.settled());
    }

    CompletionStage<@Nullable Got> get(long session, boolean noAck, TakeBacks sink) {
        requireAlive();
        if (settings.delivering().singleActiveConsumer() && isQuorum()) {
            throw Refusals.noGetting(queue);
        }
        if (!noAck) {
            hands.holders().put(session, sink, machine::sessions);
        }
        return fetch.get(session, noAck);
    }

    /// The disk cannot give the message back: the queue goes on without it.
    void lose(long sequence) {
        if (machine.lose(sequence)) {
            counters.add(QueueCounter.LOST, 1);
        }
    }

    void ack(long sequence) {
        if (machine.ack(sequence)) {
            counters.add(QueueCounter.ACKED, 1);
        }
    }

    void settle(Settlement how, long[] sequences, int count) {
        for (int i = 0; i < count; i++) {
            if (machine.settle(how, sequences[i]) && how == Settlement.ACK) {
                counters.add(QueueCounter.ACKED, 1);
            }
        }
    }

    CompletionStage<Void> release(long session) {
        machine.release(session);
        hands.unseatAll(session);
        return hands.settled();
    }

    CompletionStage<Seen> browse(Look look) {
        requireAlive();
        return browser.browse(look);
    }

    /// Answers which of them were ready, and are gone.
    List<Long> remove(List<Long> sequences) {
        requireAlive();
        return sequences.stream().filter(machine::remove).toList();
    }

    long purge() {
        requireAlive();
        return machine.purge();
    }

    /// Deleting what is deleted is no error: it had nothing.
    CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty) {
        return switch (machine.delete(ifUnused, ifEmpty)) {
            case DeleteResult.Deleted(long ready) -> hands.settled().thenApply(_ -> ready);
            case DeleteResult.InUse() -> throw Refusals.notAsAsked(queue, "in use");
            case DeleteResult.NotEmpty() -> throw Refusals.notAsAsked(queue, "not empty");
        };
    }

    Waiting waiting() {
        requireAlive();
        Waiting known = waiting;
        if (known == null) {
            known = new HeldMessages(queue, store, machine);
            waiting = known;
        }
        return known;
    }

    void grant(Consumer consumer, ChannelCredit from, int deliveries) {
        hands.whileGranting(consumer, from, () -> machine.grant(consumer.number(), deliveries));
    }

    void gate(Consumer consumer, ChannelCredit credit) {
        machine.gate(consumer.number(), credit.isLimited());
        Seat seat = hands.seatOf(consumer);
        if (seat != null) {
            seat.credit = credit;
        }
    }

    /// Delivers the message that the machine named as next. The body may be given if it is known.
    void deliverNext(@Nullable Message body) {
        hands.takeInHand(body);
        machine.deliver();
    }

    /// Lets everybody see how much the queue holds.
    void showGauges() {
        Backlog backlog = machine.backlog();
        countIndex(backlog.indexBytes());
        counters.set(QueueCounter.READY, backlog.readyCount());
        counters.set(QueueCounter.UNACKED, backlog.unackedCount());
        counters.set(QueueCounter.CONSUMERS, machine.consumers());
        counters.set(QueueCounter.AWAITED, machine.isAwaited() ? 1 : 0);
        counters.set(QueueCounter.READY_BYTES, backlog.readyBytes());
        counters.set(QueueCounter.UNACKED_BYTES, backlog.unackedBytes());
    }

    private void countIndex(long now) {
        long known = counters.of(QueueCounter.INDEX_BYTES);
        if (now != known) {
            ledger.add(Holder.INDEXES, now - known);
            counters.set(QueueCounter.INDEX_BYTES, now);
        }
    }

    boolean isQuorum() {
        return settings.type().equals(QueueType.QUORUM);
    }

    private void requireAlive() {
        if (machine.isDeleted()) {
            throw Refusals.notFound(queue);
        }
    }
}
