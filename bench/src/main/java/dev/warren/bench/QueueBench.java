package dev.warren.bench;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.QueueSettings;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A message through a whole queue in memory, [#TURN] of them in a turn of its lane: published and
/// confirmed, handed to a consumer, acknowledged. The queue has no settings, so this is the path
/// that delays, retry, de-duplication and expiry must not make longer.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueueBench {

    private static final int TURN = 32;
    private static final int BODY_BYTES = 1000;

    private final TurnLane lane = new TurnLane();
    private final Message message = message();
    private final long[] delivered = new long[TURN];
    private Queue queue = queue();
    private int deliveredCount;
    private long confirmed;

    private final DeliverySink consumer =
            new DeliverySink() {
                @Override
                public void deliver(Consumer to, long sequence, Message of, boolean redelivered) {
                    delivered[deliveredCount++] = sequence;
                    queue.credit(to, DeliveryWindow.cost(of));
                }

                @Override
                public void cancelled(Consumer by) {}
            };

    private final ConfirmSink confirms =
            new ConfirmSink() {
                @Override
                public void confirmed(long number) {
                    confirmed = number;
                }

                @Override
                public void refused(long number) {}
            };

    @Setup
    public void setUp() {
        queue = queue();
        ConsumerSpec spec =
                new ConsumerSpec(
                        1,
                        ShortString.of("bench"),
                        ConsumerLimits.ofPrefetch(0),
                        false,
                        false,
                        FieldTable.EMPTY);
        queue.consume(spec, consumer);
        lane.endTurn();
    }

    @Benchmark
    @OperationsPerInvocation(TURN)
    public long publishDeliverAck() {
        for (int i = 0; i < TURN; i++) {
            queue.publish(message, confirms, i);
        }
        lane.endTurn();
        for (int i = 0; i < deliveredCount; i++) {
            queue.ack(delivered[i]);
        }
        deliveredCount = 0;
        lane.endTurn();
        return confirmed;
    }

    private Queue queue() {
        return QueueContext.inMemory(lane, new ByteLedger(1).ofLane(0))
                .create(
                        new QueueIdentity(1, "/", ShortString.of("bench"), true, false, false),
                        QueueSettings.NONE,
                        DeadLetterOffice.NONE,
                        _ -> CompletableFuture.completedFuture(null));
    }

    private static Message message() {
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY, BODY_BYTES);
        return new Message(
                ShortString.EMPTY,
                ShortString.of("bench"),
                Arrays.copyOf(header, header.length + BODY_BYTES),
                header.length);
    }
}
