package dev.warren.amqp.channel;

import dev.warren.amqp.connection.ReadGate;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;

/// Admission by byte credit: how much a channel has published to other lanes that has not arrived there. Owned by the
/// channel's lane.
///
/// When it is used up the connection is not read. What has arrived comes back by itself, so nobody waits for ever.
final class InFlight {

    private static final long BYTES_MAX = 4 << 20;

    private final Lane lane;
    private final ReadGate gate;
    private final LaneLedger ledger;
    private long bytes;

    InFlight(Lane lane, ReadGate gate, LaneLedger ledger) {
        this.lane = lane;
        this.gate = gate;
        this.ledger = ledger;
    }

    /// A batch is on its way.
    void left(long batchBytes) {
        bytes += batchBytes;
        ledger.add(Holder.MAILBOXES, batchBytes);
        if (bytes > BYTES_MAX) {
            gate.close(ReadGate.Reason.IN_FLIGHT);
        }
    }

    /// A batch has arrived. On any lane.
    void arrived(long batchBytes) {
        lane.execute(
                () -> {
                    bytes -= batchBytes;
                    ledger.add(Holder.MAILBOXES, -batchBytes);
                    if (bytes <= BYTES_MAX / 2) {
                        gate.open(ReadGate.Reason.IN_FLIGHT);
                    }
                });
    }
}
