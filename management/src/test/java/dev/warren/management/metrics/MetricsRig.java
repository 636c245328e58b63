package dev.warren.management.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Login;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.broker.LanePlacement;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.broker.NameGenerator;
import dev.warren.engine.broker.NodeLimits;
import dev.warren.engine.events.ChannelFacts;
import dev.warren.engine.events.Event;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.ClusterId;
import dev.warren.engine.topology.ClusterName;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.NodeReading;
import dev.warren.management.sample.SampleSettings;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeLinks;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A broker without sockets, and the metrics of it.
final class MetricsRig {

    private final StepLanes lanes = new StepLanes(1, 1);
    private final LiveClients live = new LiveClients();
    final Broker broker;
    final Metrics metrics;

    MetricsRig() {
        ByteLedger ledger = new ByteLedger(1);
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(lanes.lane(0));
        LocalQueues queues =
                new LocalQueues(
                        metadata,
                        List.of(lanes.lane(0)),
                        List.of(QueueContext.inMemory(lanes.lane(0), ledger.ofLane(0))),
                        LanePlacement.FILLED,
                        ledger,
                        lanes.clock());
        broker =
                new Broker(
                        "rabbit@test",
                        metadata,
                        queues,
                        _ -> CompletableFuture.completedFuture(new Login.Refused("nobody")),
                        new NameGenerator(new SplittableRandom(1)),
                        ledger,
                        new ResourceAlarm(ledger, List.of(lanes.lane(0)), 1_000_000),
                        NodeLimits.NONE);
        broker.events().listen(live);
        Sampler sampler =
                new Sampler(
                        broker,
                        live,
                        SampleSettings.DEFAULT,
                        new NodeReading(broker, live, Path.of("."), 50_000_000));
        metrics =
                new Metrics(
                        broker,
                        live,
                        sampler,
                        new MetricsFacts(
                                new NodeFacts(
                                        new ClusterName("a cluster"),
                                        "4.2.0",
                                        "0.1",
                                        List::of,
                                        List::of,
                                        NodeFacts.Setup.UNKNOWN),
                                false,
                                NodeLinks.NONE,
                                () -> new SpanCounts(7, 2)));
        submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        submit(
                new TopologyCommand.SetGlobalParameter(
                        ClusterId.PARAMETER, FieldValue.LongText.of("id-of-the-cluster")));
    }

    void declare(String queue) {
        submit(
                new TopologyCommand.DeclareQueue(
                        "/",
                        ShortString.of(queue),
                        new QueueOptions(true, false, null, FieldTable.EMPTY),
                        false));
    }

    void callCluster(String name) {
        submit(
                new TopologyCommand.SetGlobalParameter(
                        ClusterName.PARAMETER, FieldValue.LongText.of(name)));
    }

    void declareExchange(String exchange, String type, FieldTable arguments) {
        submit(
                new TopologyCommand.DeclareExchange(
                        "/",
                        new ExchangeDefinition(
                                ShortString.of(exchange), type, true, false, false, arguments)));
    }

    void declareDelaying(String exchange) {
        declareExchange(
                exchange, "x-delayed-message", FieldTable.EMPTY.with("x-delayed-type", "fanout"));
    }

    private void submit(TopologyCommand command) {
        lanes.run(0, () -> broker.metadata().submit(command));
        lanes.runAll();
    }

    ChannelCounters openChannel() {
        ChannelCounters counters = new ChannelCounters(broker.traffic().ofLane(0));
        broker.events()
                .tell(() ->
                        new Event.ChannelOpened(
                                new ChannelFacts(1, "here -> there", 1, "guest", "/", counters)));
        return counters;
    }

    static String text(Consumer<OutputStream> page) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        page.accept(written);
        return written.toString(UTF_8);
    }
}
