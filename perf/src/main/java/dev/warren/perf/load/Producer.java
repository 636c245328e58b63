package dev.warren.perf.load;

import dev.warren.perf.client.Connection;
import dev.warren.perf.client.Traffic;
import dev.warren.perf.flow.ConfirmWindow;
import dev.warren.perf.flow.LatencySink;
import dev.warren.perf.flow.Pacer;
import dev.warren.perf.measure.Meter;
import dev.warren.perf.measure.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Publishes on one connection as fast as pace, confirm window and socket allow. Owned by the
/// connection's event loop; allocates nothing for a message.
///
/// Messages leave in batches. All of a batch carry the time at which it was begun, so latencies are
/// never too short, and too long by no more than it takes to encode [#BATCH_BYTES].
final class Producer implements Traffic {

    private static final int BATCH_BYTES = 64 * 1024;

    /// Then confirms are read and other connections have their turn.
    private static final int BATCHES_IN_TURN_MAX = 8;

    private static final LatencySink REFUSALS_ARE_NOT_TIMED = (_, _) -> {};

    private final Connection connection;
    private final MessageTemplate template;
    private final Pacer pacer;

    /// Null without confirms.
    private final @Nullable ConfirmWindow window;

    private final long messagesMax;
    private final NanoClock clock;
    private final Meter meter;
    private final LatencySink latencies;
    private final byte[] batch;
    private final int batchMessagesMax;
    private final Runnable pumpAgain = this::pumpAgain;

    private long sent;
    private int nextQueue;
    private long readNanos;
    private int confirmed;
    private int refused;
    private boolean isStopped;
    private boolean isPumpQueued;
    private @Nullable Future<?> ticker;

    Producer(
            Connection connection,
            MessageTemplate template,
            Pacer pacer,
            @Nullable ConfirmWindow window,
            long messagesMax,
            NanoClock clock) {
        this.connection = connection;
        this.template = template;
        this.pacer = pacer;
        this.window = window;
        this.messagesMax = messagesMax;
        this.clock = clock;
        this.meter = connection.worker().meter();
        this.latencies = meter.confirmLatency()::record;
        this.batchMessagesMax = Math.max(1, BATCH_BYTES / template.lengthMax());
        this.batch = new byte[batchMessagesMax * template.lengthMax()];
    }

    /// From any thread.
    void start() {
        connection.loop().execute(this::begin);
    }

    /// From any thread: sends no more, once that is complete.
    CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(this::end, connection.loop());
    }

    private void begin() {
        connection.traffic(this);
        pacer.start(clock.nanos());
        if (pacer.isLimited()) {
            ticker =
                    connection
                            .loop()
                            .scheduleAtFixedRate(
                                    this::pump,
                                    pacer.tickMicros(),
                                    pacer.tickMicros(),
                                    TimeUnit.MICROSECONDS);
        }
        pump();
    }

    private void end() {
        isStopped = true;
        Future<?> ticking = ticker;
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    private void pumpAgain() {
        isPumpQueued = false;
        pump();
    }

    private void pump() {
        for (int i = 0; i < BATCHES_IN_TURN_MAX; i++) {
            if (isStopped || !sendBatch()) {
                return;
            }
        }
        if (!isPumpQueued) {
            isPumpQueued = true;
            connection.loop().execute(pumpAgain);
        }
    }

    /// Returns whether a further batch could leave at once.
    private boolean sendBatch() {
        long now = clock.nanos();
        long wanted = Math.min(pacer.due(now), messagesMax - sent);
        long allowed = Math.min(wanted, room());
        int count = (int) Math.min(allowed, batchMessagesMax);
        if (count > 0) {
            write(count, now);
        }
        pacer.heldUp(count < batchMessagesMax && count < wanted);
        return count > 0 && count < allowed;
    }

    private long room() {
        if (!connection.isWritable()) {
            return 0;
        }
        return window == null ? Long.MAX_VALUE : window.room();
    }

    private void write(int count, long now) {
        int length = 0;
        for (int i = 0; i < count; i++) {
            long stamp = pacer.next(now);
            length = template.put(batch, length, nextQueue, stamp);
            nextQueue = nextQueue + 1 == template.queues() ? 0 : nextQueue + 1;
            if (window != null) {
                window.sent(stamp);
            }
        }
        sent += count;
        meter.sent().add(count);
        ByteBuf out = connection.buffer(length);
        out.writeBytes(batch, 0, length);
        connection.writeAndFlush(out);
    }

    @Override
    public void readBegins() {
        readNanos = clock.nanos();
    }

    @Override
    public void confirmed(long tag, boolean multiple) {
        if (window != null) {
            confirmed += window.settle(tag, multiple, readNanos, latencies);
        }
    }

    @Override
    public void refused(long tag, boolean multiple) {
        if (window != null) {
            refused += window.settle(tag, multiple, readNanos, REFUSALS_ARE_NOT_TIMED);
        }
    }

    @Override
    public void readEnds() {
        if (confirmed + refused > 0) {
            meter.confirmed().add(confirmed);
            meter.refused().add(refused);
            confirmed = 0;
            refused = 0;
            pump();
        }
    }

    @Override
    public void becameWritable() {
        pump();
    }
}
