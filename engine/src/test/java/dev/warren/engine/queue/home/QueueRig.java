package dev.warren.engine.queue.home;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeathToll;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Kept;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueHome;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.machine.Effects;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.store.LateCommitLog;
import dev.warren.engine.queue.store.MemoryQueueStore;
import dev.warren.engine.queue.store.MissingQueueStore;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.topology.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A queue on lane 0 of simulated lanes, and a client that lives where the test says. The last lane
/// is the disk.
///
/// Commands are given in a turn of the client's lane; then all lanes run until they rest.
final class QueueRig {

    final StepLanes lanes;
    final ByteLedger ledger;
    final RecordingSink sink = new RecordingSink();
    final RecordingOffice office = new RecordingOffice();
    final DeathToll toll = new DeathToll();
    final List<Queue> deleted = new ArrayList<>();
    final Queue queue;
    final LateCommitLog commitLog;
    private final Setup setup;
    private final QueueSettings settings;
    private final MemoryCommandLog commandLog;
    private final int client;
    private @Nullable QueueHome home;

    QueueRig(Setup setup) {
        this(setup, false, new StepLanes(2, 0), 0);
    }

    QueueRig(Setup setup, boolean autoDelete, StepLanes lanes, int client) {
        this(setup, autoDelete, lanes, client, QueueSettings.NONE);
    }

    QueueRig(Setup setup, QueueSettings settings) {
        this(setup, false, new StepLanes(2, 0), 0, settings);
    }

    QueueRig(Setup setup, boolean autoDelete, StepLanes lanes, int client, QueueSettings settings) {
        this.settings = settings;
        this.setup = setup;
        this.lanes = lanes;
        this.client = client;
        this.ledger = new ByteLedger(lanes.count());
        Lane lane = lanes.lane(0);
        Lane disk = lanes.lane(lanes.count() - 1);
        this.commitLog = new LateCommitLog(lane, disk);
        this.commandLog = new MemoryCommandLog(lane, disk);
        QueueStore memory = new MemoryQueueStore(lane, ledger.ofLane(0));
        QueueIdentity identity =
                new QueueIdentity(1, "/", ShortString.of("q"), true, false, autoDelete);
        QueueParts parts =
                new QueueParts(
                        settings,
                        Kept.by(identity, settings),
                        setup.slow ? new MissingQueueStore(memory, lane) : memory,
                        Shelf.NONE,
                        ledger.ofLane(0),
                        lanes.clock(),
                        office,
                        toll,
                        this::forget);
        TurnCommit commit = new TurnCommit(lane, setup.slow ? commitLog : Runnable::run);
        this.queue = new Queue(identity, lane, made -> makeHome(made, parts, commit));
    }

    private QueueHome makeHome(Queue made, QueueParts parts, TurnCommit commit) {
        QueueHome madeHome =
                setup.logged
                        ? new LoggedHome(made, parts, commandLog)
                        : new LocalHome(made, parts, commit);
        home = madeHome;
        return madeHome;
    }

    private CompletionStage<Void> forget(Queue gone) {
        deleted.add(gone);
        CompletableFuture<Void> forgotten = new CompletableFuture<>();
        lanes.lane(lanes.count() - 1).execute(() -> forgotten.complete(null));
        return forgotten;
    }

    void run(Runnable command) {
        lanes.run(client, command);
        lanes.runAll();
    }

    <T extends @Nullable Object> CompletableFuture<T> call(Supplier<CompletionStage<T>> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(() ->
                command.get()
                        .whenComplete((value, failure) -> {
                            if (failure == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        }));
        return answer;
    }

    /// One after the other in one turn; each is confirmed by its id.
    void publish(long... ids) {
        run(() -> {
            for (long id : ids) {
                publishNow(TestMessages.message(id, 10, true), id);
            }
        });
    }

    void publish(Message message, long number) {
        run(() -> publishNow(message, number));
    }

    void publishNow(Message message, long number) {
        ledger.ofLane(client).add(Holder.QUEUES, message.footprintBytes());
        queue.publish(message, sink, number);
    }

    Consumer consume(long session, String tag, int prefetch, boolean noAck) {
        return call(() -> queue.consume(spec(session, tag, prefetch, noAck, false), sink)).join();
    }

    Consumer consumeGated(
            long session, String tag, int prefetch, boolean noAck, ChannelCredit credit) {
        return call(() -> queue.consume(spec(session, tag, prefetch, noAck, false), sink, credit))
                .join();
    }

    static ConsumerSpec spec(
            long session, String tag, int prefetch, boolean noAck, boolean exclusive) {
        return new ConsumerSpec(
                session,
                ShortString.of(tag),
                ConsumerLimits.ofPrefetch(prefetch),
                noAck,
                exclusive,
                FieldTable.EMPTY);
    }

    /// A consumer of any limits and priority.
    static ConsumerSpec anySpec(Random random, long session, boolean exclusive) {
        long windowBytes = random.nextInt(3) == 0 ? 1 + random.nextInt(5_000) : 1 << 20;
        FieldValue priority = new FieldValue.Int8((byte) (random.nextInt(3) - 1));
        return new ConsumerSpec(
                session,
                ShortString.of("c"),
                new ConsumerLimits(random.nextInt(4), windowBytes),
                random.nextInt(3) == 0,
                exclusive,
                random.nextBoolean()
                        ? FieldTable.EMPTY
                        : FieldTable.EMPTY.with("x-priority", priority));
    }

    @Nullable Got get(long session, boolean noAck) {
        return call(() -> queue.get(session, noAck)).join();
    }

    void ack(long... sequences) {
        run(() -> queue.settle(Settlement.ACK, sequences, sequences.length));
    }

    void requeue(long... sequences) {
        run(() -> queue.settle(Settlement.REQUEUE, sequences, sequences.length));
    }

    void discard(long... sequences) {
        run(() -> queue.settle(Settlement.DISCARD, sequences, sequences.length));
    }

    Bytes snapshot() {
        return switch (home) {
            case LocalHome local -> local.snapshot();
            case LoggedHome logged -> logged.snapshot();
            case null, default -> throw new AssertionError("no home");
        };
    }

    /// What a replica makes of the log.
    Bytes replayed() {
        QueueMachine replica = new QueueMachine(queue.identity().autoDelete(), Effects.NONE);
        replica.configure(Rules.of(settings));
        commandLog.records().forEach(record -> CommandReplay.apply(record, replica));
        return replica.snapshot();
    }
}
