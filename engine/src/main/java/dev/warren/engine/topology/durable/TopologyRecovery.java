package dev.warren.engine.topology.durable;

import dev.warren.codec.value.AmqpException;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyReplay;

/// The way back from records to a topology: those of a snapshot first, if there is one, then those
/// of the log. Both throw [TopologyFormatException] for a record that cannot be read or says what
/// this version cannot do.
public final class TopologyRecovery {

    private TopologyRecovery() {}

    /// The topology of a snapshot, or of a log from its beginning.
    public static Topology restore(Iterable<byte[]> records) {
        Topology topology = Topology.EMPTY;
        for (byte[] record : records) {
            topology = replay(topology, record);
        }
        return topology;
    }

    /// The topology after one more record of the log. A record that the topology already contains
    /// does no harm, when all that follow it are replayed as well.
    public static Topology replay(Topology topology, byte[] record) {
        Topology changed = topology;
        for (var command : TopologyCodec.decode(record)) {
            changed = replay(changed, command);
        }
        return changed;
    }

    private static Topology replay(Topology topology, TopologyCommand command) {
        try {
            return TopologyReplay.apply(topology, command);
        } catch (AmqpException | IllegalArgumentException unknownHere) {
            throw new TopologyFormatException(
                    "a record of the topology cannot be replayed: " + unknownHere.getMessage(),
                    unknownHere);
        }
    }
}
