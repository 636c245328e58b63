package dev.warren.engine.recovery;

import static dev.warren.engine.recovery.HoldingScene.LATER;
import static dev.warren.engine.recovery.HoldingScene.PARKED;
import static dev.warren.engine.recovery.HoldingScene.RETRIES_MAX;
import static dev.warren.engine.recovery.HoldingScene.RETRY_MILLIS;
import static dev.warren.engine.recovery.HoldingScene.SLOW;
import static dev.warren.engine.recovery.HoldingScene.SLOW_MILLIS;
import static dev.warren.engine.recovery.HoldingScene.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/// Messages that wait, over several lives of a node: at an exchange that delays, beside a queue
/// that tries again, and beside one that delays. What fails too often is given up: it goes to a
/// parking queue, which may be full, or becomes a dead letter in the same queue.
///
/// - What was confirmed and nobody has acked comes, whatever happened while it waited.
/// - Nothing is given up before its last retry has failed, and nothing is tried more often.
/// - Nothing comes before its time by the node's clock, which somebody sets forward and back.
final class HoldingModel implements WorldLife.Clients {

    private static final int DELAY_MILLIS_MAX = 20_000;
    private static final int CLOCK_SET_MILLIS_MAX = 600_000;

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
    private final WorldLife life;
    private final WorldTopology topology;
    private final DueTimes times = new DueTimes();
    private final Map<Long, Entry> entries = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    final StorageWalked walked = new StorageWalked();
    long delayed;
    long retried;
    long slow;
    long parked;
    long deadLettered;
    long foundWaiting;
    private final Set<Long> givenUp = new HashSet<>();
    private final HoldingScene scene;
    private long nextId = 1;

    HoldingModel(long seed) {
        this.random = new Random(seed);
        this.world = new StorageWorld(seed, walked);
        this.life = new WorldLife(world, random);
        this.topology = new WorldTopology(world);
        this.scene = new HoldingScene(random);
    }

    void live(int steps, boolean isLast) throws IOException {
        start();
        life.live(steps, isLast, this);
    }

    private void start() throws IOException {
        deliveries.clear();
        Recovered recovered = world.recover();
        pass(random.nextInt(3_000));
        set();
        foundWaiting += HoldingScene.waiting(recovered);
        topology.begin(recovered);
        scene.declare(topology);
        if (random.nextBoolean()) {
            consume(WORK);
            consume(SLOW);
        }
        world.rest();
    }

    @Override
    public void act() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> publish(LATER, 1 + random.nextInt(DELAY_MILLIS_MAX));
            case 3, 4 -> publish(WORK, 0);
            case 5, 6 -> publish(SLOW, SLOW_MILLIS);
            case 7, 8, 9 -> topology.get(random.nextInt(4) == 0 ? SLOW : WORK, this::delivered);
            case 10 -> getParked();
            case 11 -> settle();
            case 12, 13 -> pass(random.nextInt(random.nextInt(3) == 0 ? 3_000 : 100));
            case 14 -> life.disk();
            default -> {
                world.rest();
                if (random.nextInt(4) == 0) {
                    set();
                }
            }
        }
    }

    /// And settles more often than one would think, so that some fail again and again.
    private void getParked() {
        settle();
        if (random.nextInt(3) == 0) {
            topology.get(PARKED, this::delivered);
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
        BasicProperties properties =
                BasicProperties.builder()
                        .deliveryMode(2)
                        .messageId(ShortString.of(Long.toString(id)))
                        .headers(FieldTable.EMPTY.with("x-delay", new Int32(delayMillis)))
                        .build();
        return WorldTopology.message(exchange, "", properties, WorldTopology.size(random));
    }

    /// Takes everything as soon as it is ready.
    private void consume(String name) {
        Queue queue = topology.queue(name);
        ConsumerSpec spec =
                new ConsumerSpec(
                        WorldTopology.SESSION,
                        ShortString.of("c"),
                        ConsumerLimits.ofPrefetch(0),
                        false,
                        false,
                        FieldTable.EMPTY);
        topology.consume(queue, spec, sink(queue));
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
        if (isAt(PARKED, queue)) {
            leftForGood(queue, sequence, id);
            return;
        }
        assertThat(retries).as("retries of %d", id).isLessThanOrEqualTo(RETRIES_MAX);
        times.assertOver(id, retries, world.wallMillis());
        delayed += message.exchange().toString().equals(LATER) ? 1 : 0;
        retried += retries > 0 ? 1 : 0;
        slow += message.exchange().toString().equals(SLOW) ? 1 : 0;
        deliveries.add(new Delivery(queue, sequence, id, retries));
    }

    private void leftForGood(Queue queue, long sequence, long id) {
        assertThat(givenUp).as("%d has failed for the last time", id).contains(id);
        parked += scene.parks() ? 1 : 0;
        deadLettered += scene.parks() ? 0 : 1;
        deliveries.add(new Delivery(queue, sequence, id, RETRIES_MAX));
    }

    private static boolean isAt(String name, Queue queue) {
        return queue.identity().name().toString().equals(name);
    }

    /// Acks some, and lets others fail.
    private void settle() {
        for (int i = random.nextInt(6); i >= 0 && !deliveries.isEmpty(); i--) {
            Delivery delivery = deliveries.remove(random.nextInt(deliveries.size()));
            boolean fails = isAt(WORK, delivery.queue()) && random.nextInt(3) > 0;
            if (fails) {
                fail(delivery);
            }
            settle(delivery, fails ? Settlement.DISCARD : Settlement.ACK);
        }
    }

    private void fail(Delivery delivery) {
        if (delivery.retries() == RETRIES_MAX) {
            givenUp.add(delivery.id());
        } else {
            long until = world.wallMillis() + RETRY_MILLIS;
            times.hold(delivery.id(), delivery.retries() + 1, until, world.wallMillis());
        }
    }

    private void settle(Delivery delivery, Settlement how) {
        if (how == Settlement.ACK) {
            Objects.requireNonNull(entries.get(delivery.id())).isAcked = true;
        }
        topology.settle(delivery.queue(), delivery.sequence(), how);
    }

    /// Everything becomes due, and is taken: nothing that was confirmed is missing.
    @Override
    public void drain() {
        world.empty();
        drainParked();
        for (int round = 0; round < 3; round++) {
            world.rest();
            pass(Math.max(60_000, times.latestMillis() + DELAY_MILLIS_MAX - world.wallMillis()));
        }
        world.rest();
        deliveries.forEach(delivery -> settle(delivery, Settlement.ACK));
        deliveries.clear();
        drain(WORK);
        drain(SLOW);
        drainParked();
        entries.forEach((id, entry) ->
                assertThat(entry.isAcked || !entry.isConfirmed)
                        .as("message %d of %s was confirmed, and came", id, entry.exchange)
                        .isTrue());
    }

    /// Who finds it full tries again every second, so it is emptied before a long time passes.
    private void drainParked() {
        world.rest();
        while (drain(PARKED)) {
            pass(2_000);
            world.rest();
        }
    }

    /// Whether there was anything.
    private boolean drain(String name) {
        boolean isAny = false;
        boolean isMore = true;
        while (isMore) {
            topology.get(name, this::delivered);
            world.rest();
            isMore = !deliveries.isEmpty();
            isAny |= isMore;
            deliveries.forEach(delivery -> settle(delivery, Settlement.ACK));
            deliveries.clear();
            world.rest();
        }
        return isAny;
    }
}
