package dev.warren.engine.queue.home;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.machine.Backlog;
import dev.warren.engine.queue.machine.DeleteResult;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.queue.machine.Subscription;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.QueueType;
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
    private final QueueParts parts;
    private final Hands hands;
    private final QueueMachine machine;
    private final Undertaker undertaker;
    private final QueueCounters counters = new QueueCounters();

    /// What applies to the queue now.
    private QueueSettings settings;

    /// What the ledger has of the machine's index.
    private long heavyBytes;

    /// @param onOutboxEmpty hears that bodies that were handed out have all been read
    /// @param onTaken hears of dead messages that may be buried
    /// @param goOn asks for the end of a later turn
    QueueCore(
            Queue queue,
            QueueParts parts,
            Runnable onOutboxEmpty,
            LongConsumer onTaken,
            Runnable goOn) {
        this.queue = queue;
        this.parts = parts;
        this.settings = parts.settings();
        this.undertaker = new Undertaker(queue, parts, counters, onTaken, goOn);
        this.hands = new Hands(queue, parts, counters, undertaker, onOutboxEmpty);
        this.machine = new QueueMachine(queue.identity().autoDelete(), hands);
        machine.backlog().useShelf(parts.shelf());
        machine.configure(Rules.of(settings));
        hands.countFailuresWith(machine.backlog()::failures);
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

    /// Does not take a message in.
    void refuse(Message message) {
        counters.add(QueueCounter.REFUSED, 1);
        if (settings.length().overflow() == Overflow.REJECT_PUBLISH_DLX
                && settings.deadLettering().exchange() != null) {
            undertaker.bringStranger(message, () -> release(message));
        } else {
            release(message);
        }
    }

    private void release(Message message) {
        if (message.releaseShare()) {
            parts.ledger().add(Holder.QUEUES, -message.footprintBytes());
        }
    }

    /// Whether nothing but the size of the message matters here.
    boolean isPlain(Message message) {
        return Arrival.isPlain(machine.rules(), message);
    }

    /// Takes a message in; false when the queue is deleted and it was dropped.
    boolean append(Message message, boolean isPlain) {
        long sequence = Arrival.append(machine, message, isPlain);
        if (sequence == QueueMachine.NONE) {
            release(message);
            return false;
        }
        if (isPlain || !Arrival.isKept(machine.rules(), message)) {
            parts.store().append(sequence, message);
        } else {
            parts.store().append(sequence, message, machine.now());
        }
        counters.add(QueueCounter.PUBLISHED, 1);
        return true;
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
            throw new AmqpException(
                    ReplyCode.ACCESS_REFUSED, queue.identity().description() + " in exclusive use");
        }
        Consumer consumer = new Consumer(queue, number, spec, sink);
        hands.seat(consumer, credit);
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

    CompletionStage<@Nullable Got> get(long session, boolean noAck) {
        requireAlive();
        if (settings.delivering().singleActiveConsumer() && isQuorum()) {
            throw new AmqpException(
                    ReplyCode.RESOURCE_LOCKED,
                    "cannot obtain access to locked "
                            + queue.identity().description()
                            + ". basic.get operations are not supported by quorum queues with"
                            + " single active consumer");
        }
        boolean redelivered = machine.isFirstRedelivered();
        long sequence = machine.get(session, noAck);
        if (sequence == QueueMachine.NONE) {
            counters.add(QueueCounter.GOT_EMPTY, 1);
            return CompletableFuture.completedFuture(null);
        }
        counters.add(noAck ? QueueCounter.GOT_AUTO : QueueCounter.GOT_MANUAL, 1);
        if (redelivered) {
            counters.add(QueueCounter.REDELIVERED, 1);
        }
        long left = machine.backlog().readyCount();
        int failures = redelivered ? machine.backlog().failures(sequence) : 0;
        CompletableFuture<@Nullable Got> answer = new CompletableFuture<>();
        hands.withBody(
                sequence,
                message -> {
                    if (message != null) {
                        answer.complete(
                                new Got(
                                        sequence,
                                        DeliveryCount.in(message, failures),
                                        redelivered,
                                        left));
                        letGo(sequence, noAck);
                    } else if (machine.isDeleted()) {
                        answer.completeExceptionally(notFound());
                    } else {
                        if (machine.lose(sequence) || noAck) {
                            counters.add(QueueCounter.LOST, 1);
                        }
                        Answers.forward(() -> get(session, noAck), answer);
                    }
                });
        return answer;
    }

    private void letGo(long sequence, boolean isSettled) {
        if (isSettled) {
            parts.store().forget(sequence);
        } else {
            parts.store().handedOver(sequence);
        }
    }

    /// The disk cannot give the message back: the queue goes on without it.
    void lose(long sequence) {
        if (machine.lose(sequence)) {
            counters.add(QueueCounter.LOST, 1);
        }
    }

    void ack(long sequence) {
        if (machine.settle(sequence)) {
            counters.add(QueueCounter.ACKED, 1);
        }
    }

    void ack(long[] sequences, int count) {
        for (int i = 0; i < count; i++) {
            ack(sequences[i]);
        }
    }

    void requeue(long[] sequences, int count) {
        for (int i = 0; i < count; i++) {
            machine.requeue(sequences[i]);
        }
    }

    void fail(long[] sequences, int count) {
        for (int i = 0; i < count; i++) {
            machine.fail(sequences[i]);
        }
    }

    void discard(long[] sequences, int count) {
        for (int i = 0; i < count; i++) {
            machine.discard(sequences[i]);
        }
    }

    CompletionStage<Void> release(long session) {
        machine.release(session);
        hands.unseatAll(session);
        return hands.settled();
    }

    long purge() {
        requireAlive();
        return machine.purge();
    }

    /// Deleting what is deleted is no error: it had nothing.
    CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty) {
        return switch (machine.delete(ifUnused, ifEmpty)) {
            case DeleteResult.Deleted(long ready) -> hands.settled().thenApply(_ -> ready);
            case DeleteResult.InUse() -> throw preconditionFailed("in use");
            case DeleteResult.NotEmpty() -> throw preconditionFailed("not empty");
        };
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
        countIndex(backlog.heavyBytes());
        counters.set(QueueCounter.READY, backlog.readyCount());
        counters.set(QueueCounter.UNACKED, backlog.unackedCount());
        counters.set(QueueCounter.CONSUMERS, machine.consumers());
        counters.set(QueueCounter.READY_BYTES, backlog.readyBytes());
        counters.set(QueueCounter.UNACKED_BYTES, backlog.unackedBytes());
    }

    private void countIndex(long now) {
        if (now != heavyBytes) {
            parts.ledger().add(Holder.INDEXES, now - heavyBytes);
            heavyBytes = now;
        }
    }

    boolean isQuorum() {
        return settings.type().equals(QueueType.QUORUM);
    }

    private void requireAlive() {
        if (machine.isDeleted()) {
            throw notFound();
        }
    }

    private AmqpException notFound() {
        return new AmqpException(ReplyCode.NOT_FOUND, "no " + queue.identity().description());
    }

    private AmqpException preconditionFailed(String what) {
        return new AmqpException(
                ReplyCode.PRECONDITION_FAILED, queue.identity().description() + " " + what);
    }
}
