package dev.warren.engine.recovery;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.recovery.WindowTimes.Sent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// Windows that end, over several lives of a node: of a queue, of an exchange with two queues
/// behind it, and of an exchange that delays. Publishers repeat themselves, and somebody sets the
/// clock forward and back.
///
/// - Of two messages with one key that come, the window of the first was over by the node's clock
///   when the second was published: unless a crash took the first one before it was confirmed.
/// - For each message that was confirmed one with its key comes, whose window may not have been
///   over.
final class WindowModel implements WorldLife.Clients {

    private static final String PLAIN = "plain";
    private static final String GUARD = "guard";
    private static final String LATER = "later";
    private static final String OWN = "own";
    private static final String ONE = "one";
    private static final String TWO = "two";
    private static final String WAITED = "waited";
    private static final int DELAY_MILLIS_MAX = 10_000;
    private static final int CLOCK_SET_MILLIS_MAX = 600_000;

    private record Delivery(Queue queue, long sequence, long id) {}

    private final Random random;
    private final StorageWorld world;
    private final WorldLife life;
    private final WorldTopology topology;
    private final WindowTimes times;
    private final Map<String, WindowTrack> tracks = new TreeMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final int windowMillis;
    private final int pool;
    private final boolean isPlugins;
    private long nextId = 1;

    WindowModel(long seed) {
        this.random = new Random(seed);
        this.world = new StorageWorld(seed, new StorageWalked());
        this.life = new WorldLife(world, random);
        this.topology = new WorldTopology(world);
        this.windowMillis = 500 << random.nextInt(6);
        this.pool = 1 + random.nextInt(20);
        this.isPlugins = random.nextInt(3) == 0;
        this.times = new WindowTimes(windowMillis);
        for (String name : List.of(OWN, ONE, TWO, WAITED)) {
            tracks.put(name, new WindowTrack(name));
        }
    }

    Map<String, WindowTrack> tracks() {
        return tracks;
    }

    void live(int steps, boolean isLast) throws IOException {
        start();
        life.live(steps, isLast, this);
        tracks.values().forEach(WindowTrack::crash);
    }

    private void start() throws IOException {
        deliveries.clear();
        Recovered recovered = world.recover();
        pass(random.nextInt(2 * windowMillis));
        if (random.nextBoolean()) {
            set();
        }
        topology.begin(recovered);
        topology.exchange(PLAIN, "fanout", FieldTable.EMPTY);
        topology.exchange(GUARD, isPlugins ? "x-message-deduplication" : "fanout", guarding());
        topology.exchange(
                LATER,
                "x-delayed-message",
                guarding()
                        .with("x-delayed-type", isPlugins ? "x-message-deduplication" : "fanout"));
        topology.queue(OWN, FieldTable.EMPTY.with("x-dedup-window", new Int32(windowMillis)));
        topology.queue(ONE, FieldTable.EMPTY);
        topology.queue(TWO, FieldTable.EMPTY);
        topology.queue(WAITED, FieldTable.EMPTY);
        topology.bind(PLAIN, OWN);
        topology.bind(GUARD, ONE);
        topology.bind(GUARD, TWO);
        topology.bind(LATER, WAITED);
        world.rest();
    }

    private FieldTable guarding() {
        return isPlugins
                ? FieldTable.EMPTY
                        .with("x-cache-size", new Int32(1_000_000))
                        .with("x-cache-ttl", new Int32(windowMillis))
                : FieldTable.EMPTY.with("x-dedup-window", new Int32(windowMillis));
    }

    @Override
    public void act() {
        switch (random.nextInt(16)) {
            case 0, 1 -> publish(PLAIN);
            case 2, 3, 4 -> publish(GUARD);
            case 5, 6, 7 -> publish(LATER);
            case 8, 9, 10 -> topology.get(any(), this::delivered);
            case 11, 12 -> ack(random.nextInt(6));
            case 13 -> life.disk();
            default -> time();
        }
    }

    private String any() {
        return List.copyOf(tracks.keySet()).get(random.nextInt(tracks.size()));
    }

    /// Only while everything rests: what is on its way to a queue has no key there yet.
    private void time() {
        world.rest();
        if (random.nextInt(6) == 0) {
            set();
        } else {
            pass(aWhile());
        }
    }

    private int aWhile() {
        return switch (random.nextInt(6)) {
            case 0 -> windowMillis - random.nextInt(2);
            case 1 -> random.nextInt(2 * windowMillis);
            default -> random.nextInt(windowMillis / 4);
        };
    }

    private void pass(long millis) {
        world.advance(millis);
        times.show(world.wallMillis());
    }

    private void set() {
        int by = random.nextInt(2) == 0 ? CLOCK_SET_MILLIS_MAX : 2 * windowMillis;
        world.setClock(random.nextInt(2 * by) - by);
        times.show(world.wallMillis());
    }

    private void publish(String exchange) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            long id = nextId++;
            // exchanges and the queue know nothing of each other's keys
            Sent sent = times.send(id, exchange + "-" + random.nextInt(pool), world.wallMillis());
            topology.publish(message(exchange, sent), queue -> track(queue).publish(sent), id);
        }
    }

    /// What waits at the exchange is in a queue without a name.
    private WindowTrack track(Queue queue) {
        String name = queue.identity().name().toString();
        return Objects.requireNonNull(tracks.get(name.isEmpty() ? WAITED : name));
    }

    private Message message(String exchange, Sent sent) {
        int size = WorldTopology.size(random);
        FieldTable headers =
                FieldTable.EMPTY.with("x-deduplication-header", LongText.of(sent.key()));
        BasicProperties properties =
                BasicProperties.builder()
                        .deliveryMode(2)
                        .messageId(ShortString.of(sent.key()))
                        .headers(
                                exchange.equals(LATER)
                                        ? headers.with("x-delay", new Int32(delayMillis()))
                                        : headers)
                        .build();
        return WorldTopology.message(exchange, Long.toString(sent.id()), properties, size);
    }

    private int delayMillis() {
        return 1 + random.nextInt(DELAY_MILLIS_MAX);
    }

    private void delivered(Queue queue, long sequence, Message message) {
        long id = Long.parseLong(message.routingKey().toString());
        track(queue).delivered(id);
        deliveries.add(new Delivery(queue, sequence, id));
    }

    private void ack(int count) {
        for (int i = 0; i < count && !deliveries.isEmpty(); i++) {
            Delivery delivery = deliveries.remove(random.nextInt(deliveries.size()));
            track(delivery.queue()).acked(delivery.id());
            topology.settle(delivery.queue(), delivery.sequence(), Settlement.ACK);
        }
    }

    /// Everything becomes due, and is taken.
    @Override
    public void drain() {
        world.empty();
        for (int round = 0; round < 3; round++) {
            world.rest();
            pass(times.latestMillis() + 2 * DELAY_MILLIS_MAX - world.wallMillis());
        }
        world.rest();
        for (String name : tracks.keySet()) {
            boolean isMore = true;
            while (isMore) {
                topology.get(name, this::delivered);
                world.rest();
                isMore = !deliveries.isEmpty();
                ack(deliveries.size());
                world.rest();
            }
        }
        tracks.values().forEach(WindowTrack::assertAllCame);
    }
}
