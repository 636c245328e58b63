package dev.warren.server;

import dev.warren.engine.broker.Broker;
import dev.warren.management.MetricsApi;
import dev.warren.management.Observation;
import dev.warren.management.metrics.MetricsFacts;
import dev.warren.management.metrics.SpanCounts;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.management.view.NodeLinks;
import dev.warren.server.config.ServerConfiguration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where Prometheus reads the node's metrics.
final class MetricsDoor {

    /// What it is called over TLS.
    static final String SECURED = "https/prometheus";

    private final HttpDoors doors;
    private final MetricsApi api;
    private final Opener opener;

    /// @param links what the node does as a client of brokers
    /// @param spans null where no traces are recorded
    /// @param failed is told when the port cannot be had after all
    MetricsDoor(
            ServerConfiguration configuration,
            ServerConfiguration.MetricsDoor wanted,
            NodeTls tls,
            Broker broker,
            Observation observation,
            String version,
            NodeLinks links,
            @Nullable Supplier<SpanCounts> spans,
            Consumer<StartupException> failed) {
        this.doors =
                new HttpDoors(
                        wanted.where(),
                        new HttpDoors.Words("http/prometheus", "metrics listener", ""),
                        new HttpDoors.Words(SECURED, "metrics listener", " over TLS"));
        this.api =
                new MetricsApi(
                        broker,
                        observation,
                        new MetricsFacts(
                                NodeMonitoring.facts(configuration, version, List::of, List::of),
                                wanted.isPerObject(),
                                links,
                                spans),
                        wanted.path());
        this.opener =
                new Opener(
                        "metrics",
                        wanted.where().listeners().getFirst().endpoint(),
                        () -> doors.open(api::open, tls::metrics),
                        failed);
    }

    /// Where it listens, just now.
    List<Listening> listening() {
        return doors.listening();
    }

    void open() {
        opener.start();
    }

    /// Completes when it is open, or cannot be.
    CompletableFuture<Void> tried() {
        return opener.tried();
    }

    /// Waits until it is open, if it is about to be, and closes it.
    void close() {
        opener.await();
        api.close();
    }
}
