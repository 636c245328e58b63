package dev.warren.bench;

import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.machine.Effects;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Subscription;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A message through the queue's machine: published, delivered, acked. With a backlog in front of
/// it or without.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueueMachineBench {

    private static final int BODY_BYTES = 1000;
    private static final long FETCHING_SESSION = 2;

    private static final Subscription SUBSCRIPTION =
            new Subscription(1, ConsumerLimits.ofPrefetch(0), 0, false, false, false);

    @Param({"0", "1000000"})
    public int backlog;

    private QueueMachine machine = new QueueMachine(false, Effects.NONE);
    private int consumer;
    private long oldestUnacked;

    @Setup
    public void setUp() {
        machine = new QueueMachine(false, Effects.NONE);
        consumer = machine.subscribe(SUBSCRIPTION);
        for (int i = 0; i < backlog; i++) {
            machine.append(BODY_BYTES);
        }
        oldestUnacked = 0;
    }

    /// Sequences are delivered in order here, so the next to ack is known without a list.
    @Benchmark
    public boolean publishDeliverAck() {
        machine.append(BODY_BYTES);
        machine.next();
        machine.deliver();
        machine.credit(consumer, DeliveryWindow.cost(BODY_BYTES));
        return machine.ack(oldestUnacked++);
    }

    /// Without a consumer: fetched and settled at once.
    @Benchmark
    public long publishGet() {
        machine.append(BODY_BYTES);
        return machine.get(FETCHING_SESSION, true);
    }
}
