package dev.warren.server;

import dev.warren.engine.broker.Broker;
import dev.warren.management.MetricsApi;
import dev.warren.management.Observation;
import dev.warren.management.metrics.MetricsFacts;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Prometheus reads the node's metrics. It opens on a thread of its own, as the HTTP API
/// does.
final class MetricsDoor {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsDoor.class);

    private final Endpoint endpoint;
    private final MetricsApi api;
    private final Thread opener;

    /// Set when it listens.
    private volatile List<Listening> open = List.of();

    /// @param failed is told when the port cannot be had after all
    MetricsDoor(
            ServerConfiguration configuration,
            ServerConfiguration.MetricsDoor wanted,
            Broker broker,
            Observation observation,
            UUID node,
            String version,
            Consumer<StartupException> failed) {
        this.endpoint = wanted.listener().endpoint();
        String cluster = configuration.identity().clusterName();
        this.api =
                new MetricsApi(
                        broker,
                        observation,
                        new MetricsFacts(
                                new NodeFacts(
                                        cluster == null ? Broker.NODE_NAME : cluster,
                                        configuration.identity().amqpVersion(),
                                        version,
                                        List::of),
                                "rabbitmq-cluster-id-" + node,
                                wanted.isPerObject()),
                        wanted.path());
        this.opener = Thread.ofPlatform().name("metrics").daemon().unstarted(() -> run(failed));
    }

    /// Where it listens, just now.
    List<Listening> listening() {
        return open;
    }

    void open() {
        opener.start();
    }

    private void run(Consumer<StartupException> failed) {
        InetSocketAddress address = endpoint.address();
        try {
            int port = api.open(address);
            open = List.of(new Listening("http/prometheus", AmqpDoors.host(address), port));
            LOG.info("started metrics listener on {}", new Endpoint(endpoint.host(), port));
        } catch (IOException e) {
            failed.accept(PortCheck.cannotListen(endpoint, ManagementDoor.cause(e)));
        }
    }

    /// Waits until it is open, if it is about to be, and closes it.
    void close() {
        try {
            opener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
