package dev.warren.engine.queue;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.traffic.QueueKind;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A handle on a queue. Any lane may hold and call it; it goes to the queue's own lane.
///
/// Commands of one caller take effect in the order in which they were given. Stages complete on the
/// queue's lane, with an [dev.warren.codec.value.AmqpException] where the client erred: a caller on
/// another lane goes back to its own with `whenCompleteAsync(..., lane)`. A deleted queue answers
/// as RabbitMQ's does: it confirms what is published, ignores settlements, and knows no queue of
/// that name when somebody wants to consume, get, purge or delete.
public final class Queue {

    /// How many messages [#remove] takes at a time.
    public static final int REMOVED_MAX = 10_000;

    private final QueueIdentity identity;
    private final Lane lane;
    private final QueueHome home;
    private final QueueKind kind;

    /// Who is having it deleted. Owned by the queue's lane.
    private String deleter = Applied.THE_NODE;

    /// A classic queue.
    public Queue(QueueIdentity identity, Lane lane, Function<Queue, QueueHome> homes) {
        this(identity, QueueKind.CLASSIC, lane, homes);
    }

    public Queue(
            QueueIdentity identity, QueueKind kind, Lane lane, Function<Queue, QueueHome> homes) {
        this.identity = identity;
        this.kind = kind;
        this.lane = lane;
        this.home = homes.apply(this);
    }

    public QueueIdentity identity() {
        return identity;
    }

    /// How it is counted. Any thread may ask.
    public QueueKind kind() {
        return kind;
    }

    public Lane lane() {
        return lane;
    }

    /// Any thread may ask; on its lane the answer is exact.
    public boolean isDeleted() {
        return home.isDeleted();
    }

    /// Whether it is a stream: nothing can be put back or discarded. Any thread may ask.
    public boolean isStream() {
        return home.isStream();
    }

    /// Counters that any thread may read.
    public QueueCounters counters() {
        return home.counters();
    }

    /// Whether it keeps such a message over a restart.
    public boolean keeps(Message message) {
        return home.keeps(message);
    }

    /// Takes a message. The sink hears once of the number: as soon as the queue has it as safe as
    /// it promises.
    public void publish(Message message, ConfirmSink sink, long number) {
        if (lane.isCurrent()) {
            home.publish(message, sink, number);
        } else {
            lane.execute(() -> home.publish(message, sink, number));
        }
    }

    /// The same for a message that has waited for the queue: it does not wait again.
    public void admit(Message message, ConfirmSink sink, long number) {
        lane.execute(() -> home.admit(message, sink, number));
    }

    /// Takes a message that waits in this queue for so many milliseconds, one of those that no
    /// client knows. On its lane only.
    public void hold(Message message, long millis, ConfirmSink sink, long number) {
        home.hold(message, millis, sink, number);
    }

    /// Whoever declares the queue once more asks this, which is a use of it ([#use]).
    public CompletionStage<Counts> counts() {
        return ask(home::counts);
    }

    /// Somebody has declared the queue once more and does not want to know what it holds. A classic
    /// queue that goes when it is unused begins its time anew.
    public void use() {
        lane.execute(home::use);
    }

    /// Adds a consumer of a channel without a channel-wide prefetch.
    public CompletionStage<Consumer> consume(ConsumerSpec spec, DeliverySink sink) {
        return consume(spec, sink, ChannelCredit.NONE);
    }

    /// Adds a consumer. The stage completes before anything is delivered to it.
    ///
    /// Fails with 403 when there is an exclusive consumer, or any and this one wants to be
    /// exclusive.
    public CompletionStage<Consumer> consume(
            ConsumerSpec spec, DeliverySink sink, ChannelCredit credit) {
        return ask(() -> home.consume(spec, sink, credit));
    }

    /// Removes a consumer: nothing is delivered to it once the stage has completed. What it has not
    /// settled stays with its session. Completes after the queue, if this was the last consumer of
    /// an auto-delete one, is gone.
    public CompletionStage<Void> cancel(Consumer consumer) {
        return ask(() -> home.cancel(consumer));
    }

    /// Fetches the first ready message for somebody who does not hold it for long.
    public CompletionStage<@Nullable Got> get(long session, boolean noAck) {
        return get(session, noAck, TakeBacks.NONE);
    }

    /// Fetches the first ready message, or null when there is none. The sink hears when what this
    /// session holds is taken back.
    public CompletionStage<@Nullable Got> get(long session, boolean noAck, TakeBacks sink) {
        return ask(() -> home.get(session, noAck, sink));
    }

    public void ack(long sequence) {
        if (lane.isCurrent()) {
            home.ack(sequence);
        } else {
            lane.execute(() -> home.ack(sequence));
        }
    }

    /// Settles several. The array stays the caller's.
    ///
    /// What nobody holds is passed over. A settlement that crosses [TakeBacks#takenBack] on its way
    /// holds for whoever has the message by then.
    public void settle(Settlement how, long[] sequences, int count) {
        if (lane.isCurrent()) {
            home.settle(how, sequences, count);
        } else {
            long[] copy = Arrays.copyOf(sequences, count);
            lane.execute(() -> home.settle(how, copy, count));
        }
    }

    /// Who holds these may hold them as long as if they were handed out now. What nobody holds is
    /// passed over. The array stays the caller's.
    public void renew(long[] sequences, int count) {
        long[] copy = Arrays.copyOf(sequences, count);
        lane.execute(() -> home.renew(copy));
    }

    /// The session has ended: its consumers leave and its unacked messages are requeued in place.
    ///
    /// Completes after that, and after the queue is gone if these were the last consumers of an
    /// auto-delete one.
    public CompletionStage<Void> release(long session) {
        return ask(() -> home.release(session));
    }

    /// Shows messages without taking them: nothing changes, and nothing is marked redelivered.
    ///
    /// Asynchronous, because bodies may have to be read from the disk. Fails with 404 when the
    /// queue is deleted, and with 405 while too many look at it.
    public CompletionStage<Seen> browse(Look look) {
        return ask(() -> home.browse(look));
    }

    /// Does away with ready messages; what somebody holds is passed over. Answers which of them
    /// were ready, once that is as durable as an ack.
    ///
    /// They are no dead letters. At most [#REMOVED_MAX] at a time, else [IllegalArgumentException].
    public CompletionStage<List<Long>> remove(List<Long> sequences) {
        if (sequences.size() > REMOVED_MAX) {
            throw new IllegalArgumentException(sequences.size() + " messages to remove");
        }
        List<Long> copy = List.copyOf(sequences);
        return ask(() -> home.remove(copy));
    }

    /// Drops what is ready and answers how many that were.
    public CompletionStage<Long> purge() {
        return ask(home::purge);
    }

    /// Deletes the queue and answers how many ready messages it had. Completes when the broker has
    /// forgotten it.
    ///
    /// Fails with 406 when it is to be unused or empty and is not.
    ///
    /// @param by the user who wants it
    public CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty, String by) {
        return ask(() -> {
            deleter = by;
            return home.delete(ifUnused, ifEmpty)
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            deleter = Applied.THE_NODE;
                        }
                    });
        });
    }

    /// The same when no user wants it.
    public CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty) {
        return delete(ifUnused, ifEmpty, Applied.THE_NODE);
    }

    /// Who had it deleted, for whoever is told that it is. On the queue's lane.
    public String deleter() {
        return deleter;
    }

    /// Deliveries to the consumer of this [DeliveryWindow#cost] have been written out (or dropped).
    public void credit(Consumer consumer, long bytes) {
        if (lane.isCurrent()) {
            home.credit(consumer, bytes);
        } else {
            lane.execute(() -> home.credit(consumer, bytes));
        }
    }

    /// The answer to [ChannelCredit#request]. What the consumer cannot use, or a consumer that has
    /// left, comes back through [ChannelCredit#giveBack]: each granted delivery ends as a delivery
    /// or is given back.
    public void grant(Consumer consumer, ChannelCredit from, int deliveries) {
        lane.execute(() -> home.grant(consumer, from, deliveries));
    }

    /// The consumer's channel got a channel-wide prefetch, or lost it ([ChannelCredit#NONE]).
    public void gate(Consumer consumer, ChannelCredit credit) {
        lane.execute(() -> home.gate(consumer, credit));
    }

    /// How many messages wait until their time has come, and until when the first does. This and
    /// what follows only for a queue whose messages do nothing else.
    public CompletionStage<Waiting.Summary> waiting() {
        return ask(() -> home.waiting(held -> CompletableFuture.completedFuture(held.summary())));
    }

    /// See [Waiting#page].
    public CompletionStage<Waiting.Page> waiting(Waiting.Place after, int max) {
        return ask(() -> home.waiting(held -> held.page(after, max)));
    }

    /// Other settings apply from now on. Completes when the queue acts on them; at once when it is
    /// deleted.
    public CompletionStage<Void> configure(QueueSettings settings) {
        return ask(() -> home.configure(settings));
    }

    private <T extends @Nullable Object> CompletionStage<T> ask(
            Supplier<CompletionStage<T>> command) {
        if (lane.isCurrent()) {
            return command.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        lane.execute(() ->
                command.get()
                        .whenComplete((value, failure) -> {
                            if (failure == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        }));
        return answer;
    }

    @Override
    public String toString() {
        return identity.description();
    }
}
