package dev.warren.engine.recovery;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.ClientRoute;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Exchanges and durable queues in a [StorageWorld], wired as in a node, and how clients publish to
/// them. Declared anew in each life, as clients do.
final class WorldTopology {

    /// The channel of those who get and consume.
    static final long SESSION = 7;

    private static final int READERS_LANE = 2;

    /// Who gets messages.
    @FunctionalInterface
    interface Taker {
        void take(Queue queue, long sequence, Message message);
    }

    private final StorageWorld world;

    /// Null before the first life.
    private @Nullable LocalQueues queues;

    WorldTopology(StorageWorld world) {
        this.world = world;
    }

    /// A life begins, with what the disk has kept.
    void begin(Recovered recovered) throws IOException {
        world.begin(recovered);
        queues = world.localQueues();
        if (recovered.topology().vhostOrNull(StorageWorld.VHOST) == null) {
            submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of(StorageWorld.VHOST)));
        }
    }

    private void submit(TopologyCommand command) {
        world.run(0, () -> world.storage().metadata().submit(command));
        world.rest();
    }

    void exchange(String name, String type, FieldTable arguments) {
        submit(
                new TopologyCommand.DeclareExchange(
                        StorageWorld.VHOST,
                        new ExchangeDefinition(
                                ShortString.of(name), type, true, false, false, arguments)));
    }

    void queue(String name, FieldTable arguments) {
        submit(
                new TopologyCommand.DeclareQueue(
                        StorageWorld.VHOST,
                        ShortString.of(name),
                        new QueueOptions(true, false, null, arguments),
                        false));
    }

    void bind(String exchange, String queue) {
        submit(
                new TopologyCommand.BindQueue(
                        StorageWorld.VHOST,
                        ShortString.of(queue),
                        ShortString.of(exchange),
                        ShortString.EMPTY,
                        FieldTable.EMPTY,
                        null));
    }

    Queue queue(String name) {
        return ClientRoute.queue(Objects.requireNonNull(queues), world.definition(name).id());
    }

    /// A client publishes to the message's exchange.
    ///
    /// @param sinks who hears of it, for each queue that it goes to
    void publish(Message message, Function<Queue, ConfirmSink> sinks, long number) {
        world.run(
                1,
                () -> {
                    List<Queue> targets =
                            ClientRoute.queues(
                                    world.storage().metadata(),
                                    Objects.requireNonNull(queues),
                                    StorageWorld.VHOST,
                                    message);
                    message.share(targets.size());
                    world.ledger().ofLane(1).add(Holder.QUEUES, message.footprintBytes());
                    targets.forEach(queue -> queue.publish(message, sinks.apply(queue), number));
                });
    }

    /// So large a message is: most often it is a small one.
    static int size(Random random) {
        return random.nextInt(10) == 0 ? 3_000 : random.nextInt(300);
    }

    static Message message(String exchange, String key, BasicProperties properties, int size) {
        byte[] header = ContentHeader.encode(properties, size);
        return new Message(
                ShortString.of(exchange),
                ShortString.of(key),
                Arrays.copyOf(header, header.length + size),
                header.length);
    }

    /// A client gets a message, if there is one, as soon as it is read.
    void get(String name, Taker taker) {
        Queue queue = queue(name);
        world.run(
                READERS_LANE,
                () ->
                        world.watch(
                                queue.get(SESSION, false)
                                        .thenAccept(got -> {
                                            if (got != null) {
                                                taker.take(queue, got.sequence(), got.message());
                                            }
                                        })));
    }

    void consume(Queue queue, ConsumerSpec spec, DeliverySink sink) {
        world.run(READERS_LANE, () -> queue.consume(spec, sink));
    }

    void settle(Queue queue, long sequence, Settlement how) {
        long[] one = {sequence};
        world.run(READERS_LANE, () -> queue.settle(how, one, 1));
    }
}
