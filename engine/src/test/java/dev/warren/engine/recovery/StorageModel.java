package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Durable queues over several lives of a node, and what they may and must still hold.
final class StorageModel {

    private static final int SESSIONS = 3;
    private static final int QUEUES = 4;

    private record Delivery(
            Queue queue, long sequence, StorageEntry entry, StorageSession session) {}

    private final Random random;
    private final StorageWorld world;
    private final StorageBook book;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final StorageSession[] sessions = new StorageSession[SESSIONS];
    private long nextId = 1;
    private long nextSession = 1;
    private int life;

    final StorageWalked walked = new StorageWalked();
    private boolean isBroken;

    StorageModel(long seed) {
        this.random = new Random(seed);
        this.world = new StorageWorld(seed, walked);
        this.book = new StorageBook(walked);
    }

    /// Starts, checks what is there, works, and ends: in order, because the power goes, or because
    /// the disk fails.
    void live(int steps) throws IOException {
        life++;
        start();
        int fate = random.nextInt(6);
        int failsAt = fate == 0 ? random.nextInt(steps) : steps;
        if (fate == 1 || fate == 2) {
            world.losePowerAfter(1 + random.nextInt(300));
        }
        for (int i = 0; i < steps && world.hasPower(); i++) {
            if (i == failsAt) {
                isBroken = true;
                world.fail();
            }
            act();
            for (int n = random.nextInt(8); n > 0; n--) {
                world.step();
            }
        }
        if (world.hasPower() && !isBroken && random.nextBoolean()) {
            end(random.nextBoolean());
        }
        world.crash();
    }

    private void start() throws IOException {
        deliveries.clear();
        for (int i = 0; i < SESSIONS; i++) {
            sessions[i] = new StorageSession(nextSession++);
        }
        isBroken = false;
        Recovered recovered = world.recover();
        book.check(recovered, life);
        world.begin(recovered);
        if (random.nextInt(4) == 0) {
            damage();
        }
        var vhost = recovered.topology().vhostOrNull(StorageWorld.VHOST);
        if (vhost == null) {
            submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of(StorageWorld.VHOST)));
        } else {
            vhost.queues().values().forEach(world::open);
        }
        rest();
        assertThat(world.ledger().bytesOf(Holder.QUEUES)).as("nothing is in memory").isZero();
    }

    /// All files that hold a message are sealed now.
    private void damage() throws IOException {
        List<StorageEntry> survivors = book.survivors();
        if (!survivors.isEmpty()) {
            StorageEntry one = survivors.get(random.nextInt(survivors.size()));
            book.damage(one);
            world.damage(one.content);
        }
    }

    private void act() {
        if (world.queues.size() < 3 && random.nextInt(20) == 0 || world.queues.isEmpty()) {
            declare();
            return;
        }
        Queue queue = List.copyOf(world.queues.values()).get(random.nextInt(world.queues.size()));
        int from = 2; // all channels live there, so that what they say keeps its order
        switch (random.nextInt(26)) {
            case 0, 1, 2, 3, 4, 5, 6 -> publish(List.of(queue));
            case 7, 8 -> publish(List.copyOf(world.queues.values()));
            case 9, 10 -> world.run(from, () -> consume(queue));
            case 11, 12, 13, 14, 15, 16 -> world.run(from, () -> settle(false));
            case 17 -> world.run(from, () -> settle(true));
            case 18 -> release(random.nextInt(SESSIONS));
            case 19 -> world.passTime();
            case 20 -> {
                if (random.nextInt(4) == 0) {
                    purge(queue);
                }
            }
            case 21 -> rest();
            case 22 -> {
                if (random.nextInt(4) == 0) {
                    world.run(0, () -> world.storage().writeTopology());
                }
            }
            case 23 -> world.fill(random.nextInt(3) == 0);
            default -> world.run(from, () -> get(queue));
        }
    }

    private void submit(TopologyCommand command) {
        world.run(0, () -> world.storage().metadata().submit(command));
    }

    private void declare() {
        String name = "q" + random.nextInt(QUEUES);
        boolean isDurable = !name.equals("q0");
        if (world.queues.containsKey(name)) {
            return;
        }
        TopologyCommand command =
                new TopologyCommand.DeclareQueue(
                        StorageWorld.VHOST,
                        ShortString.of(name),
                        new QueueOptions(isDurable, false, null, FieldTable.EMPTY),
                        false);
        world.run(
                0,
                () ->
                        world.storage()
                                .metadata()
                                .submit(command)
                                .thenAccept(_ -> {
                                    if (isDurable) {
                                        book.declared.add(name);
                                    }
                                }));
        world.open(world.definition(name));
    }

    /// All from one lane, so that there is one order.
    private void publish(List<Queue> queues) {
        world.run(
                1,
                () -> {
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        publish(queues, random.nextInt(5) > 0);
                    }
                });
    }

    private void publish(List<Queue> queues, boolean isPersistent) {
        long id = nextId++;
        int size = random.nextInt(10) == 0 ? 5_000 : random.nextInt(300);
        Message message = message(id, size, isPersistent);
        message.share(queues.size());
        world.ledger().ofLane(1).add(Holder.QUEUES, message.footprintBytes());
        for (Queue queue : queues) {
            String name = queue.identity().name().toString();
            StorageEntry entry = book.add(name, queue.identity().durable(), id, message);
            queue.publish(message, confirming(entry), id);
        }
    }

    private static ConfirmSink confirming(StorageEntry entry) {
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
        StorageSession session = sessions[random.nextInt(SESSIONS)];
        ConsumerSpec spec =
                new ConsumerSpec(
                        session.number,
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
                        queue.credit(consumer, DeliveryWindow.cost(message.bodyLength()));
                        delivered(queue, sequence, message, again, noAck, session);
                    }

                    @Override
                    public void cancelled(Consumer consumer) {}
                });
    }

    private void get(Queue queue) {
        boolean noAck = random.nextBoolean();
        StorageSession session = sessions[1];
        world.watch(
                queue.get(session.number, noAck)
                        .thenAccept(got -> {
                            if (got != null) {
                                delivered(
                                        queue,
                                        got.sequence(),
                                        got.message(),
                                        got.redelivered(),
                                        noAck,
                                        session);
                            }
                        }));
    }

    private void delivered(
            Queue queue,
            long sequence,
            Message message,
            boolean redelivered,
            boolean noAck,
            StorageSession session) {
        StorageEntry entry =
                book.delivered(queue.identity().name().toString(), message, redelivered);
        if (noAck) {
            entry.isDone = true;
            entry.settler = null;
        } else {
            deliveries.add(new Delivery(queue, sequence, entry, session));
        }
    }

    private void settle(boolean requeues) {
        for (int i = random.nextInt(6); i >= 0 && !deliveries.isEmpty(); i--) {
            Delivery delivery = deliveries.remove(random.nextInt(deliveries.size()));
            if (!delivery.session().isOpen) {
                continue; // its channel has gone
            }
            long[] one = {delivery.sequence()};
            if (requeues) {
                delivery.queue().settle(Settlement.REQUEUE, one, 1);
            } else {
                delivery.entry().isDone = true;
                delivery.entry().settler = delivery.session();
                delivery.queue().settle(Settlement.ACK, one, 1);
            }
        }
    }

    /// A channel goes, and another one comes.
    private void release(int index) {
        StorageSession gone = sessions[index];
        gone.isOpen = false;
        sessions[index] = new StorageSession(nextSession++);
        world.queues.values().forEach(queue -> world.run(2, () -> queue.release(gone.number)));
    }

    private void purge(Queue queue) {
        rest();
        if (!world.hasPower() || isBroken || world.isFull()) {
            return;
        }
        String name = queue.identity().name().toString();
        Set<StorageEntry> held =
                deliveries.stream().map(Delivery::entry).collect(Collectors.toSet());
        List<StorageEntry> gone =
                book.of(name).stream().filter(entry -> !held.contains(entry)).toList();
        world.run(
                queue.lane().index(),
                () -> queue.purge().thenAccept(_ -> gone.forEach(StorageEntry::goneForGood)));
        book.purged(name);
    }

    private void rest() {
        world.rest();
        if (world.hasPower() && !isBroken && !world.isFull()) {
            book.settledDurably();
            world.audit();
        }
    }

    /// All channels go, perhaps somebody takes everything, and then the node goes.
    private void end(boolean drains) {
        world.empty();
        for (int i = 0; i < SESSIONS; i++) {
            release(i);
        }
        rest();
        if (drains && world.hasPower()) {
            drain();
        }
        world.run(0, () -> world.storage().close());
        rest();
    }

    /// The fourth guarantee: what is there is delivered, in order, and nothing stays behind.
    private void drain() {
        for (Queue queue : List.copyOf(world.queues.values())) {
            StorageDrain drain = new StorageDrain(queue, book);
            world.run(2, drain::consume);
            rest();
            if (!world.hasPower()) {
                return;
            }
            drain.check();
            world.run(2, drain::ackAll);
            rest();
        }
        if (world.hasPower()) {
            world.assertNothingIsHeld();
        }
    }
}
