package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.topology.QueueNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Messages that wait, over several lives of a node: at an exchange that delays, beside a queue
/// that tries again, and beside one that delays.
///
/// - What was confirmed and nobody has acked comes, whatever happened while it waited.
/// - Nothing comes before its time by the node's clock, which somebody sets forward and back.
final class HoldingModel {

    private static final String LATER = "later";
    private static final String WORK = "work";
    private static final String SLOW = "slow";
    private static final int RETRY_MILLIS = 1_500;
    private static final int SLOW_MILLIS = 2_500;
    private static final int DELAY_MILLIS_MAX = 20_000;
    private static final int CLOCK_SET_MILLIS_MAX = 600_000;
    private static final long SESSION = 7;

    private record Delivery(Queue queue, long sequence, long id, long retries) {}

    private static final class Entry {
        final String exchange;
        boolean isConfirmed;
        boolean isAcked;

        Entry(String exchange) {
            this.exchange = exchange;
        }
    }

    private final Random random;
    private final StorageWorld world;
    private final WorldTopology topology;
    private final DueTimes times = new DueTimes();
    private final Map<Long, Entry> entries = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    final StorageWalked walked = new StorageWalked();
    long delayed;
    long retried;
    long slow;
    long foundWaiting;
    private long nextId = 1;

    HoldingModel(long seed) {
        this.random = new Random(seed);
        this.world = new StorageWorld(seed, walked);
        this.topology = new WorldTopology(world);
    }

    void live(int steps, boolean isLast) throws IOException {
        start();
        int fate = isLast ? -1 : random.nextInt(5);
        if (fate == 0 || fate == 1) {
            world.losePowerAfter(1 + random.nextInt(fate == 0 ? 100 : 1_000));
        }
        int failsAt = fate == 2 ? random.nextInt(steps) : steps;
        for (int i = 0; i < steps && world.hasPower(); i++) {
            if (i == failsAt) {
                world.fail();
            }
            act();
            for (int n = random.nextInt(8); n > 0; n--) {
                world.step();
            }
        }
        if (isLast || fate == 3) {
            drain();
            world.run(0, () -> world.storage().close());
            world.rest();
        }
        world.crash();
    }

    private void start() throws IOException {
        deliveries.clear();
        Recovered recovered = world.recover();
        pass(random.nextInt(3_000));
        set();
        countWaiting(recovered);
        topology.begin(recovered);
        topology.exchange(
                LATER, "x-delayed-message", FieldTable.EMPTY.with("x-delayed-type", "fanout"));
        topology.exchange(WORK, "fanout", FieldTable.EMPTY);
        topology.exchange(SLOW, "fanout", FieldTable.EMPTY);
        topology.queue(WORK, retrying());
        topology.queue(SLOW, FieldTable.EMPTY.with("x-delivery-delay", new Int32(SLOW_MILLIS)));
        topology.bind(LATER, WORK);
        topology.bind(WORK, WORK);
        topology.bind(SLOW, SLOW);
        if (random.nextBoolean()) {
            consume(WORK);
            consume(SLOW);
        }
        world.rest();
    }

    private static FieldTable retrying() {
        return FieldTable.EMPTY
                .with("x-retry-base", new Int32(RETRY_MILLIS))
                .with("x-retry-factor", new Int32(1))
                .with("x-retry-jitter", new Int32(0))
                .with("x-retry-attempts", new Int32(1_000_000))
                .with("x-retry-on", LongText.of("reject"));
    }

    private void countWaiting(Recovered recovered) {
        var vhost = recovered.topology().vhostOrNull(StorageWorld.VHOST);
        if (vhost != null) {
            vhost.queues()
                    .values()
                    .forEach(queue -> countWaiting(recovered, QueueNumbers.beside(queue.id())));
            vhost.exchanges()
                    .values()
                    .forEach(each -> countWaiting(recovered, each.definition().holdingId()));
        }
    }

    private void countWaiting(Recovered recovered, long holding) {
        var found = recovered.queues.get(holding);
        foundWaiting += found == null ? 0 : found.places().held();
    }

    private void act() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> publish(LATER, 1 + random.nextInt(DELAY_MILLIS_MAX));
            case 3, 4 -> publish(WORK, 0);
            case 5, 6 -> publish(SLOW, SLOW_MILLIS);
            case 7, 8, 9 -> get(random.nextInt(4) == 0 ? SLOW : WORK);
            case 10, 11 -> settle();
            case 12, 13 -> pass(random.nextInt(random.nextInt(3) == 0 ? 3_000 : 100));
            case 14 -> disk();
            default -> {
                world.rest();
                if (random.nextInt(4) == 0) {
                    set();
                }
            }
        }
    }

    private void disk() {
        if (random.nextBoolean()) {
            world.passTime();
        } else {
            world.fill(random.nextInt(3) == 0);
        }
    }

    private void pass(long millis) {
        world.advance(millis);
        times.show(world.wallMillis());
    }

    /// Only while everything rests: a message that is on its way has been told no time yet.
    private void set() {
        world.setClock(random.nextInt(2 * CLOCK_SET_MILLIS_MAX) - CLOCK_SET_MILLIS_MAX);
        times.show(world.wallMillis());
    }

    private void publish(String exchange, int delayMillis) {
        long id = nextId++;
        Entry entry = new Entry(exchange);
        entries.put(id, entry);
        times.hold(id, 0, world.wallMillis() + delayMillis, world.wallMillis());
        Message message = message(exchange, id, exchange.equals(LATER) ? delayMillis : 0);
        topology.publish(message, _ -> confirming(entry), id);
    }

    private static ConfirmSink confirming(Entry entry) {
        return new ConfirmSink() {
            @Override
            public void confirmed(long number) {
                entry.isConfirmed = true;
            }

            @Override
            public void refused(long number) {
                throw new AssertionError("refused " + number);
            }
        };
    }

    private Message message(String exchange, long id, int delayMillis) {
        int size = random.nextInt(10) == 0 ? 3_000 : random.nextInt(300);
        BasicProperties properties =
                BasicProperties.builder()
                        .deliveryMode(2)
                        .messageId(ShortString.of(Long.toString(id)))
                        .headers(FieldTable.EMPTY.with("x-delay", new Int32(delayMillis)))
                        .build();
        byte[] header = ContentHeader.encode(properties, size);
        return new Message(
                ShortString.of(exchange),
                ShortString.EMPTY,
                Arrays.copyOf(header, header.length + size),
                header.length);
    }

    private void get(String name) {
        Queue queue = topology.queue(name);
        world.run(
                2,
                () ->
                        world.watch(
                                queue.get(SESSION, false)
                                        .thenAccept(got -> {
                                            if (got != null) {
                                                delivered(queue, got.sequence(), got.message());
                                            }
                                        })));
    }

    /// Takes everything as soon as it is ready.
    private void consume(String name) {
        Queue queue = topology.queue(name);
        ConsumerSpec spec =
                new ConsumerSpec(
                        SESSION,
                        ShortString.of("c"),
                        ConsumerLimits.ofPrefetch(0),
                        false,
                        false,
                        FieldTable.EMPTY);
        world.run(2, () -> queue.consume(spec, sink(queue)));
    }

    private DeliverySink sink(Queue queue) {
        return new DeliverySink() {
            @Override
            public void deliver(
                    Consumer consumer, long sequence, Message message, boolean redelivered) {
                queue.credit(consumer, DeliveryWindow.cost(message.bodyLength()));
                delivered(queue, sequence, message);
            }

            @Override
            public void cancelled(Consumer consumer) {}
        };
    }

    private void delivered(Queue queue, long sequence, Message message) {
        long id =
                Long.parseLong(Objects.requireNonNull(message.properties().messageId()).toString());
        long retries =
                message.headers().get("x-retry-count") instanceof Int64(long count) ? count : 0;
        times.assertOver(id, retries, world.wallMillis());
        delayed += message.exchange().toString().equals(LATER) ? 1 : 0;
        retried += retries > 0 ? 1 : 0;
        slow += message.exchange().toString().equals(SLOW) ? 1 : 0;
        deliveries.add(new Delivery(queue, sequence, id, retries));
    }

    /// Acks some, and lets others fail.
    private void settle() {
        for (int i = random.nextInt(6); i >= 0 && !deliveries.isEmpty(); i--) {
            Delivery delivery = deliveries.remove(random.nextInt(deliveries.size()));
            boolean fails =
                    delivery.queue().identity().name().toString().equals(WORK)
                            && random.nextInt(3) > 0;
            if (fails) {
                long until = world.wallMillis() + RETRY_MILLIS;
                times.hold(delivery.id(), delivery.retries() + 1, until, world.wallMillis());
            }
            settle(delivery, fails ? Settlement.DISCARD : Settlement.ACK);
        }
    }

    private void settle(Delivery delivery, Settlement how) {
        if (how == Settlement.ACK) {
            Objects.requireNonNull(entries.get(delivery.id())).isAcked = true;
        }
        long[] one = {delivery.sequence()};
        world.run(2, () -> delivery.queue().settle(how, one, 1));
    }

    /// Everything becomes due, and is taken: nothing that was confirmed is missing.
    private void drain() {
        world.empty();
        for (int round = 0; round < 3; round++) {
            world.rest();
            pass(Math.max(60_000, times.latestMillis() + DELAY_MILLIS_MAX - world.wallMillis()));
        }
        world.rest();
        deliveries.forEach(delivery -> settle(delivery, Settlement.ACK));
        deliveries.clear();
        drain(WORK);
        drain(SLOW);
        entries.forEach((id, entry) ->
                assertThat(entry.isAcked || !entry.isConfirmed)
                        .as("message %d of %s was confirmed, and came", id, entry.exchange)
                        .isTrue());
    }

    private void drain(String name) {
        boolean isMore = true;
        while (isMore) {
            get(name);
            world.rest();
            isMore = !deliveries.isEmpty();
            deliveries.forEach(delivery -> settle(delivery, Settlement.ACK));
            deliveries.clear();
            world.rest();
        }
    }
}
