package dev.warren.perf.queues;

import dev.warren.codec.method.Method;
import dev.warren.perf.client.Connection;
import dev.warren.perf.measure.LatencyLog;
import dev.warren.perf.measure.NanoClock;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Makes many calls on one connection, several of them on their way at a time. Owned by the
/// connection's event loop.
final class CallPipeline {

    private final Connection connection;
    private final Iterator<Method> methods;
    private final int depth;
    private final NanoClock clock;
    private final LatencyLog latencies = new LatencyLog();
    private final CompletableFuture<LatencyLog> done = new CompletableFuture<>();
    private int open;

    /// @param depth how many may wait for their answer; 1 makes them one by one
    CallPipeline(Connection connection, Iterator<Method> methods, int depth, NanoClock clock) {
        this.connection = connection;
        this.methods = methods;
        this.depth = depth;
        this.clock = clock;
    }

    /// From any thread. Completes with how long each call took, when all are answered.
    CompletableFuture<LatencyLog> start() {
        connection.loop().execute(this::fill);
        return done;
    }

    private void fill() {
        while (open < depth && methods.hasNext()) {
            var answer = new CompletableFuture<Method>();
            long sentNanos = clock.nanos();
            var _ = answer.whenComplete((_, failure) -> answered(sentNanos, failure));
            open++;
            connection.callHere(methods.next(), answer);
        }
        if (open == 0) {
            done.complete(latencies);
        }
    }

    private void answered(long sentNanos, @Nullable Throwable failure) {
        open--;
        if (failure != null) {
            done.completeExceptionally(failure);
            return;
        }
        latencies.record(clock.nanos() - sentNanos, 1);
        fill();
    }
}
