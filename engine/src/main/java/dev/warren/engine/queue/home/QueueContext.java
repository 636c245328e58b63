package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeathToll;
import dev.warren.engine.queue.Kept;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.StreamHomes;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.store.CommitLog;
import dev.warren.engine.queue.store.MemoryQueueStore;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.time.Clock;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueType;
import dev.warren.engine.traffic.QueueKind;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What all queues of one lane share, and where they are made. One for each lane.
public final class QueueContext {

    private final Lane lane;
    private final LaneLedger ledger;
    private final BiFunction<QueueIdentity, Kept, QueueStore> stores;
    private final Shelf shelf;
    private final TurnCommit commit;
    private final Clock clock;
    private final StreamHomes streams;
    private final DeathToll toll = new DeathToll();

    /// Stores are made on the lane or wherever [#create] is called, and used on the lane only.
    ///
    /// @param shelf where the index of deep queues may go
    public QueueContext(
            Lane lane,
            LaneLedger ledger,
            BiFunction<QueueIdentity, Kept, QueueStore> stores,
            Shelf shelf,
            CommitLog log,
            Clock clock,
            StreamHomes streams) {
        this.lane = lane;
        this.ledger = ledger;
        this.stores = stores;
        this.shelf = shelf;
        this.commit = new TurnCommit(lane, log);
        this.clock = clock;
        this.streams = streams;
    }

    /// Without streams.
    public QueueContext(
            Lane lane,
            LaneLedger ledger,
            BiFunction<QueueIdentity, Kept, QueueStore> stores,
            Shelf shelf,
            CommitLog log,
            Clock clock) {
        this(lane, ledger, stores, shelf, log, clock, StreamHomes.NONE);
    }

    /// With the machine's own clock.
    public QueueContext(
            Lane lane,
            LaneLedger ledger,
            BiFunction<QueueIdentity, Kept, QueueStore> stores,
            Shelf shelf,
            CommitLog log) {
        this(lane, ledger, stores, shelf, log, new SystemClock());
    }

    /// A context whose queues keep everything in memory.
    public static QueueContext inMemory(Lane lane, LaneLedger ledger) {
        return inMemory(lane, ledger, StreamHomes.NONE);
    }

    /// The same, with streams.
    public static QueueContext inMemory(Lane lane, LaneLedger ledger, StreamHomes streams) {
        return new QueueContext(
                lane,
                ledger,
                (_, _) -> new MemoryQueueStore(lane, ledger),
                Shelf.NONE,
                CommitLog.IMMEDIATE,
                new SystemClock(),
                streams);
    }

    /// Makes a queue that lives on this lane. Any thread may call, if the store factory allows it.
    ///
    /// When the queue deletes itself or is deleted, `onDeleted` is called once on the lane: the
    /// broker forgets the queue, and completes the stage when it has.
    public Queue create(
            QueueIdentity identity,
            QueueSettings settings,
            DeadLetterOffice office,
            Function<Queue, CompletionStage<Void>> onDeleted) {
        if (settings.type().equals(QueueType.STREAM)) {
            return new Queue(
                    identity,
                    QueueKind.STREAM,
                    lane,
                    queue -> streams.create(queue, settings, onDeleted));
        }
        QueueParts parts = parts(identity, settings, office, onDeleted);
        return new Queue(
                identity, kind(settings), lane, queue -> new LocalHome(queue, parts, commit));
    }

    /// Makes a queue on this lane whose commands go through a log.
    public Queue createLogged(
            QueueIdentity identity,
            QueueSettings settings,
            CommandLog log,
            DeadLetterOffice office,
            Function<Queue, CompletionStage<Void>> onDeleted) {
        QueueParts parts = parts(identity, settings, office, onDeleted);
        return new Queue(
                identity, kind(settings), lane, queue -> new LoggedHome(queue, parts, log));
    }

    /// How many messages its queues have done away with.
    public DeathToll toll() {
        return toll;
    }

    private static QueueKind kind(QueueSettings settings) {
        return settings.type().equals(QueueType.QUORUM) ? QueueKind.QUORUM : QueueKind.CLASSIC;
    }

    private QueueParts parts(
            QueueIdentity identity,
            QueueSettings settings,
            DeadLetterOffice office,
            Function<Queue, CompletionStage<Void>> onDeleted) {
        Kept kept = Kept.by(identity, settings);
        QueueStore store = stores.apply(identity, kept);
        return new QueueParts(
                settings,
                kept,
                store,
                shelf,
                ledger,
                clock,
                office,
                office.isForLater() ? new DeathToll() : toll,
                onDeleted);
    }
}
