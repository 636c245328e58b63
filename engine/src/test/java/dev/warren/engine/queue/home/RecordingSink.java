package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// A client that writes down what it is told.
final class RecordingSink implements DeliverySink, ConfirmSink {

    record Delivered(Consumer consumer, long sequence, long id, boolean redelivered, int cost) {

        @Override
        public String toString() {
            return consumer.tag() + ":" + id + (redelivered ? "r" : "");
        }
    }

    private final List<Delivered> delivered = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<List<Long>> takenBack = new ArrayList<>();
    private final List<Long> confirmed = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();

    @Override
    public void deliver(Consumer consumer, long sequence, Message message, boolean redelivered) {
        delivered.add(
                new Delivered(
                        consumer,
                        sequence,
                        TestMessages.idOf(message),
                        redelivered,
                        DeliveryWindow.cost(message)));
    }

    @Override
    public void takenBack(Queue queue, long[] sequences) {
        takenBack.add(LongStream.of(sequences).boxed().toList());
    }

    @Override
    public void cancelled(Consumer consumer) {
        cancelled.add(consumer.tag().toString());
    }

    @Override
    public void confirmed(long number) {
        confirmed.add(number);
    }

    @Override
    public void refused(long number) {
        refused.add(number);
    }

    /// What came since the last look.
    List<Delivered> takeDelivered() {
        List<Delivered> taken = List.copyOf(delivered);
        delivered.clear();
        return taken;
    }

    /// The same as texts: `tag:id`, with an `r` behind when redelivered.
    List<String> texts() {
        return takeDelivered().stream().map(Delivered::toString).toList();
    }

    /// Each time the sequences.
    List<List<Long>> takenBack() {
        return takenBack;
    }

    List<String> cancelled() {
        return cancelled;
    }

    List<Long> confirmed() {
        return confirmed;
    }

    List<Long> refused() {
        return refused;
    }
}
