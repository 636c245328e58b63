package dev.warren.server;

import dev.warren.amqp.AmqpListener;
import dev.warren.amqp.AmqpSettings;
import dev.warren.amqp.Connections;
import dev.warren.amqp.lane.EventLoopLane;
import dev.warren.amqp.lane.LaneGroup;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.broker.LanePlacement;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.broker.NameGenerator;
import dev.warren.engine.memory.AlarmLog;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.ClusterName;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.Topology;
import dev.warren.server.auth.AuthBackends;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Traces;
import dev.warren.server.data.DataDirectory;
import dev.warren.server.links.NodeClients;
import dev.warren.server.tracing.OtelTracing;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wires one node by calling constructors, and takes it apart again: from the lanes up to the
/// listeners, and back.
final class Node implements NodeProcess {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final LaneGroup lanes;
    private final Connections connections = new Connections();
    private final NodeTls tls;
    private final CompletableFuture<ExitCode> ended = new CompletableFuture<>();

    /// Set when it has been opened.
    private @Nullable NodeStorage storage;

    /// Set where queues are in memory.
    private @Nullable NodeStreams temporaryStreams;

    /// Set when there is a storage.
    private @Nullable DiskFreeWatch watch;

    /// Set when there is a broker.
    private @Nullable AuthBackends authBackends;

    /// Set when there is a broker.
    private @Nullable AmqpDoors doors;

    /// Set when there is a broker, where traces are recorded.
    private @Nullable OtelTracing tracing;

    /// Set when there are doors.
    private @Nullable NodeRuntime runtime;

    /// Set when it is open, where anybody is to look at the node.
    private @Nullable NodeMonitoring monitoring;

    private Node(LaneGroup lanes, NodeTls tls) {
        this.lanes = lanes;
        this.tls = tls;
    }

    /// Called once, by the thread that also stops it. The data directory stays the caller's, who
    /// closes it after `stop`.
    static NodeProcess start(
            ServerConfiguration configuration,
            DataDirectory dataDirectory,
            NodeTls tls,
            String version)
            throws StartupException {
        assert dataDirectory.path().isAbsolute();
        Node node =
                new Node(
                        new LaneGroup(configuration.network().lanes().count(), new SystemClock()),
                        tls);
        try {
            Broker broker = node.broker(configuration, dataDirectory);
            String eventVhost = configuration.eventVhost();
            if (eventVhost != null) {
                broker.publishEvents(eventVhost);
            }
            MetadataStore metadata = broker.metadata();
            NewVhosts newVhosts = NewVhosts.of(configuration);
            node.lanes.first().execute(() -> node.connections.follow(metadata));
            node.lanes
                    .first()
                    .execute(() -> {
                        newVhosts.follow(metadata);
                        metadata.limit(configuration.existing());
                    });
            ClusterName name = new ClusterName(configuration.identity().names().cluster());
            AmqpSettings settings =
                    AmqpSettingsAssembly.of(configuration, version, name.in(broker.topology()))
                            .tracedBy(node.tracing(configuration.traces(), version));
            AmqpDoors doors =
                    new AmqpDoors(
                            node.lanes,
                            broker,
                            node.connections,
                            configuration.network(),
                            tls,
                            settings);
            node.doors = doors;
            NodeClients clients = node.clients(broker, settings, name);
            NodeRuntime runtime =
                    node.runtime(
                            broker,
                            settings,
                            new DoorsAndLinks(doors, clients),
                            basis(configuration));
            node.runtime = runtime;
            node.lanes.first().execute(() -> name.follow(metadata, runtime::rename));
            NodeMonitoring monitoring =
                    node.monitoring(
                            configuration, dataDirectory, broker, version, doors, clients, runtime);
            tls.start();
            doors.open();
            node.lanes.first().execute(clients::follow);
            if (monitoring != null) {
                node.monitoring = monitoring;
                monitoring.open();
            }
        } catch (StartupException e) {
            node.stop();
            throw e;
        }
        return node;
    }

    private Broker broker(ServerConfiguration configuration, DataDirectory dataDirectory)
            throws StartupException {
        List<EventLoopLane> all = lanes.lanes();
        ByteLedger ledger = new ByteLedger(all.size());
        ResourceAlarm alarm =
                new ResourceAlarm(
                        ledger,
                        all,
                        configuration.resources().memoryHigh().bytes(basis(configuration).heap()));
        alarm.watchResources(new AlarmLog(configuration.identity().names().node()));
        all.forEach(lane -> lane.setAfterTurn(() -> lookAt(alarm)));
        return switch (configuration.identity().store()) {
            case MEMORY -> inMemory(configuration, dataDirectory, ledger, alarm);
            case LOG -> onDisk(configuration, dataDirectory, ledger, alarm);
        };
    }

    /// The library for it is loaded only here.
    private @Nullable OtelTracing tracing(@Nullable Traces wanted, String version) {
        if (wanted != null) {
            tracing = OtelTracing.open(wanted, version);
            LOG.info("traces are sent to {}", wanted.endpoint());
        }
        return tracing;
    }

    private NodeClients clients(Broker broker, AmqpSettings settings, ClusterName name) {
        return new NodeClients(
                broker,
                settings,
                (offered, address) ->
                        AmqpListener.bind(lanes, broker, offered, connections, address),
                () -> name.in(broker.topology()));
    }

    private static MemoryBasis basis(ServerConfiguration configuration) {
        return MemoryBasis.of(configuration.resources());
    }

    private NodeRuntime runtime(
            Broker broker, AmqpSettings settings, Doors doors, MemoryBasis basis) {
        AuthBackends backends = authBackends;
        if (backends == null) {
            throw new IllegalStateException("a broker has back ends");
        }
        return new NodeRuntime(broker, backends, watch, settings, doors, basis, ended);
    }

    private @Nullable NodeMonitoring monitoring(
            ServerConfiguration configuration,
            DataDirectory directory,
            Broker broker,
            String version,
            AmqpDoors doors,
            NodeClients clients,
            NodeRuntime runtime) {
        OtelTracing recording = tracing;
        return NodeMonitoring.ofOrNull(
                configuration,
                directory,
                tls,
                broker,
                connections,
                doors::listening,
                version,
                refusal -> {
                    LOG.error("{}", refusal.getMessage());
                    ended.complete(ExitCode.CANNOT_LISTEN);
                },
                runtime,
                clients,
                recording == null ? null : recording::counts);
    }

    private Broker inMemory(
            ServerConfiguration configuration,
            DataDirectory dataDirectory,
            ByteLedger ledger,
            ResourceAlarm alarm)
            throws StartupException {
        NodeStreams streams = temporaryStreams(dataDirectory, ledger, alarm);
        MetadataStore metadata =
                new InMemoryMetadataStore(
                        lanes.first(), FirstTopology.of(configuration, Topology.EMPTY));
        List<QueueContext> contexts =
                lanes.lanes().stream()
                        .map(lane ->
                                QueueContext.inMemory(
                                        lane, ledger.ofLane(lane.index()), streams.on(lane)))
                        .toList();
        return broker(
                configuration,
                metadata,
                queues(configuration, metadata, contexts, ledger),
                ledger,
                alarm);
    }

    private NodeStreams temporaryStreams(
            DataDirectory dataDirectory, ByteLedger ledger, ResourceAlarm alarm)
            throws StartupException {
        NodeStreams opened =
                NodeStreams.openEmpty(dataDirectory, lanes.lanes().size(), ledger, alarm);
        temporaryStreams = opened;
        opened.failed().thenAccept(this::diskFailed);
        return opened;
    }

    private Broker onDisk(
            ServerConfiguration configuration,
            DataDirectory dataDirectory,
            ByteLedger ledger,
            ResourceAlarm alarm)
            throws StartupException {
        NodeStorage opened =
                NodeStorage.open(dataDirectory, configuration, lanes.lanes(), ledger, alarm);
        storage = opened;
        watch = DiskFreeWatch.start(dataDirectory.path(), configuration.resources(), alarm);
        opened.storage().failed().thenAccept(this::diskFailed);
        opened.streams().failed().thenAccept(this::diskFailed);
        lanes.lanes()
                .forEach(lane ->
                        lane.execute(() ->
                                lane.setAfterTurn(() -> {
                                    lookAt(alarm);
                                    opened.storage().afterTurn(lane);
                                })));
        MetadataStore metadata = opened.storage().metadata();
        LocalQueues queues = queues(configuration, metadata, opened.storage().contexts(), ledger);
        queues.restore(opened.storage()::hasKept).toCompletableFuture().join();
        return broker(configuration, metadata, queues, ledger, alarm);
    }

    private LocalQueues queues(
            ServerConfiguration configuration,
            MetadataStore metadata,
            List<QueueContext> contexts,
            ByteLedger ledger) {
        return new LocalQueues(
                metadata,
                lanes.lanes(),
                contexts,
                placement(configuration),
                ledger,
                new SystemClock(),
                configuration.identity().queues());
    }

    private Broker broker(
            ServerConfiguration configuration,
            MetadataStore metadata,
            LocalQueues queues,
            ByteLedger ledger,
            ResourceAlarm alarm) {
        AuthBackends backends =
                new AuthBackends(
                        configuration.login(), name -> metadata.topology().userOrNull(name));
        authBackends = backends;
        return new Broker(
                configuration.identity().names().node(),
                metadata,
                queues,
                backends.authenticator(),
                new NameGenerator(new SecureRandom()),
                ledger,
                alarm,
                configuration.network().limits());
    }

    private void diskFailed(Throwable cause) {
        LOG.error("writing to the disk failed; nothing is confirmed any more", cause);
        ended.complete(ExitCode.DISK_FAILED);
    }

    private static LanePlacement placement(ServerConfiguration configuration) {
        return switch (configuration.network().lanes().placement()) {
            case FILLED -> LanePlacement.FILLED;
            case SCATTERED -> LanePlacement.SCATTERED;
        };
    }

    /// After every turn: a handful of reads, and rarely an alarm to set or clear.
    private void lookAt(ResourceAlarm alarm) {
        if (alarm.isDue()) {
            lanes.first().later(alarm::check);
        }
    }

    @Override
    public List<String> listening() {
        AmqpDoors opened = doors;
        return opened == null ? List.of() : opened.describe();
    }

    @Override
    public CompletableFuture<Void> opened() {
        NodeMonitoring looking = monitoring;
        return looking == null ? CompletableFuture.completedFuture(null) : looking.tried();
    }

    @Override
    public CompletableFuture<ExitCode> ended() {
        return ended;
    }

    @Override
    public void stop() {
        NodeRuntime controlled = runtime;
        if (controlled != null) {
            controlled.beginEnd();
        }
        NodeMonitoring looking = monitoring;
        if (looking != null) {
            looking.close();
        }
        if (controlled != null) {
            controlled.end();
        }
        OtelTracing recording = tracing;
        if (recording != null) {
            recording.close();
        }
        AuthBackends backends = authBackends;
        if (backends != null) {
            backends.close();
        }
        DiskFreeWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
        NodeStorage written = storage;
        if (written != null) {
            written.close();
        }
        NodeStreams streams = temporaryStreams;
        if (streams != null) {
            streams.close();
        }
        tls.close();
        lanes.stop();
    }
}
