package dev.warren.perf;

import dev.warren.codec.value.ShortString;
import dev.warren.perf.client.BrokerException;
import dev.warren.perf.client.Connection;
import dev.warren.perf.client.Connector;
import dev.warren.perf.client.Workers;
import dev.warren.perf.measure.NanoClock;
import dev.warren.perf.queues.Depth;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// `wait`: tries to connect until a queue is there and holds what it should. Started before the
/// broker, so that its own start does not count.
final class WaitCommand {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Options options;
    private final NanoClock clock;
    private final Consumer<String> out;

    WaitCommand(Options options, NanoClock clock, Consumer<String> out) {
        this.options = options;
        this.clock = clock;
        this.out = out;
    }

    void run() {
        ShortString queue = options.queues().getFirst();
        long deadline = clock.nanos() + TimeUnit.SECONDS.toNanos(options.seconds());
        try (var workers = new Workers("wait", 1)) {
            String missing = missing(workers, queue);
            out.accept("waiting");
            while (!missing.isEmpty()) {
                if (clock.nanos() > deadline) {
                    throw new BrokerException(missing);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
                missing = missing(workers, queue);
            }
            out.accept("ready");
        }
    }

    /// What is not yet as it should be; nothing when all is.
    private String missing(Workers workers, ShortString queue) {
        try {
            Connection connection = new Connector(options.target()).open(workers.worker(0));
            long ready = Depth.of(queue, connection);
            var _ = Connector.await(connection.close());
            return ready == options.messages() ? "" : queue + " holds " + ready + " messages";
        } catch (BrokerException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
