package dev.warren.engine.stream;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.QueueHome;
import dev.warren.engine.queue.Seen;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.TakeBacks;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.stream.store.StreamLog;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A stream as a queue: appends what is published, and lets each consumer read on from where it is.
/// Owned by the queue's lane.
///
/// What a settlement says does not matter, only that it gives credit back. Nothing leaves a stream
/// but by retention.
final class StreamHome implements QueueHome {

    private final Queue queue;
    private final Lane lane;
    private final LaneLedger ledger;
    private final StreamLog log;
    private final StreamBlocks blocks;
    private final Function<Queue, CompletionStage<Void>> onDeleted;
    private final QueueCounters counters = new QueueCounters();
    private final Subscribers subscribers;
    private final Runnable handOver = this::handOver;

    /// What this turn has published so far.
    private @Nullable StreamAppend gathering;

    /// Set when the queue is deleted; completed when the broker has forgotten it.
    private volatile @Nullable CompletableFuture<Void> deletion;

    StreamHome(
            Queue queue,
            StreamLog log,
            LaneLedger ledger,
            StreamBlocks blocks,
            Clock clock,
            Function<Queue, CompletionStage<Void>> onDeleted) {
        this.queue = queue;
        this.lane = queue.lane();
        this.log = log;
        this.ledger = ledger;
        this.blocks = blocks;
        StreamLosses losses = new StreamLosses(queue.identity(), counters);
        losses.add(log.lostAtStart());
        this.subscribers = new Subscribers(lane, blocks, clock, counters, losses);
        this.onDeleted = onDeleted;
        showGauges();
    }

    @Override
    public boolean isDeleted() {
        return deletion != null;
    }

    @Override
    public boolean isStream() {
        return true;
    }

    @Override
    public boolean keeps(Message message) {
        return true;
    }

    @Override
    public QueueCounters counters() {
        return counters;
    }

    @Override
    public void publish(Message message, ConfirmSink sink, long number) {
        if (isDeleted()) {
            StreamAppend.release(message, ledger);
            sink.confirmed(number);
            return;
        }
        StreamAppend batch = gathering;
        if (batch == null) {
            batch = new StreamAppend(log, lane, ledger, this::durable);
            gathering = batch;
            lane.atTurnEnd(TurnPhase.COMMIT, handOver);
        }
        batch.add(message, sink, number);
        counters.add(QueueCounter.PUBLISHED, 1);
    }

    /// Nothing waits for a stream: whatever comes, comes in.
    @Override
    public void admit(Message message, ConfirmSink sink, long number) {
        publish(message, sink, number);
    }

    @Override
    public void hold(Message message, long millis, ConfirmSink sink, long number) {
        throw new IllegalStateException("nothing waits in " + queue);
    }

    private void handOver() {
        StreamAppend batch = gathering;
        gathering = null;
        if (batch != null) {
            log.append(batch);
        }
    }

    private void durable() {
        subscribers.wakeAtEnd();
        showGauges();
    }

    private void showGauges() {
        counters.set(QueueCounter.READY, log.extent().messages());
    }

    /// Streams do not count their consumers, as in RabbitMQ.
    @Override
    public CompletionStage<Counts> counts() {
        return ifAlive(() -> new Counts(log.extent().messages(), 0, 0));
    }

    @Override
    public CompletionStage<Consumer> consume(
            ConsumerSpec spec, DeliverySink sink, ChannelCredit credit) {
        return ifAlive(() -> subscribers.add(queue, log, spec, sink));
    }

    @Override
    public CompletionStage<Void> cancel(Consumer consumer) {
        subscribers.remove(consumer.number());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<@Nullable Got> get(long session, boolean noAck, TakeBacks sink) {
        return ifAlive(() -> {
            throw notSupported("basic.get");
        });
    }

    @Override
    public CompletionStage<Long> purge() {
        return ifAlive(() -> {
            throw notSupported("queue.purge");
        });
    }

    /// A stream is looked at by consuming from it.
    @Override
    public CompletionStage<Seen> browse(Look look) {
        return ifAlive(() -> {
            throw notSupported("browsing");
        });
    }

    /// Nothing leaves a stream but by retention.
    @Override
    public CompletionStage<List<Long>> remove(List<Long> sequences) {
        return ifAlive(() -> {
            throw notSupported("removal");
        });
    }

    /// Streams never expire for want of use.
    @Override
    public void use() {}

    @Override
    public <T> CompletionStage<T> waiting(Function<Waiting, CompletionStage<T>> question) {
        throw new IllegalStateException("nothing waits in " + queue);
    }

    private AmqpException notSupported(String method) {
        return AmqpException.of(
                ReplyCode.NOT_IMPLEMENTED,
                "%s not supported by stream queues %s",
                method,
                queue.identity().description());
    }

    @Override
    public void ack(long sequence) {
        counters.add(QueueCounter.ACKED, 1);
        subscribers.ack(Sequences.consumer(sequence), 1);
    }

    @Override
    public void settle(Settlement how, long[] sequences, int count) {
        counters.add(QueueCounter.ACKED, count);
        int from = 0;
        for (int i = 1; i <= count; i++) {
            int consumer = Sequences.consumer(sequences[from]);
            if (i == count || Sequences.consumer(sequences[i]) != consumer) {
                subscribers.ack(consumer, i - from);
                from = i;
            }
        }
    }

    /// A stream takes nothing back, so there is no time to renew.
    @Override
    public void renew(long[] sequences) {}

    @Override
    public CompletionStage<Void> release(long session) {
        subscribers.removeAll(session);
        return settled();
    }

    /// Neither condition is asked, and the answer is always 0, as in RabbitMQ.
    @Override
    public CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty) {
        if (!isDeleted()) {
            deleteNow();
        }
        return settled().thenApply(_ -> 0L);
    }

    private void deleteNow() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        deletion = gone;
        subscribers.cancelAll();
        blocks.forget(log.stream());
        onDeleted
                .apply(queue)
                .whenCompleteAsync(
                        (_, failure) -> {
                            if (failure == null) {
                                log.delete();
                                gone.complete(null);
                            } else {
                                gone.completeExceptionally(failure);
                            }
                        },
                        lane);
    }

    private CompletionStage<Void> settled() {
        CompletableFuture<Void> pending = deletion;
        return pending == null ? CompletableFuture.completedFuture(null) : pending;
    }

    @Override
    public void credit(Consumer consumer, long bytes) {
        subscribers.credit(consumer.number(), bytes);
    }

    /// A stream never asks a channel for credit.
    @Override
    public void grant(Consumer consumer, ChannelCredit from, int deliveries) {
        from.giveBack(consumer, deliveries);
    }

    /// The consumer's own prefetch is what counts, as in RabbitMQ.
    @Override
    public void gate(Consumer consumer, ChannelCredit credit) {}

    @Override
    public CompletionStage<Void> configure(QueueSettings settings) {
        log.configure(LaneStreams.limits(settings));
        return CompletableFuture.completedFuture(null);
    }

    private <T extends @Nullable Object> CompletionStage<T> ifAlive(Supplier<T> command) {
        try {
            if (isDeleted()) {
                throw new AmqpException(
                        ReplyCode.NOT_FOUND, "no " + queue.identity().description());
            }
            return CompletableFuture.completedFuture(command.get());
        } catch (AmqpException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
