package dev.warren.engine.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What a connection has received and sent, in bytes and in reads and writes of its socket. Written
/// on its lane only, read from any thread.
public final class ConnectionCounters {

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    static final int RECEIVED_BYTES = 0;
    static final int RECEIVED_READS = 1;
    static final int SENT_BYTES = 2;
    static final int SENT_WRITES = 3;

    /// Room for a cache line of its own.
    private static final int COLUMNS = 8;

    private final long[] values = new long[COLUMNS];
    private final ConnectionCounters total;

    /// @param lane that of the connection
    public ConnectionCounters(LaneTraffic lane) {
        this.total = lane.bytes();
    }

    /// The sum of a lane, which adds to nobody else's.
    ConnectionCounters() {
        this.total = this;
    }

    /// One read of the socket.
    public void received(int bytes) {
        add(RECEIVED_BYTES, bytes);
        add(RECEIVED_READS, 1);
    }

    /// One write to the socket.
    public void sent(int bytes) {
        add(SENT_BYTES, bytes);
        add(SENT_WRITES, 1);
    }

    private void add(int column, long delta) {
        VALUES.setOpaque(values, column, values[column] + delta);
        if (total != this) {
            total.add(column, delta);
        }
    }

    public long receivedBytes() {
        return of(RECEIVED_BYTES);
    }

    public long receivedReads() {
        return of(RECEIVED_READS);
    }

    public long sentBytes() {
        return of(SENT_BYTES);
    }

    public long sentWrites() {
        return of(SENT_WRITES);
    }

    long of(int column) {
        return (long) VALUES.getOpaque(values, column);
    }
}
