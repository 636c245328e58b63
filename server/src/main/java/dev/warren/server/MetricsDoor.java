package dev.warren.server;

import dev.warren.engine.broker.Broker;
import dev.warren.management.MetricsApi;
import dev.warren.management.Observation;
import dev.warren.management.metrics.MetricsFacts;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.management.view.NodeLinks;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Prometheus reads the node's metrics.
final class MetricsDoor {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsDoor.class);

    private final Endpoint endpoint;
    private final MetricsApi api;
    private final Opener opener;

    /// Set when it listens.
    private volatile List<Listening> open = List.of();

    /// @param links what the node does as a client of brokers
    /// @param failed is told when the port cannot be had after all
    MetricsDoor(
            ServerConfiguration configuration,
            ServerConfiguration.MetricsDoor wanted,
            Broker broker,
            Observation observation,
            UUID node,
            String version,
            NodeLinks links,
            Consumer<StartupException> failed) {
        this.endpoint = wanted.listener().endpoint();
        this.api =
                new MetricsApi(
                        broker,
                        observation,
                        new MetricsFacts(
                                NodeMonitoring.facts(configuration, version, List::of),
                                "rabbitmq-cluster-id-" + node,
                                wanted.isPerObject(),
                                links),
                        wanted.path());
        this.opener = new Opener("metrics", endpoint, this::listen, failed);
    }

    /// Where it listens, just now.
    List<Listening> listening() {
        return open;
    }

    void open() {
        opener.start();
    }

    private void listen() throws IOException {
        InetSocketAddress address = endpoint.address();
        int port = api.open(address);
        open = List.of(new Listening("http/prometheus", AmqpDoors.host(address), port));
        LOG.info("started metrics listener on {}", new Endpoint(endpoint.host(), port));
    }

    /// Waits until it is open, if it is about to be, and closes it.
    void close() {
        opener.await();
        api.close();
    }
}
