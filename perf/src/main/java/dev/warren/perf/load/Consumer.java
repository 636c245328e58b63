package dev.warren.perf.load;

import dev.warren.codec.frame.FrameWriter;
import dev.warren.codec.frame.Frames;
import dev.warren.perf.client.Connection;
import dev.warren.perf.client.Traffic;
import dev.warren.perf.measure.Meter;
import dev.warren.perf.measure.NanoClock;
import io.netty.buffer.ByteBuf;

/// Counts what one connection receives, and acknowledges it. Owned by the connection's event loop;
/// allocates nothing for a message.
final class Consumer implements Traffic {

    /// Acknowledgements that are gathered before they are written; fewer at the end of a read.
    private static final int ACKS_MAX = 1024;

    private static final int ACK_FRAME_LENGTH = 13 + Frames.OVERHEAD;

    private final Connection connection;
    private final int ackEvery;
    private final boolean readsStamps;
    private final NanoClock clock;
    private final Meter meter;

    private final long[] acks = new long[ACKS_MAX];
    private int ackCount;

    private long readNanos;
    private long lastTag;
    private long remaining;
    private boolean awaitsStamp;
    private int unacked;
    private int received;

    /// Messages with the same time come in a row: they are recorded together.
    private long stamp;

    private int stamped;

    /// @param ackEvery 0 when the broker does not wait for acknowledgements
    /// @param readsStamps whether bodies carry times of this process
    Consumer(Connection connection, int ackEvery, boolean readsStamps, NanoClock clock) {
        this.connection = connection;
        this.ackEvery = ackEvery;
        this.readsStamps = readsStamps;
        this.clock = clock;
        this.meter = connection.worker().meter();
    }

    /// From any thread: acknowledges what has not been yet.
    void settle() {
        connection.loop().execute(this::settleRest);
    }

    private void settleRest() {
        if (unacked > 0) {
            ackLast();
        }
        writeAcks();
    }

    @Override
    public void readBegins() {
        readNanos = clock.nanos();
    }

    @Override
    public void delivered(long deliveryTag) {
        lastTag = deliveryTag;
    }

    @Override
    public void header(long bodySize) {
        remaining = bodySize;
        awaitsStamp = readsStamps && bodySize >= Long.BYTES;
        if (remaining == 0) {
            received();
        }
    }

    @Override
    public void body(ByteBuf in, int index, int length) {
        if (awaitsStamp) {
            awaitsStamp = false;
            stamped(in.getLong(index));
        }
        remaining -= length;
        if (remaining == 0) {
            received();
        }
    }

    private void stamped(long nanos) {
        if (nanos != stamp) {
            recordStamped();
            stamp = nanos;
        }
        stamped++;
    }

    private void recordStamped() {
        if (stamped > 0) {
            meter.endToEndLatency().record(readNanos - stamp, stamped);
            stamped = 0;
        }
    }

    private void received() {
        received++;
        if (ackEvery > 0 && ++unacked == ackEvery) {
            ackLast();
        }
    }

    private void ackLast() {
        unacked = 0;
        acks[ackCount++] = lastTag;
        if (ackCount == ACKS_MAX) {
            writeAcks();
        }
    }

    @Override
    public void readEnds() {
        recordStamped();
        meter.received().add(received);
        received = 0;
        writeAcks();
    }

    private void writeAcks() {
        if (ackCount == 0) {
            return;
        }
        ByteBuf out = connection.buffer(ackCount * ACK_FRAME_LENGTH);
        for (int i = 0; i < ackCount; i++) {
            FrameWriter.ack(out, Connection.CHANNEL, acks[i], ackEvery > 1);
        }
        ackCount = 0;
        connection.writeAndFlush(out);
    }
}
