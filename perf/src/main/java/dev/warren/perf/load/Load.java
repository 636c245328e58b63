package dev.warren.perf.load;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.ConfirmMethod;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.perf.client.Connection;
import dev.warren.perf.client.Connector;
import dev.warren.perf.client.Workers;
import dev.warren.perf.flow.ConfirmWindow;
import dev.warren.perf.flow.Pacer;
import dev.warren.perf.measure.Measurement;
import dev.warren.perf.measure.Meter;
import dev.warren.perf.measure.NanoClock;
import dev.warren.perf.measure.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Carries out a [Plan] on queues that are there already. Used by one thread, which waits.
public final class Load implements AutoCloseable {

    private final Connector connector;
    private final Plan plan;
    private final NanoClock clock;
    private final Workers producerLoops;
    private final Workers consumerLoops;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Producer> producers = new ArrayList<>();
    private final List<Consumer> consumers = new ArrayList<>();

    /// @param loops event loops for each side
    public Load(Connector connector, Plan plan, int loops, NanoClock clock) {
        this.connector = connector;
        this.plan = plan;
        this.clock = clock;
        this.producerLoops = new Workers("producers", loops);
        this.consumerLoops = new Workers("consumers", loops);
    }

    /// Throws [dev.warren.perf.client.BrokerException] when the broker refuses, goes away or
    /// stalls.
    public Summary run(Progress progress) {
        openProducers();
        List<Connection> consuming = openConsumers();
        var measurement = new Measurement(meters(), clock.nanos());
        var course = new Course(plan, measurement, connections, progress, clock);
        consuming.forEach(this::consume);
        producers.forEach(Producer::start);
        Summary summary = course.run();
        producers.stream().map(Producer::stop).toList().forEach(Connector::await);
        course.awaitConfirms();
        consumers.forEach(Consumer::settle);
        return summary.withTotals(measurement.totals());
    }

    private List<Meter> meters() {
        return Stream.concat(producerLoops.meters().stream(), consumerLoops.meters().stream())
                .toList();
    }

    private void openProducers() {
        Plan.Publishing publishing = plan.publishing();
        for (int i = 0; i < publishing.producers(); i++) {
            Connection connection = connector.open(producerLoops.worker(i));
            connections.add(connection);
            if (publishing.hasConfirms()) {
                var _ = Connector.call(connection, new ConfirmMethod.Select(false));
            }
            producers.add(producer(connection, i));
        }
    }

    private Producer producer(Connection connection, int index) {
        Plan.Publishing publishing = plan.publishing();
        int count = publishing.producers();
        return new Producer(
                connection,
                new MessageTemplate(
                        Plan.share(plan.queues(), index, count),
                        publishing.bodyLength(),
                        publishing.persistent(),
                        publishing.delay(),
                        connection.frameMax()),
                new Pacer(publishing.rate()),
                publishing.hasConfirms() ? new ConfirmWindow(publishing.confirmWindow()) : null,
                plan.extent().isCounted()
                        ? Plan.share(plan.extent().messages(), index, count)
                        : Long.MAX_VALUE,
                clock);
    }

    private List<Connection> openConsumers() {
        List<Connection> opened = new ArrayList<>();
        for (int i = 0; i < plan.consuming().consumers(); i++) {
            Connection connection = connector.open(consumerLoops.worker(i));
            opened.add(connection);
            connections.add(connection);
            if (plan.consuming().prefetch() > 0) {
                var _ =
                        Connector.call(
                                connection,
                                new BasicMethod.Qos(0, plan.consuming().prefetch(), false));
            }
        }
        return opened;
    }

    private void consume(Connection connection) {
        int index = consumers.size();
        Plan.Consuming consuming = plan.consuming();
        var consumer =
                new Consumer(
                        connection, consuming.ackEvery(), plan.publishing().producers() > 0, clock);
        consumers.add(consumer);
        connection.loop().execute(() -> connection.traffic(consumer));
        for (ShortString queue : Plan.share(plan.queues(), index, consuming.consumers())) {
            var _ =
                    Connector.call(
                            connection,
                            new BasicMethod.Consume(
                                    queue,
                                    ShortString.EMPTY,
                                    false,
                                    consuming.isAutomatic(),
                                    false,
                                    false,
                                    arguments(consuming)));
        }
    }

    private static FieldTable arguments(Plan.Consuming consuming) {
        return consuming.streamOffset().isEmpty()
                ? FieldTable.EMPTY
                : FieldTable.EMPTY.with("x-stream-offset", consuming.streamOffset());
    }

    /// Says goodbye on all connections and ends the event loops.
    @Override
    public void close() {
        List<Connection> open =
                connections.stream().filter(c -> c.failureOrNull() == null).toList();
        open.stream().map(Connection::close).toList().forEach(Connector::await);
        producerLoops.close();
        consumerLoops.close();
    }
}
