package dev.warren.engine.stream;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.StreamOffset;
import dev.warren.engine.stream.store.AttachPoint;
import dev.warren.engine.stream.store.Cursor;
import dev.warren.engine.stream.store.StreamLog;
import dev.warren.engine.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The consumers of one stream, and which of them may get something. Owned by the queue's lane.
final class Subscribers {

    /// How much one turn delivers at most, so that other queues of the lane get their share.
    static final int DELIVERIES_MAX = 1024;

    static final long DELIVERED_BYTES_MAX = 1 << 20;

    /// How many messages one consumer gets before the next one's turn.
    private static final int SHARE = 128;

    private final Lane lane;
    private final StreamBlocks blocks;
    private final Clock clock;
    private final Map<Integer, Subscriber> byNumber = new LinkedHashMap<>();

    /// Those that may get something, and those that have had everything.
    private final ArrayDeque<Subscriber> line = new ArrayDeque<>();

    private List<Subscriber> atEnd = new ArrayList<>();
    private final Runnable serve = this::serve;
    private final QueueCounters counters;
    private final StreamLosses losses;
    private int lastNumber;
    private boolean isTouched;
    private boolean isGoingOn;

    Subscribers(
            Lane lane,
            StreamBlocks blocks,
            Clock clock,
            QueueCounters counters,
            StreamLosses losses) {
        this.losses = losses;
        this.counters = counters;
        this.lane = lane;
        this.blocks = blocks;
        this.clock = clock;
    }

    Consumer add(Queue queue, StreamLog log, ConsumerSpec spec, DeliverySink sink) {
        Consumer consumer = new Consumer(queue, ++lastNumber, spec, sink);
        Subscriber made =
                new Subscriber(
                        consumer,
                        log,
                        blocks,
                        losses,
                        FilterArguments.filterOrNull(spec.arguments()));
        byNumber.put(consumer.number(), made);
        showCount();
        StreamOffset wanted = StreamOffset.ofOrNull(spec.arguments());
        AttachPoint at = pointOf(wanted == null ? new StreamOffset.Next() : wanted);
        Cursor known = AttachPoint.knownOrNull(log, at);
        if (known == null) {
            blocks.attach(log, at, found -> attach(made, found));
        } else {
            attach(made, known);
        }
        return consumer;
    }

    private void attach(Subscriber subscriber, Cursor found) {
        subscriber.attach(found);
        enter(subscriber);
    }

    private AttachPoint pointOf(StreamOffset offset) {
        return switch (offset) {
            case StreamOffset.First() -> new AttachPoint.First();
            case StreamOffset.Last() -> new AttachPoint.Last();
            case StreamOffset.Next() -> new AttachPoint.Next();
            case StreamOffset.At(long number) -> new AttachPoint.Offset(number);
            case StreamOffset.Since(long millis) -> new AttachPoint.Time(millis);
            case StreamOffset.Ago(long millis) -> new AttachPoint.Time(clock.wallMillis() - millis);
        };
    }

    void remove(int number) {
        Subscriber gone = byNumber.remove(number);
        if (gone != null) {
            gone.leave();
            atEnd.remove(gone);
            showCount();
        }
    }

    private void showCount() {
        counters.set(QueueCounter.CONSUMERS, byNumber.size());
    }

    void removeAll(long session) {
        List.copyOf(byNumber.values()).stream()
                .filter(subscriber -> subscriber.consumer.session() == session)
                .forEach(subscriber -> remove(subscriber.consumer.number()));
    }

    /// The stream is gone.
    void cancelAll() {
        for (Subscriber subscriber : List.copyOf(byNumber.values())) {
            remove(subscriber.consumer.number());
            subscriber.consumer.sink().cancelled(subscriber.consumer);
        }
    }

    void ack(int number, int count) {
        Subscriber subscriber = byNumber.get(number);
        if (subscriber != null) {
            subscriber.ack(count);
            enter(subscriber);
        }
    }

    void credit(int number, long bytes) {
        Subscriber subscriber = byNumber.get(number);
        if (subscriber != null) {
            subscriber.open(bytes);
            enter(subscriber);
        }
    }

    /// There is more: those who had everything go on.
    void wakeAtEnd() {
        List<Subscriber> woken = atEnd;
        atEnd = new ArrayList<>();
        for (Subscriber subscriber : woken) {
            subscriber.isAtEnd = false;
            enter(subscriber);
        }
    }

    private void enter(Subscriber subscriber) {
        if (!subscriber.isInLine) {
            subscriber.isInLine = true;
            line.add(subscriber);
        }
        touch();
    }

    private void touch() {
        if (!isTouched) {
            isTouched = true;
            lane.atTurnEnd(TurnPhase.DELIVER, serve);
        }
    }

    private void serve() {
        isTouched = false;
        int messages = DELIVERIES_MAX;
        long bytes = DELIVERED_BYTES_MAX;
        while (!line.isEmpty()) {
            if (messages <= 0 || bytes <= 0) {
                serveLater();
                return;
            }
            Subscriber next = line.remove();
            next.isInLine = false;
            int most = Math.min(SHARE, messages);
            var share = new Subscriber.Share(most, bytes);
            Subscriber.Stop stop = next.deliver(share, () -> enter(next));
            count(most - share.messages());
            messages -= most - share.messages();
            bytes = share.bytes();
            place(next, stop);
        }
    }

    private void place(Subscriber subscriber, Subscriber.Stop stop) {
        switch (stop) {
            case SHARE -> {
                subscriber.isInLine = true;
                line.add(subscriber);
            }
            case END -> {
                if (!subscriber.isAtEnd) {
                    subscriber.isAtEnd = true;
                    atEnd.add(subscriber);
                }
            }
            case FULL, READING -> {}
        }
    }

    private void count(int delivered) {
        counters.add(QueueCounter.DELIVERED_MANUAL, delivered);
    }

    private void serveLater() {
        if (!isGoingOn) {
            isGoingOn = true;
            lane.later(() -> {
                isGoingOn = false;
                touch();
            });
        }
    }
}
