package dev.warren.engine.queue.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A channel on a lane of its own with one queue's consumers, and perhaps a limit of unacked
/// messages for all of them.
///
/// It checks prefetch, window and limit at each delivery, and acks, requeues and credits when it
/// feels like it.
final class SimulatedChannel implements DeliverySink, ChannelCredit {

    private final Queue queue;
    private final Lane lane;
    private final long session;
    private final int limit;
    private final Random random;

    private final Fates fates;
    private final Map<Long, Consumer> unacked = new LinkedHashMap<>();
    private final Map<Consumer, Integer> uncredited = new HashMap<>();
    private final Set<Consumer> consumers = new LinkedHashSet<>();
    private final Set<Consumer> leaving = new HashSet<>();
    private final Map<Long, Long> ids = new HashMap<>();
    private final ArrayDeque<Consumer> asking = new ArrayDeque<>();
    private int granted;

    SimulatedChannel(Queue queue, Lane lane, long session, int limit, Random random, Fates fates) {
        this.queue = queue;
        this.lane = lane;
        this.session = session;
        this.limit = limit;
        this.random = random;
        this.fates = fates;
    }

    Lane lane() {
        return lane;
    }

    void consume() {
        queue.consume(
                        QueueRig.anySpec(random, session, false),
                        this,
                        limit == 0 ? ChannelCredit.NONE : this)
                .whenCompleteAsync((consumer, _) -> consumers.add(consumer), lane);
    }

    void cancelOne() {
        consumers.stream()
                .filter(consumer -> !leaving.contains(consumer))
                .findFirst()
                .ifPresent(this::cancel);
    }

    private void cancel(Consumer consumer) {
        leaving.add(consumer);
        queue.cancel(consumer).whenCompleteAsync((_, _) -> consumers.remove(consumer), lane);
    }

    void settleSome(boolean all) {
        long[] sequences =
                unacked.keySet().stream()
                        .filter(_ -> all || random.nextBoolean())
                        .mapToLong(s -> s)
                        .toArray();
        boolean requeues = !all && random.nextInt(3) == 0;
        for (long sequence : sequences) {
            unacked.remove(sequence);
            if (!requeues) {
                finish(sequence);
            }
        }
        if (requeues) {
            queue.settle(Settlement.REQUEUE, sequences, sequences.length);
        } else {
            queue.settle(Settlement.ACK, sequences, sequences.length);
        }
        serveAsking();
    }

    void creditAll() {
        uncredited.forEach((consumer, cost) -> queue.credit(consumer, cost));
        uncredited.clear();
    }

    @Override
    public void deliver(Consumer consumer, long sequence, Message message, boolean redelivered) {
        long id = TestMessages.idOf(message);
        int cost = DeliveryWindow.cost(message);
        fates.delivered(id, redelivered);
        lane.execute(() -> receive(consumer, sequence, id, cost));
    }

    private void receive(Consumer consumer, long sequence, long id, int cost) {
        assertThat(consumers).as("delivered after consume-ok").contains(consumer);
        assertThat(uncredited.getOrDefault(consumer, 0))
                .isLessThan((int) consumer.spec().limits().windowBytes());
        uncredited.merge(consumer, cost, Integer::sum);
        ids.put(sequence, id);
        if (consumer.isNoAck()) {
            finish(sequence);
            return;
        }
        unacked.put(sequence, consumer);
        if (limit > 0) {
            granted--;
            assertThat(unacked.size() + granted).isLessThanOrEqualTo(limit);
        }
        long held = unacked.values().stream().filter(c -> c == consumer).count();
        assertThat(consumer.prefetch() == 0 || held <= consumer.prefetch() || fates.mayCross())
                .isTrue();
    }

    private void finish(long sequence) {
        fates.done(ids.getOrDefault(sequence, -1L));
    }

    @Override
    public void takenBack(Queue from, long[] sequences) {
        lane.execute(() -> {
            for (long sequence : sequences) {
                unacked.remove(sequence);
            }
            serveAsking();
        });
    }

    @Override
    public void cancelled(Consumer consumer) {
        lane.execute(() -> {
            consumers.remove(consumer);
            asking.remove(consumer);
        });
    }

    @Override
    public void request(Consumer consumer) {
        lane.execute(() -> {
            asking.add(consumer);
            serveAsking();
        });
    }

    @Override
    public void giveBack(Consumer consumer, int deliveries) {
        lane.execute(() -> {
            if (!consumer.isNoAck()) {
                granted -= deliveries;
                assertThat(granted).isNotNegative();
            }
            serveAsking();
        });
    }

    private void serveAsking() {
        while (!asking.isEmpty() && unacked.size() + granted < limit) {
            Consumer consumer = asking.remove();
            int deliveries = 1 + random.nextInt(limit - unacked.size() - granted);
            if (!consumer.isNoAck()) {
                granted += deliveries;
            }
            queue.grant(consumer, this, deliveries);
        }
    }

    int granted() {
        return granted;
    }
}
