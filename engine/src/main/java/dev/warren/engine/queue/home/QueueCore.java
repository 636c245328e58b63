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
import dev.warren.engine.queue.machine.Subscription;
import dev.warren.engine.topology.QueueSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private final QueueCounters counters = new QueueCounters();

    /// What applies to the queue now.
    private QueueSettings settings;

    QueueCore(Queue queue, QueueParts parts, Runnable onOutboxEmpty) {
        this.queue = queue;
        this.parts = parts;
        this.settings = parts.settings();
        this.hands = new Hands(queue, parts, counters, onOutboxEmpty);
        this.machine = new QueueMachine(queue.identity().autoDelete(), hands);
        parts.store().restore(machine);
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
    }

    /// Any thread may ask.
    boolean isDeleted() {
        return hands.isDeleted();
    }

    /// Whether bodies that were handed out are still being read.
    boolean isReading() {
        return !hands.outbox().isEmpty();
    }

    /// Takes a message in; false when the queue is deleted and it was dropped.
    boolean append(Message message) {
        long sequence = machine.append(message.bodyLength());
        if (sequence == QueueMachine.NONE) {
            if (message.releaseShare()) {
                parts.ledger().add(Holder.QUEUES, -message.footprintBytes());
            }
            return false;
        }
        parts.store().append(sequence, message);
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
        CompletableFuture<@Nullable Got> answer = new CompletableFuture<>();
        hands.withBody(
                sequence,
                message -> {
                    if (message != null) {
                        answer.complete(new Got(sequence, message, redelivered, left));
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

    void discard(long[] sequences, int count) {
        for (int i = 0; i < count; i++) {
            machine.settle(sequences[i]);
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
        counters.set(QueueCounter.READY, backlog.readyCount());
        counters.set(QueueCounter.UNACKED, backlog.unackedCount());
        counters.set(QueueCounter.CONSUMERS, machine.consumers());
        counters.set(QueueCounter.READY_BYTES, backlog.readyBytes());
        counters.set(QueueCounter.UNACKED_BYTES, backlog.unackedBytes());
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
