package dev.warren.amqp.connection;

import dev.warren.engine.lane.Lane;

/// Admission by byte credit: how much a connection has published to other lanes that has not
/// arrived there. Owned by the connection's lane.
///
/// When it is used up the connection is not read. What has arrived comes back by itself, so nobody
/// waits for ever. The messages themselves are in the ledger since they were enqueued.
public final class InFlight {

    private static final long BYTES_MAX = 4 << 20;

    private final Lane lane;
    private final ReadGate gate;
    private long bytes;

    InFlight(Lane lane, ReadGate gate) {
        this.lane = lane;
        this.gate = gate;
    }

    /// A batch is on its way.
    public void left(long batchBytes) {
        bytes += batchBytes;
        if (bytes > BYTES_MAX) {
            gate.close(ReadGate.Reason.IN_FLIGHT);
        }
    }

    /// A batch has arrived. On any lane.
    public void arrived(long batchBytes) {
        lane.execute(() -> {
            bytes -= batchBytes;
            if (bytes <= BYTES_MAX / 2) {
                gate.open(ReadGate.Reason.IN_FLIGHT);
            }
        });
    }
}
