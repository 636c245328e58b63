package dev.warren.amqp;

import dev.warren.amqp.lane.LaneGroup;
import dev.warren.codec.value.FieldTable;
import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.sasl.SaslMechanisms;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.broker.LanePlacement;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.broker.NameGenerator;
import dev.warren.engine.broker.NodeLimits;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.message.Interceptor;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.InMemoryMetadataStore;
import java.util.List;
import java.util.Random;

/// What a listener needs for clients on real sockets: a broker in memory on the first lane, and
/// what it offers.
final class OneLaneBroker {

    static final AmqpSettings SETTINGS =
            new AmqpSettings(
                    new AmqpSettings.Negotiated(131_072, 2_047, 60),
                    new AmqpSettings.Bounds(4_096, 1 << 20, 0, 0, 0, false),
                    SaslMechanisms.standard(),
                    FieldTable.EMPTY,
                    Interceptor.NONE);

    private OneLaneBroker() {}

    static Broker of(LaneGroup lanes, InMemoryMetadataStore metadata, Authenticator authenticator) {
        ByteLedger ledger = new ByteLedger(1);
        return new Broker(
                "rabbit@test",
                metadata,
                new LocalQueues(
                        metadata,
                        lanes.lanes(),
                        List.of(QueueContext.inMemory(lanes.first(), ledger.ofLane(0))),
                        LanePlacement.FILLED,
                        ledger,
                        new SystemClock()),
                authenticator,
                new NameGenerator(new Random(1)),
                ledger,
                new ResourceAlarm(ledger, lanes.lanes(), Long.MAX_VALUE),
                NodeLimits.NONE);
    }
}
