package dev.warren.engine.broker;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Delay;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.store.CommitLog;
import dev.warren.engine.queue.store.MemoryQueueStore;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Exchanges that delay, and queues behind them, on simulated lanes and by a clock that the test
/// moves.
final class DelayRig {

    static final String VHOST = "/";

    final StepLanes lanes;
    final ByteLedger ledger;
    final InMemoryMetadataStore metadata;
    final LocalQueues queues;
    private final List<Lane> all;

    DelayRig(int count, long seed) {
        lanes = new StepLanes(count, seed);
        ledger = new ByteLedger(count);
        metadata = new InMemoryMetadataStore(lanes.lane(0));
        all = IntStream.range(0, count).mapToObj(lanes::lane).toList();
        queues =
                new LocalQueues(
                        metadata,
                        all,
                        all.stream().map(this::context).toList(),
                        LanePlacement.SCATTERED,
                        ledger,
                        lanes.clock());
        submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of(VHOST)));
    }

    private QueueContext context(Lane lane) {
        var own = ledger.ofLane(lane.index());
        return new QueueContext(
                lane,
                own,
                (_, _) -> new MemoryQueueStore(lane, own),
                Shelf.NONE,
                CommitLog.IMMEDIATE,
                lanes.clock());
    }

    /// A durable fanout that delays.
    void declareExchange(String exchange) {
        declareExchange(exchange, FieldTable.EMPTY.with("x-delayed-type", "fanout"));
    }

    /// A durable exchange that delays, with these arguments.
    void declareExchange(String exchange, FieldTable arguments) {
        submit(
                new TopologyCommand.DeclareExchange(
                        VHOST,
                        new ExchangeDefinition(
                                name(exchange),
                                "x-delayed-message",
                                true,
                                false,
                                false,
                                arguments)));
    }

    void deleteExchange(String exchange) {
        submit(new TopologyCommand.DeleteExchange(VHOST, name(exchange), false));
    }

    void declareQueue(String queue, String exchange, FieldTable arguments) {
        lanes.run(
                0,
                () ->
                        queues.declare(
                                new TopologyCommand.DeclareQueue(
                                        VHOST,
                                        name(queue),
                                        new QueueOptions(true, false, null, arguments),
                                        false),
                                "guest",
                                all.getLast()));
        lanes.runAll();
        submit(
                new TopologyCommand.BindQueue(
                        VHOST, name(queue), name(exchange), name(""), FieldTable.EMPTY, null));
    }

    void submit(TopologyCommand command) {
        lanes.run(0, () -> metadata.submit(command));
        lanes.runAll();
    }

    /// Publishes a message with this key.
    void publish(String exchange, String key, long delayMillis) {
        publish(exchange, key, delayMillis, ConfirmSink.NONE);
    }

    void publish(String exchange, String key, long delayMillis, ConfirmSink sink) {
        FieldTable headers = FieldTable.EMPTY.with(Delay.HEADER, new Int64(delayMillis));
        publish(exchange, key, BasicProperties.EMPTY.withHeaders(headers), sink);
    }

    void publish(String exchange, String key, BasicProperties properties, ConfirmSink sink) {
        byte[] header = ContentHeader.encode(properties, 0);
        Message message = new Message(name(exchange), name(key), header, header.length);
        lanes.run(
                0,
                () -> {
                    List<Queue> targets = ClientRoute.queues(metadata, queues, VHOST, message);
                    message.share(targets.size());
                    ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
                    targets.forEach(queue -> queue.publish(message, sink, 1));
                });
        lanes.runAll();
    }

    /// The keys of all that is ready, which is taken.
    List<String> drain(String queue) {
        List<String> keys = new ArrayList<>();
        boolean[] isMore = {true};
        while (isMore[0]) {
            queue(queue)
                    .get(1, true)
                    .thenAccept(got -> {
                        isMore[0] = got != null;
                        if (got != null) {
                            keys.add(got.message().routingKey().toString());
                        }
                    });
            lanes.runAll();
        }
        return keys;
    }

    Queue queue(String queue) {
        long id = metadata.topology().requireVhost(VHOST).requireQueue(name(queue)).id();
        return Objects.requireNonNull(queues.queueOrNull(id));
    }

    void advance(long millis) {
        lanes.advance(millis);
        lanes.runAll();
    }

    static ShortString name(String text) {
        return ShortString.of(text);
    }
}
