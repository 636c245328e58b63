package dev.warren.management;

import dev.warren.engine.broker.Broker;
import dev.warren.management.live.LiveClients;
import dev.warren.management.resource.QueueOrder;
import dev.warren.management.sample.NodeReading;
import dev.warren.management.sample.SampleSettings;
import dev.warren.management.sample.Sampler;
import java.nio.file.Path;

/// What is known of a node over time, for the HTTP API and for metrics. Made before clients come,
/// because it follows who connects.
public final class Observation implements AutoCloseable {

    private final LiveClients live = new LiveClients();
    private final QueueOrder order = new QueueOrder();
    private final Sampler sampler;

    /// @param directory where the node keeps its data
    /// @param diskLimitBytes below so much free space there publishers are held
    public Observation(
            Broker broker, SampleSettings settings, Path directory, long diskLimitBytes) {
        broker.events().listen(live);
        this.sampler =
                new Sampler(
                        broker,
                        live,
                        settings,
                        new NodeReading(broker, live, directory, diskLimitBytes));
        sampler.start();
    }

    LiveClients live() {
        return live;
    }

    Sampler sampler() {
        return sampler;
    }

    QueueOrder order() {
        return order;
    }

    @Override
    public void close() {
        sampler.close();
    }
}
