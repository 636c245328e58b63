package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.LogSimulation;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.store.RecoveredQueue;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Durable queues over several lives of a node, and what they may and must still hold.
final class StorageModel implements ConfirmSink {

    private static final int LANES = 3;
    private static final int NOBODY = 3;
    private static final String VHOST = "/";

    private static final class Entry {
        final String queue;
        final byte[] content;
        final boolean isPersistent;
        boolean isConfirmed;
        boolean isDelivered;

        /// It was settled, perhaps in vain: it may be gone.
        boolean isDone;

        /// By whom, and how often that session had been released before.
        int session = NOBODY;

        int epoch;

        /// It is gone for good.
        boolean isDoneDurably;

        Entry(String queue, byte[] content, boolean isPersistent) {
            this.queue = queue;
            this.content = content;
            this.isPersistent = isPersistent;
        }
    }

    private record Delivery(Queue queue, long sequence, Entry entry, int session, int epoch) {}

    private final Random random;
    private final LogSimulation world;
    private final LogOptions options;
    private final Map<Long, Entry> entries = new TreeMap<>();
    private final Set<String> declared = new HashSet<>();
    private long nextId = 1;
    private int life;

    private StepLanes lanes = new StepLanes(LANES, 0);
    private ByteLedger ledger = new ByteLedger(LANES);
    private final Map<String, Queue> queues = new TreeMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final int[] releases = new int[NOBODY + 1];
    long restored;
    long deliveredCount;

    StorageModel(long seed) {
        this.random = new Random(seed);
        this.world = new LogSimulation(random);
        this.options =
                new LogOptions(
                        new UUID(seed, 7),
                        (64 << 10) << random.nextInt(2),
                        64 << 10,
                        64 << 10,
                        64 << 10);
    }

    /// Starts, checks what is there, works, and ends: in order, or because the power goes.
    void live(int steps) throws IOException {
        life++;
        lanes = new StepLanes(LANES, random.nextLong());
        ledger = new ByteLedger(LANES);
        queues.clear();
        deliveries.clear();
        Storage storage = start();
        if (random.nextInt(3) == 0) {
            world.losePowerAfter(1 + random.nextInt(300));
        }
        for (int i = 0; i < steps && world.hasPower(); i++) {
            act(storage);
            for (int n = random.nextInt(6); n > 0; n--) {
                step();
            }
        }
        if (world.hasPower() && random.nextInt(3) == 0) {
            end(storage);
        }
        world.crash();
    }

    private Storage start() throws IOException {
        Recovered recovered = Recovered.read(world.disk(), options);
        check(recovered);
        Storage storage =
                new Storage(
                        world.disk(),
                        options,
                        world.threads(),
                        LogListener.NONE,
                        lanes(),
                        ledger,
                        recovered,
                        recovered.topology());
        var vhost = recovered.topology().vhostOrNull(VHOST);
        if (vhost == null) {
            lanes.run(
                    0,
                    () ->
                            storage.metadata()
                                    .submit(
                                            new TopologyCommand.AddVhost(
                                                    VirtualHostDefinition.of(VHOST))));
        } else {
            vhost.queues().values().forEach(definition -> open(storage, definition));
        }
        rest();
        assertThat(heldBytes()).isEqualTo(ledger.bytesOf(Holder.QUEUES));
        return storage;
    }

    private long heldBytes() {
        return heldAtStart;
    }

    private long heldAtStart;

    private List<dev.warren.engine.lane.Lane> lanes() {
        List<dev.warren.engine.lane.Lane> all = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            all.add(lanes.lane(i));
        }
        return all;
    }

    private void open(Storage storage, QueueDefinition definition) {
        int lane = random.nextInt(LANES);
        lanes.run(
                lane,
                () -> {
                    QueueIdentity identity =
                            new QueueIdentity(
                                    definition.id(),
                                    VHOST,
                                    definition.name(),
                                    definition.isDurable(),
                                    false,
                                    false);
                    Queue queue =
                            storage.contexts()
                                    .get(lane)
                                    .create(identity, _ -> CompletableFuture.completedFuture(null));
                    queues.put(definition.name().toString(), queue);
                });
    }

    private void check(Recovered recovered) {
        var vhost = recovered.topology().vhostOrNull(VHOST);
        for (String name : declared) {
            assertThat(vhost == null ? null : vhost.queueOrNull(ShortString.of(name)))
                    .as("queue %s in life %d", name, life)
                    .isNotNull();
        }
        Set<Long> there = new HashSet<>();
        heldAtStart = 0;
        for (RecoveredQueue queue : recovered.queues.values()) {
            long last = 0;
            for (RecoveredQueue.Kept kept : queue.messages()) {
                long id = Long.parseLong(kept.message().routingKey().toString());
                Entry entry = published(id);
                assertThat(kept.message().content()).isEqualTo(entry.content);
                assertThat(entry.isPersistent).isTrue();
                assertThat(entry.isDoneDurably).as("message %d is back", id).isFalse();
                assertThat(id).as("order").isGreaterThan(last);
                last = id;
                assertThat(there.add(id)).isTrue();
                heldAtStart += kept.message().footprintBytes();
                if (entry.isDelivered) {
                    assertThat(kept.sequence())
                            .as("message %d was delivered and is marked", id)
                            .isLessThan(queue.mark());
                }
                restored++;
            }
        }
        entries.forEach((id, entry) -> {
            if (entry.isConfirmed && entry.isPersistent && !entry.isDone) {
                assertThat(there).as("confirmed in life %d", life).contains(id);
            }
        });
        // what a crash has taken is gone for good; what came back unacked may be done again
        entries.forEach((id, entry) -> {
            if (there.contains(id)) {
                entry.isDone = false;
                entry.session = NOBODY;
                entry.isConfirmed = true;
            } else {
                entry.isDone = true;
                entry.isDoneDurably = true;
            }
        });
    }

    private void act(Storage storage) {
        if (queues.size() < 3 && random.nextInt(20) == 0 || queues.isEmpty()) {
            declare(storage);
            return;
        }
        Queue queue = List.copyOf(queues.values()).get(random.nextInt(queues.size()));
        int from = 2; // all channels live there, so that what they say keeps its order
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> publish(queue);
            case 9, 10 -> lanes.run(from, () -> consume(queue));
            case 11, 12, 13, 14, 15, 16 -> lanes.run(from, () -> settle(false));
            case 17 -> lanes.run(from, () -> settle(true));
            case 18 -> {
                int session = random.nextInt(NOBODY);
                releases[session]++;
                lanes.run(from, () -> queue.release(session));
            }
            case 19 -> world.passTime();
            case 20 -> {
                if (random.nextInt(4) == 0) {
                    purge(queue);
                }
            }
            case 21 -> rest();
            case 22 -> {
                if (random.nextInt(4) == 0) {
                    lanes.run(0, () -> storage.writeTopology());
                }
            }
            default -> lanes.run(from, () -> get(queue));
        }
    }

    private void declare(Storage storage) {
        String name = "q" + random.nextInt(4);
        if (queues.containsKey(name)) {
            return;
        }
        lanes.run(
                0,
                () ->
                        storage.metadata()
                                .submit(
                                        new TopologyCommand.DeclareQueue(
                                                VHOST,
                                                ShortString.of(name),
                                                new QueueOptions(
                                                        true, false, null, FieldTable.EMPTY),
                                                false))
                                .thenAccept(_ -> declared.add(name)));
        QueueDefinition definition =
                storage.metadata()
                        .topology()
                        .requireVhost(VHOST)
                        .requireQueue(ShortString.of(name));
        open(storage, definition);
    }

    /// All from one lane, so that there is one order.
    private void publish(Queue queue) {
        lanes.run(
                1,
                () -> {
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        boolean isPersistent = random.nextInt(5) > 0;
                        int size = random.nextInt(10) == 0 ? 5_000 : random.nextInt(300);
                        long id = nextId++;
                        Message message = message(id, size, isPersistent);
                        String name = queue.identity().name().toString();
                        entries.put(id, new Entry(name, message.content().clone(), isPersistent));
                        ledger.ofLane(1).add(Holder.QUEUES, message.footprintBytes());
                        queue.publish(message, this, id);
                    }
                });
    }

    private Message message(long id, int size, boolean isPersistent) {
        BasicProperties properties =
                isPersistent ? BasicProperties.EMPTY.withDeliveryMode(2) : BasicProperties.EMPTY;
        byte[] header = ContentHeader.encode(properties, size);
        byte[] content = Arrays.copyOf(header, header.length + size);
        for (int i = header.length; i < content.length; i++) {
            content[i] = (byte) random.nextInt();
        }
        return new Message(
                ShortString.of("x"), ShortString.of(Long.toString(id)), content, header.length);
    }

    private void consume(Queue queue) {
        boolean noAck = random.nextInt(4) == 0;
        int session = random.nextInt(NOBODY);
        int epoch = releases[session];
        ConsumerSpec spec =
                new ConsumerSpec(
                        session,
                        ShortString.of("c"),
                        ConsumerLimits.ofPrefetch(1 + random.nextInt(10)),
                        noAck,
                        false,
                        FieldTable.EMPTY);
        queue.consume(
                spec,
                new DeliverySink() {
                    @Override
                    public void deliver(
                            Consumer consumer, long sequence, Message message, boolean again) {
                        queue.credit(
                                consumer,
                                dev.warren.engine.queue.DeliveryWindow.cost(message.bodyLength()));
                        delivered(queue, sequence, message, again, noAck, session, epoch);
                    }

                    @Override
                    public void cancelled(Consumer consumer) {}
                });
    }

    private void get(Queue queue) {
        boolean noAck = random.nextBoolean();
        int epoch = releases[1];
        queue.get(1, noAck)
                .thenAccept(got -> {
                    if (got != null) {
                        delivered(
                                queue,
                                got.sequence(),
                                got.message(),
                                got.redelivered(),
                                noAck,
                                1,
                                epoch);
                    }
                });
    }

    private void delivered(
            Queue queue,
            long sequence,
            Message message,
            boolean redelivered,
            boolean noAck,
            int session,
            int epoch) {
        long id = Long.parseLong(message.routingKey().toString());
        Entry entry = published(id);
        assertThat(message.content()).isEqualTo(entry.content);
        assertThat(entry.isDoneDurably).as("message %d delivered after it was done", id).isFalse();
        if (entry.isDelivered) {
            assertThat(redelivered).as("message %d again", id).isTrue();
        }
        entry.isDelivered = true;
        deliveredCount++;
        if (noAck) {
            entry.isDone = true;
            entry.session = NOBODY;
        } else {
            deliveries.add(new Delivery(queue, sequence, entry, session, epoch));
        }
    }

    private void settle(boolean requeues) {
        for (int i = random.nextInt(6); i >= 0 && !deliveries.isEmpty(); i--) {
            Delivery delivery = deliveries.remove(random.nextInt(deliveries.size()));
            if (delivery.epoch() != releases[delivery.session()]) {
                continue; // its channel has gone
            }
            long[] one = {delivery.sequence()};
            if (requeues) {
                delivery.queue().requeue(one, 1);
            } else {
                delivery.entry().isDone = true;
                delivery.entry().session = delivery.session();
                delivery.entry().epoch = delivery.epoch();
                delivery.queue().ack(one, 1);
            }
        }
    }

    private void purge(Queue queue) {
        rest();
        if (!world.hasPower()) {
            return;
        }
        lanes.run(queue.lane().index(), queue::purge);
        String name = queue.identity().name().toString();
        // some are unacked and not purged: nothing is claimed of the queue until they are seen
        // again
        entries.values().stream()
                .filter(entry -> entry.queue.equals(name))
                .forEach(entry -> entry.isConfirmed = false);
    }

    private void step() {
        if (!world.hasPower()) {
            return;
        }
        if (random.nextBoolean()) {
            lanes.step();
        } else {
            world.step();
        }
    }

    private void rest() {
        boolean moves = true;
        while (moves) {
            moves = lanes.step();
            moves |= world.step();
        }
        if (world.hasPower()) {
            entries.values()
                    .forEach(entry ->
                            entry.isDoneDurably |=
                                    entry.isDone
                                            && (entry.session == NOBODY
                                                    || entry.epoch == releases[entry.session]));
        }
    }

    /// All channels go, and then the node.
    private void end(Storage storage) {
        for (Queue queue : queues.values()) {
            for (int session = 0; session < 3; session++) {
                int gone = session;
                releases[gone]++;
                lanes.run(0, () -> queue.release(gone));
            }
        }
        rest();
        lanes.run(0, () -> storage.close());
        rest();
    }

    @Override
    public void confirmed(long number) {
        Entry entry = entries.get(number);
        if (entry != null) {
            entry.isConfirmed = true;
        }
    }

    @Override
    public void refused(long number) {
        throw new AssertionError("refused " + number);
    }

    private Entry published(long id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new AssertionError("message " + id + " was never published");
        }
        return entry;
    }
}
