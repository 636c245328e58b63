package dev.warren.amqp.channel;

import dev.warren.codec.method.TxMethod;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.traffic.ChannelCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Class `tx` of one channel: publishes and settlements put off until commit. Owned by the
/// channel's lane.
///
/// As in RabbitMQ, a message is routed when it is published and enqueued at commit, and a commit is
/// not atomic across queues. Commit-ok follows when every queue has what it was sent.
final class Transactions {

    /// A message with the queues that it was routed to.
    private record Publish(Message message, List<Queue> queues, boolean mandatory) {

        /// What the client hears of it when the queues that it was routed to are gone.
        boolean isUnroutable() {
            return queues.stream().allMatch(Queue::isDeleted);
        }
    }

    private record PutOff(
            Settlement kind, long tag, Queue queue, long sequence, boolean isCounted) {}

    private final AmqpChannel channel;
    private final List<Publish> publishes = new ArrayList<>();
    private final List<PutOff> settlements = new ArrayList<>();
    private boolean isSelected;
    private long bytes;

    Transactions(AmqpChannel channel) {
        this.channel = channel;
    }

    boolean isSelected() {
        return isSelected;
    }

    void handle(TxMethod method) {
        switch (method) {
            case TxMethod.Select _ -> select();
            case TxMethod.Commit _ -> commit();
            case TxMethod.Rollback _ -> rollback();
            case TxMethod.SelectOk _, TxMethod.CommitOk _, TxMethod.RollbackOk _ ->
                    throw AmqpChannel.unimplemented();
        }
    }

    void publish(Message message, Queue[] queues, boolean mandatory) {
        publishes.add(new Publish(message, List.of(queues), mandatory));
        count(message.footprintBytes());
    }

    /// Takes settlements in until commit.
    Unacked.Settled collector(Settlement kind) {
        return (tag, queue, sequence, isCounted) ->
                settlements.add(new PutOff(kind, tag, queue, sequence, isCounted));
    }

    /// What was to be done with these messages at commit is not done: the queue has taken them
    /// back.
    void takenBack(Queue from, long[] sequences, Unacked.Settled to) {
        settlements.removeIf(putOff -> {
            boolean isTaken =
                    putOff.queue() == from
                            && Arrays.binarySearch(sequences, putOff.sequence()) >= 0;
            if (isTaken) {
                to.settled(putOff.tag(), from, putOff.sequence(), putOff.isCounted());
            }
            return isTaken;
        });
    }

    void forEachSettledQueue(Consumer<Queue> action) {
        settlements.forEach(settlement -> action.accept(settlement.queue()));
    }

    /// The channel ends, and its open transaction with it.
    void close() {
        publishes.clear();
        settlements.clear();
        count(-bytes);
    }

    private void select() {
        if (channel.publisher().hasConfirms()) {
            throw new AmqpException(
                    ReplyCode.PRECONDITION_FAILED, "cannot switch from confirm to tx mode");
        }
        isSelected = true;
        channel.counters().set(ChannelCounter.IS_TRANSACTIONAL, 1);
        channel.send(new TxMethod.SelectOk());
    }

    private void commit() {
        requireSelected();
        List<Publish> published = List.copyOf(publishes);
        publishes.clear();
        count(-bytes);
        Enqueued enqueued = new Enqueued(published);
        for (Publish publish : published) {
            channel.publisher()
                    .enqueue(
                            publish.message(), publish.queues().toArray(Queue[]::new), enqueued, 0);
        }
        channel.publisher().handOff();
        for (PutOff settlement : settlements) {
            channel.settlements()
                    .apply(
                            settlement.kind(),
                            settlement.queue(),
                            settlement.sequence(),
                            settlement.isCounted());
        }
        settlements.clear();
        channel.await(
                enqueued.done,
                _ -> {
                    giveBackUnroutable(published);
                    channel.send(new TxMethod.CommitOk());
                });
    }

    private void giveBackUnroutable(List<Publish> published) {
        for (Publish publish : published) {
            if (publish.mandatory() && publish.isUnroutable()) {
                channel.publisher().giveBack(publish.message());
            }
        }
    }

    private void rollback() {
        requireSelected();
        for (PutOff settlement : settlements) {
            channel.unacked()
                    .restore(
                            settlement.tag(),
                            settlement.queue(),
                            settlement.sequence(),
                            settlement.isCounted());
        }
        close();
        channel.send(new TxMethod.RollbackOk());
    }

    private void requireSelected() {
        if (!isSelected) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "channel is not transactional");
        }
    }

    private void count(long delta) {
        bytes += delta;
        channel.connection().ledger().add(Holder.TRANSACTIONS, delta);
    }

    /// Waits for all queues to have all messages of one commit.
    private static final class Enqueued implements ConfirmSink {

        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final AtomicInteger open;

        Enqueued(List<Publish> published) {
            int answers = published.stream().mapToInt(publish -> publish.queues().size()).sum();
            open = new AtomicInteger(answers + 1);
            confirmed(0);
        }

        @Override
        public void confirmed(long number) {
            if (open.decrementAndGet() == 0) {
                done.complete(null);
            }
        }

        @Override
        public void refused(long number) {
            confirmed(number);
        }
    }
}
