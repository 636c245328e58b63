package dev.warren.perf.queues;

import dev.warren.codec.method.ExchangeMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.QueueMethod;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.perf.client.BrokerException;
import dev.warren.perf.client.Connection;
import dev.warren.perf.client.Connector;
import dev.warren.perf.client.Workers;
import dev.warren.perf.measure.Latency;
import dev.warren.perf.measure.NanoClock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// Declares and deletes queues over several connections. Used by one thread, which waits; all
/// methods throw [dev.warren.perf.client.BrokerException].
public final class ManyQueues implements AutoCloseable {

    private final Workers workers = new Workers("queues", 1);
    private final List<Connection> connections = new ArrayList<>();
    private final int depth;
    private final NanoClock clock;

    /// @param depth how many calls of a connection may wait for their answer
    public ManyQueues(Connector connector, int connectionCount, int depth, NanoClock clock) {
        this.depth = depth;
        this.clock = clock;
        try {
            for (int i = 0; i < connectionCount; i++) {
                connections.add(connector.open(workers.worker(0)));
            }
        } catch (BrokerException e) {
            close();
            throw e;
        }
    }

    /// @param kind what `x-queue-type` says; empty for the broker's default
    public CallsResult declare(List<ShortString> queues, boolean isDurable, String kind) {
        FieldTable arguments =
                kind.isEmpty() ? FieldTable.EMPTY : FieldTable.EMPTY.with("x-queue-type", kind);
        return run(
                queues,
                queue ->
                        new QueueMethod.Declare(
                                queue, false, isDurable, false, false, false, arguments));
    }

    /// An exchange at which messages wait, with each queue bound by its name.
    public void declareDelayed(String name, List<ShortString> queues, boolean isDurable) {
        ShortString exchange = ShortString.of(name);
        var _ =
                Connector.call(
                        connections.getFirst(),
                        new ExchangeMethod.Declare(
                                exchange,
                                ShortString.of("x-delayed-message"),
                                false,
                                isDurable,
                                false,
                                false,
                                false,
                                FieldTable.EMPTY.with("x-delayed-type", "direct")));
        var _ =
                run(
                        queues,
                        queue ->
                                new QueueMethod.Bind(
                                        queue, exchange, queue, false, FieldTable.EMPTY));
    }

    public void deleteExchange(String name) {
        var _ =
                Connector.call(
                        connections.getFirst(),
                        new ExchangeMethod.Delete(ShortString.of(name), false, false));
    }

    public CallsResult delete(List<ShortString> queues) {
        return run(queues, queue -> new QueueMethod.Delete(queue, false, false, false));
    }

    /// How many messages are ready in a queue that is there.
    public long ready(ShortString queue) {
        return Depth.of(queue, connections.getFirst());
    }

    private CallsResult run(List<ShortString> queues, Function<ShortString, Method> call) {
        long begin = clock.nanos();
        var pipelines =
                connections.stream()
                        .map(c -> new CallPipeline(c, share(queues, c, call), depth, clock))
                        .map(CallPipeline::start)
                        .toList();
        var latencies = pipelines.stream().map(Connector::await).toList();
        return new CallsResult(queues.size(), clock.nanos() - begin, Latency.of(latencies));
    }

    private Iterator<Method> share(
            List<ShortString> queues, Connection connection, Function<ShortString, Method> call) {
        int first = connections.indexOf(connection);
        List<ShortString> share = new ArrayList<>();
        for (int i = first; i < queues.size(); i += connections.size()) {
            share.add(queues.get(i));
        }
        return share.stream().map(call).iterator();
    }

    @Override
    public void close() {
        connections.stream()
                .filter(c -> c.failureOrNull() == null)
                .map(Connection::close)
                .toList()
                .forEach(Connector::await);
        workers.close();
    }
}
