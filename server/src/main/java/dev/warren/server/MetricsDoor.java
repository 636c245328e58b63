package dev.warren.server;

import dev.warren.engine.broker.Broker;
import dev.warren.management.MetricsApi;
import dev.warren.management.Observation;
import dev.warren.management.metrics.MetricsFacts;
import dev.warren.management.metrics.SpanCounts;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.management.view.NodeLinks;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Management;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Prometheus reads the node's metrics.
final class MetricsDoor {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsDoor.class);

    private final Management where;
    private final NodeTls tls;
    private final MetricsApi api;
    private final Opener opener;

    /// Set when it listens.
    private volatile List<Listening> open = List.of();

    /// @param links what the node does as a client of brokers
    /// @param spans null where no traces are recorded
    /// @param failed is told when the port cannot be had after all
    MetricsDoor(
            ServerConfiguration configuration,
            ServerConfiguration.MetricsDoor wanted,
            NodeTls tls,
            Broker broker,
            Observation observation,
            UUID node,
            String version,
            NodeLinks links,
            @Nullable Supplier<SpanCounts> spans,
            Consumer<StartupException> failed) {
        this.where = wanted.where();
        this.tls = tls;
        this.api =
                new MetricsApi(
                        broker,
                        observation,
                        new MetricsFacts(
                                NodeMonitoring.facts(configuration, version, List::of),
                                "rabbitmq-cluster-id-" + node,
                                wanted.isPerObject(),
                                links,
                                spans),
                        wanted.path());
        this.opener =
                new Opener(
                        "metrics", where.listeners().getFirst().endpoint(), this::listen, failed);
    }

    /// Where it listens, just now.
    List<Listening> listening() {
        return open;
    }

    void open() {
        opener.start();
    }

    private void listen() throws IOException {
        List<Listener> listeners = where.listeners();
        List<Integer> ports = api.open(HttpDoors.of(where, tls::metrics));
        List<Listening> opened = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            opened.add(opened(listeners.get(i), ports.get(i)));
        }
        open = List.copyOf(opened);
    }

    private Listening opened(Listener listener, int port) {
        boolean isPlain = listener.equals(where.plain());
        LOG.info(
                "started metrics listener on {}{}",
                new Endpoint(listener.endpoint().host(), port),
                isPlain ? "" : " over TLS");
        return new Listening(
                isPlain ? "http/prometheus" : "https/prometheus",
                AmqpDoors.host(listener.endpoint().address()),
                port);
    }

    /// Waits until it is open, if it is about to be, and closes it.
    void close() {
        opener.await();
        api.close();
    }
}
