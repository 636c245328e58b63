package dev.warren.server;

import dev.warren.amqp.Connections;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.topology.ClusterName;
import dev.warren.management.Observation;
import dev.warren.management.metrics.SpanCounts;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeFacts.Certificate;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.management.view.NodeFacts.Setup;
import dev.warren.management.view.NodeLinks;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Resources;
import dev.warren.server.data.DataDirectory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All that lets people look at a node: what is known of it over time, the HTTP API and the
/// metrics. Made before clients come.
final class NodeMonitoring {

    private final Observation observation;
    private final @Nullable ManagementDoor management;
    private final @Nullable MetricsDoor metrics;

    private NodeMonitoring(
            Observation observation,
            @Nullable ManagementDoor management,
            @Nullable MetricsDoor metrics) {
        this.observation = observation;
        this.management = management;
        this.metrics = metrics;
    }

    /// Null when nobody is to look.
    ///
    /// @param amqp where AMQP listens, just now
    /// @param failed is told when a port cannot be had after all
    /// @param runtime what the command line may change
    /// @param links what the node does as a client of brokers
    /// @param spans null where no traces are recorded
    static @Nullable NodeMonitoring ofOrNull(
            ServerConfiguration configuration,
            DataDirectory directory,
            NodeTls tls,
            Broker broker,
            Connections connections,
            Supplier<List<Listening>> amqp,
            String version,
            Consumer<StartupException> failed,
            NodeRuntime runtime,
            NodeLinks links,
            @Nullable Supplier<SpanCounts> spans) {
        boolean isManaged = !configuration.management().listeners().isEmpty();
        ServerConfiguration.MetricsDoor wanted = configuration.monitoring().metrics();
        if (!isManaged && wanted == null) {
            return null;
        }
        Observation observation =
                new Observation(
                        broker,
                        configuration.monitoring().samples(),
                        directory.path(),
                        diskLimitBytes(configuration.resources()));
        MetricsDoor metrics =
                wanted == null
                        ? null
                        : new MetricsDoor(
                                configuration,
                                wanted,
                                tls,
                                broker,
                                observation,
                                version,
                                links,
                                spans,
                                failed);
        ManagementDoor management =
                isManaged
                        ? new ManagementDoor(
                                configuration,
                                tls,
                                broker,
                                connections,
                                amqp,
                                () -> metrics == null ? List.of() : metrics.listening(),
                                observation,
                                version,
                                failed,
                                directory.path(),
                                runtime,
                                links)
                        : null;
        return new NodeMonitoring(observation, management, metrics);
    }

    /// @param listening where the node listens, just now
    /// @param certificates what it shows there, just now
    static NodeFacts facts(
            ServerConfiguration configuration,
            String version,
            Supplier<List<Listening>> listening,
            Supplier<List<Certificate>> certificates) {
        ServerConfiguration.Identity identity = configuration.identity();
        return new NodeFacts(
                new ClusterName(identity.names().cluster()),
                identity.amqpVersion(),
                version,
                listening,
                certificates,
                setup(configuration));
    }

    private static Setup setup(ServerConfiguration configuration) {
        return new Setup(
                configuration.login().mechanisms(),
                configuration.identity().dataDirectory().toString(),
                ProcessFacts.of(configuration).logs());
    }

    private static long diskLimitBytes(Resources resources) {
        return resources.diskFree().bytes(MemoryBasis.of(resources).machine());
    }

    /// Begins to open, and returns at once.
    void open() throws StartupException {
        if (management != null) {
            management.open();
        }
        if (metrics != null) {
            metrics.open();
        }
    }

    /// Completes when all that was asked for is open, or cannot be.
    CompletableFuture<Void> tried() {
        CompletableFuture<Void> none = CompletableFuture.completedFuture(null);
        return CompletableFuture.allOf(
                management == null ? none : management.tried(),
                metrics == null ? none : metrics.tried());
    }

    void close() {
        if (management != null) {
            management.close();
        }
        if (metrics != null) {
            metrics.close();
        }
        observation.close();
    }
}
