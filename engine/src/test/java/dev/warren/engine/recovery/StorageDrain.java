package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.Settlement;
import java.util.ArrayList;
import java.util.List;

/// A consumer without a limit, who is to get everything that a queue has.
final class StorageDrain implements DeliverySink {

    private static final long SESSION = Long.MAX_VALUE;

    private final Queue queue;
    private final String name;
    private final StorageBook book;
    private final List<StorageEntry> due;
    private final List<StorageEntry> got = new ArrayList<>();
    private final List<Long> sequences = new ArrayList<>();

    StorageDrain(Queue queue, StorageBook book) {
        this.queue = queue;
        this.name = queue.identity().name().toString();
        this.book = book;
        this.due = book.due(name);
    }

    void consume() {
        ConsumerLimits limits = ConsumerLimits.ofPrefetch(0);
        ShortString tag = ShortString.of("drain");
        queue.consume(new ConsumerSpec(SESSION, tag, limits, false, false, FieldTable.EMPTY), this);
    }

    @Override
    public void deliver(Consumer consumer, long sequence, Message message, boolean redelivered) {
        queue.credit(consumer, DeliveryWindow.cost(message.bodyLength()));
        got.add(book.delivered(name, message, redelivered));
        sequences.add(sequence);
        book.walked.drained++;
    }

    @Override
    public void cancelled(Consumer consumer) {}

    void check() {
        assertThat(got).as("in order").isSortedAccordingTo((a, b) -> Long.compare(a.id, b.id));
        assertThat(got).as("all that %s has", name).containsAll(due);
        long lost = queue.counters().of(QueueCounter.LOST);
        assertThat(lost).as("lost by %s", name).isLessThanOrEqualTo(book.damagedIn(name));
        if (!book.isPurged(name)) {
            assertThat(lost).as("lost by %s", name).isEqualTo(book.damagedIn(name));
        }
        book.walked.lost += lost;
    }

    void ackAll() {
        for (int i = 0; i < got.size(); i++) {
            got.get(i).isDone = true;
            got.get(i).settler = null;
            queue.settle(Settlement.ACK, new long[] {sequences.get(i)}, 1);
        }
    }
}
