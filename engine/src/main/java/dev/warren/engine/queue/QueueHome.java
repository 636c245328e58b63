package dev.warren.engine.queue;

import dev.warren.engine.message.Message;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a queue lives: what carries its commands to the state machine and acts on what that
/// decides.
///
/// One home applies at once and keeps a local store; another sends every command through a log
/// first. [Queue] does not know which it has. Everything here is called on the queue's lane, but
/// [#isDeleted]. What a method promises is said at the method of the same name in [Queue].
public interface QueueHome {

    boolean isDeleted();

    /// Whether messages stay when they are settled, and nothing can be put back.
    default boolean isStream() {
        return false;
    }

    boolean keeps(Message message);

    void publish(Message message, ConfirmSink sink, long number);

    default void admit(Message message, ConfirmSink sink, long number) {
        publish(message, sink, number);
    }

    /// Only that of a queue of the broker's own is ever asked.
    default void hold(Message message, long millis, ConfirmSink sink, long number) {
        throw new IllegalStateException("no message waits in this queue");
    }

    CompletionStage<Counts> counts();

    void use();

    QueueCounters counters();

    CompletionStage<Consumer> consume(ConsumerSpec spec, DeliverySink sink, ChannelCredit credit);

    CompletionStage<Void> cancel(Consumer consumer);

    CompletionStage<@Nullable Got> get(long session, boolean noAck, TakeBacks sink);

    void ack(long sequence);

    void settle(Settlement how, long[] sequences, int count);

    /// Where nobody is timed, nothing happens.
    default void renew(long[] sequences) {}

    CompletionStage<Void> release(long session);

    CompletionStage<Seen> browse(Look look);

    CompletionStage<List<Long>> remove(List<Long> sequences);

    CompletionStage<Long> purge();

    CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty);

    void credit(Consumer consumer, long bytes);

    void grant(Consumer consumer, ChannelCredit from, int deliveries);

    void gate(Consumer consumer, ChannelCredit credit);

    /// Asks what waits until its time has come. Only of a queue whose messages do nothing else.
    <T> CompletionStage<T> waiting(Function<Waiting, CompletionStage<T>> question);

    CompletionStage<Void> configure(QueueSettings settings);
}
