package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.store.Places;
import dev.warren.engine.queue.store.RecoveredQueue;
import dev.warren.engine.queue.store.StoreRecords;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two queues that know duplicates, one by a window that never ends and one by what is in it, over
/// several lives of a node. Publishers repeat themselves.
///
/// - A key that was confirmed to somebody has been delivered, or is there: it was not lost.
/// - Once it was confirmed, no other message with that key is ever delivered from the window.
/// - No key is there twice, unless the first message with it was settled and a crash brought it
///   back.
final class DeduplicationModel {

    private static final String WINDOW = "window";
    private static final String PRESENCE = "presence";
    private static final long YEARS_MILLIS = 100_000_000_000L;

    private record Delivery(Queue queue, long sequence, long id) {}

    private static final class Known {
        boolean isConfirmed;
        boolean isDelivered;

        /// Which of the messages with this key is in the queue, or was.
        @Nullable Long enqueued;
    }

    private final Random random;
    private final StorageWorld world;
    private final Map<String, Known> known = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<Long> settled = new HashSet<>();
    private final int pool;
    final StorageWalked walked = new StorageWalked();
    long duplicates;
    long writtenKeys;
    long tailKeys;
    private long nextId = 1;
    private boolean isBroken;

    DeduplicationModel(long seed) {
        this.random = new Random(seed);
        this.world = new StorageWorld(seed, walked);
        this.pool = 1 + random.nextInt(400);
    }

    void live(int steps) throws IOException {
        start();
        int fate = random.nextInt(5);
        if (fate < 3) {
            world.losePowerAfter(1 + random.nextInt(fate == 0 ? 100 : 2_000));
        }
        int failsAt = fate == 3 ? random.nextInt(steps) : steps;
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
        world.queues
                .values()
                .forEach(queue -> duplicates += queue.counters().of(QueueCounter.DUPLICATES));
        if (world.hasPower() && !isBroken && random.nextBoolean()) {
            world.empty();
            world.run(0, () -> world.storage().close());
            world.rest();
        }
        world.crash();
    }

    private void start() throws IOException {
        deliveries.clear();
        isBroken = false;
        Recovered recovered = world.recover();
        var vhost = recovered.topology().vhostOrNull(StorageWorld.VHOST);
        if (vhost != null) {
            for (QueueDefinition definition : vhost.queues().values()) {
                check(definition, recovered);
            }
        }
        world.begin(recovered);
        if (vhost == null) {
            submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of(StorageWorld.VHOST)));
        }
        open(WINDOW, FieldTable.EMPTY.with("x-dedup-window", new FieldValue.Int64(YEARS_MILLIS)));
        open(PRESENCE, FieldTable.EMPTY.with("x-message-deduplication", new FieldValue.Bool(true)));
        world.rest();
    }

    private void open(String name, FieldTable arguments) {
        submit(
                new TopologyCommand.DeclareQueue(
                        StorageWorld.VHOST,
                        ShortString.of(name),
                        new QueueOptions(true, false, null, arguments),
                        false));
        world.rest();
        world.open(world.definition(name), QueueSettings.of(arguments, null, null));
    }

    private void submit(TopologyCommand command) {
        world.run(0, () -> world.storage().metadata().submit(command));
    }

    private void check(QueueDefinition definition, Recovered recovered) throws IOException {
        RecoveredQueue queue = recovered.queues.get(definition.id());
        boolean isWindow = definition.name().toString().equals(WINDOW);
        Map<String, Long> there = new HashMap<>();
        if (queue != null) {
            Places places = queue.places();
            for (long sequence = places.nextHeld(0);
                    sequence != Places.NONE;
                    sequence = places.nextHeld(sequence + 1)) {
                Message message =
                        StoreRecords.messageOrNull(
                                recovered.log.reader().read(places.position(sequence)));
                String key = keyOf(Objects.requireNonNull(message));
                Long other = there.put(key, idOf(message));
                assertThat(other == null || !isWindow && settled.contains(other))
                        .as("%s is there twice in %s", key, definition.name())
                        .isTrue();
            }
            writtenKeys += queue.keys().writtenKeys();
            tailKeys += queue.keys().tailKeys();
        }
        if (isWindow) {
            known.forEach((key, each) -> begin(key, each, there.get(key)));
        }
    }

    private static void begin(String key, Known known, @Nullable Long there) {
        if (known.isConfirmed) {
            assertThat(known.isDelivered || there != null).as("%s is lost", key).isTrue();
            if (there != null && known.enqueued != null) {
                assertThat(there).as("%s", key).isEqualTo(known.enqueued);
            }
        } else {
            known.enqueued = null;
        }
        if (there != null) {
            known.enqueued = there;
        }
    }

    private void act() {
        Queue queue = List.copyOf(world.queues.values()).get(random.nextInt(2));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5 -> publish(List.of(queue));
            case 6, 7 -> publish(List.copyOf(world.queues.values()));
            case 8 -> world.rest();
            case 9 -> world.passTime();
            case 10 -> world.fill(random.nextInt(3) == 0);
            case 11, 12, 13 -> world.run(2, () -> get(queue));
            default -> world.run(2, this::ack);
        }
    }

    private void publish(List<Queue> queues) {
        world.run(
                1,
                () -> {
                    for (int i = random.nextInt(6); i >= 0; i--) {
                        publish(queues, "k" + random.nextInt(pool));
                    }
                });
    }

    private void publish(List<Queue> queues, String key) {
        long id = nextId++;
        Message message = message(id, key);
        message.share(queues.size());
        world.ledger().ofLane(1).add(Holder.QUEUES, message.footprintBytes());
        for (Queue queue : queues) {
            boolean isWindow = queue.identity().name().toString().equals(WINDOW);
            queue.publish(message, confirming(isWindow ? known(key) : new Known()), id);
        }
    }

    private Known known(String key) {
        return known.computeIfAbsent(key, _ -> new Known());
    }

    private static ConfirmSink confirming(Known key) {
        return new ConfirmSink() {
            @Override
            public void confirmed(long number) {
                key.isConfirmed = true;
            }

            @Override
            public void refused(long number) {
                throw new AssertionError("refused " + number);
            }
        };
    }

    private Message message(long id, String key) {
        int size = random.nextInt(10) == 0 ? 3_000 : random.nextInt(300);
        BasicProperties properties =
                BasicProperties.builder()
                        .deliveryMode(2)
                        .messageId(ShortString.of(key))
                        .headers(
                                FieldTable.EMPTY.with(
                                        "x-deduplication-header", FieldValue.LongText.of(key)))
                        .build();
        byte[] header = ContentHeader.encode(properties, size);
        byte[] content = Arrays.copyOf(header, header.length + size);
        return new Message(
                ShortString.of("x"), ShortString.of(Long.toString(id)), content, header.length);
    }

    private void get(Queue queue) {
        boolean isWindow = queue.identity().name().toString().equals(WINDOW);
        // the body may have to be read first, and nobody would know of it if the power goes then
        boolean noAck = isWindow && random.nextInt(3) == 0;
        world.watch(
                queue.get(7, noAck)
                        .thenAccept(got -> {
                            if (got != null) {
                                if (isWindow) {
                                    delivered(got.message());
                                }
                                long id = idOf(got.message());
                                if (noAck) {
                                    settled.add(id);
                                } else {
                                    deliveries.add(new Delivery(queue, got.sequence(), id));
                                }
                            }
                        }));
    }

    private void delivered(Message message) {
        Known key = known(keyOf(message));
        key.isDelivered = true;
        long id = idOf(message);
        if (key.enqueued != null) {
            assertThat(id).as("%s comes twice", keyOf(message)).isEqualTo(key.enqueued);
        }
        key.enqueued = id;
    }

    private void ack() {
        Set<Delivery> acked = new HashSet<>();
        for (int i = random.nextInt(8); i > 0 && i <= deliveries.size(); i--) {
            acked.add(deliveries.get(deliveries.size() - i));
        }
        deliveries.removeAll(acked);
        acked.forEach(each -> {
            settled.add(each.id());
            each.queue().settle(Settlement.ACK, new long[] {each.sequence()}, 1);
        });
    }

    private static String keyOf(Message message) {
        return Objects.requireNonNull(message.properties().messageId()).toString();
    }

    private static long idOf(Message message) {
        return Long.parseLong(message.routingKey().toString());
    }
}
