package dev.warren.engine.recovery;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.ClientRoute;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Exchanges and durable queues in a [StorageWorld], wired as in a node, and how clients publish to
/// them. Declared anew in each life, as clients do.
final class WorldTopology {

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
}
