package dev.warren.engine.recovery;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.topology.QueueNumbers;
import java.util.Random;

/// Where messages wait in a [HoldingModel], and where they go when they are given up.
///
/// ```
///   later (delays) --> work <--> waits beside it       slow <-- waits beside it
///                       |
///                       `-- failed too often --> parked: parking queue, or of dead letters
/// ```
final class HoldingScene {

    static final String LATER = "later";
    static final String WORK = "work";
    static final String SLOW = "slow";
    static final String PARKED = "parked";
    static final int RETRY_MILLIS = 1_500;
    static final int RETRIES_MAX = 2;
    static final int SLOW_MILLIS = 2_500;

    private final boolean parks;

    /// How many messages the parking queue takes; 0 for all.
    private final int parkedMax;

    HoldingScene(Random random) {
        // not a boolean: the first one is the same for all small seeds
        this.parks = random.nextInt(3) > 0;
        this.parkedMax = parks && random.nextBoolean() ? 1 + random.nextInt(5) : 0;
    }

    /// Whether what is given up is parked, and no dead letter.
    boolean parks() {
        return parks;
    }

    void declare(WorldTopology topology) {
        topology.exchange(
                LATER, "x-delayed-message", FieldTable.EMPTY.with("x-delayed-type", "fanout"));
        topology.exchange(WORK, "fanout", FieldTable.EMPTY);
        topology.exchange(SLOW, "fanout", FieldTable.EMPTY);
        topology.queue(WORK, retrying());
        topology.queue(PARKED, parking());
        topology.queue(SLOW, FieldTable.EMPTY.with("x-delivery-delay", new Int32(SLOW_MILLIS)));
        topology.bind(LATER, WORK);
        topology.bind(WORK, WORK);
        topology.bind(SLOW, SLOW);
    }

    private FieldTable retrying() {
        FieldTable retrying =
                FieldTable.EMPTY
                        .with("x-retry-base", new Int32(RETRY_MILLIS))
                        .with("x-retry-factor", new Int32(1))
                        .with("x-retry-jitter", new Int32(0))
                        .with("x-retry-attempts", new Int32(RETRIES_MAX))
                        .with("x-retry-on", LongText.of("reject"));
        return parks
                ? retrying.with("x-retry-park-queue", LongText.of(PARKED))
                : retrying.with("x-dead-letter-exchange", LongText.of(""))
                        .with("x-dead-letter-routing-key", LongText.of(PARKED));
    }

    private FieldTable parking() {
        return parkedMax == 0
                ? FieldTable.EMPTY
                : FieldTable.EMPTY
                        .with("x-max-length", new Int32(parkedMax))
                        .with("x-overflow", LongText.of("reject-publish"));
    }

    /// How many messages a life has found waiting at its start.
    static long waiting(Recovered recovered) {
        var vhost = recovered.topology().vhostOrNull(StorageWorld.VHOST);
        if (vhost == null) {
            return 0;
        }
        long beside =
                vhost.queues().values().stream()
                        .mapToLong(each -> held(recovered, QueueNumbers.beside(each.id())))
                        .sum();
        return beside
                + vhost.exchanges().values().stream()
                        .mapToLong(each -> held(recovered, each.definition().holdingId()))
                        .sum();
    }

    private static long held(Recovered recovered, long holding) {
        var found = recovered.queues.get(holding);
        return found == null ? 0 : found.places().held();
    }
}
