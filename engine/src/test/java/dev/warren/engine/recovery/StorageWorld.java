package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.LanePlacement;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.LogSimulation;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.Paging;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.StreamHomes;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.shelf.Shelves;
import dev.warren.engine.queue.store.StoreAudit;
import dev.warren.engine.queue.store.StoreRecords;
import dev.warren.engine.queue.store.WindowLimits;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueSettings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A node's storage over several lives, in one thread: lanes, disks and reading threads as steps in
/// an order that a seed chooses. Windows are small, so that most messages have to be read.
final class StorageWorld {

    static final int LANES = 3;
    static final String VHOST = "/";

    private final Random random;
    private final StorageWalked walked;
    private final LogSimulation kept;
    private final LogOptions options;
    private final WindowLimits windows;

    /// Memory is short as soon as this much is held.
    private final long tightFromBytes;

    private LogSimulation spilled;
    private final ArrayDeque<Runnable> reads = new ArrayDeque<>();
    final Map<String, Queue> queues = new TreeMap<>();
    private StepLanes lanes;
    private ByteLedger ledger;
    private @Nullable Storage storage;
    private boolean isFull;

    /// The first check that has failed in a stage.
    private @Nullable AssertionError failure;

    StorageWorld(long seed, StorageWalked walked) {
        this.walked = walked;
        this.random = new Random(seed);
        this.kept = new LogSimulation(random);
        this.spilled = new LogSimulation(random);
        this.options =
                new LogOptions(
                        new UUID(seed, 7),
                        (64 << 10) << random.nextInt(2),
                        64 << 10,
                        64 << 10,
                        64 << 10);
        this.windows =
                new WindowLimits(
                        1 + random.nextInt(4_000),
                        random.nextInt(500),
                        1_000,
                        500,
                        1 + random.nextInt(10));
        this.tightFromBytes = random.nextBoolean() ? Long.MAX_VALUE / 2 : random.nextInt(8_000);
        this.lanes = new StepLanes(LANES, 0);
        this.ledger = new ByteLedger(LANES);
    }

    /// Flips a bit of a message on the disk.
    void damage(byte[] content) throws IOException {
        kept.damage(content);
    }

    /// Reads what the disk has kept.
    Recovered recover() throws IOException {
        queues.clear();
        reads.clear();
        spilled = new LogSimulation(random);
        long wallMillis = wallMillis();
        lanes = new StepLanes(LANES, random.nextLong());
        lanes.clock().advance(wallMillis - wallMillis());
        ledger = new ByteLedger(LANES);
        isFull = false;
        walked.copied += StorageCopies.count(kept.disk(), options, StoreRecords.MESSAGE);
        walked.copiedKeys += StorageCopies.count(kept.disk(), options, StoreRecords.KEYS);
        return Recovered.read(kept.disk(), options, Shelf.NONE);
    }

    void begin(Recovered recovered) throws IOException {
        storage =
                new Storage(
                        new StorageParts(
                                kept.disk(),
                                options,
                                kept.threads(),
                                spilled.disk(),
                                spilled.threads(),
                                Shelves.NONE,
                                read -> {
                                    walked.reads++;
                                    reads.add(read);
                                },
                                LogListener.NONE,
                                allLanes(),
                                ledger,
                                windows,
                                new Paging(ledger, () -> tightFromBytes),
                                lanes.clock(),
                                _ -> StreamHomes.NONE),
                        recovered,
                        recovered.topology());
    }

    private List<Lane> allLanes() {
        List<Lane> all = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            all.add(lanes.lane(i));
        }
        return all;
    }

    /// The node's queues, wired as in a node: with what waits beside them and at exchanges.
    LocalQueues localQueues() {
        LocalQueues made =
                new LocalQueues(
                        storage().metadata(),
                        allLanes(),
                        storage().contexts(),
                        LanePlacement.SCATTERED,
                        ledger,
                        lanes.clock());
        made.restore(storage()::hasKept);
        rest();
        return made;
    }

    long wallMillis() {
        return lanes.clock().wallMillis();
    }

    /// Time passes, for clock and timers.
    void advance(long byMillis) {
        lanes.advance(byMillis);
    }

    /// Somebody sets the clock.
    void setClock(long byMillis) {
        lanes.clock().set(byMillis);
    }

    Storage storage() {
        return Objects.requireNonNull(storage);
    }

    ByteLedger ledger() {
        return ledger;
    }

    void open(QueueDefinition definition) {
        open(definition, QueueSettings.NONE);
    }

    void open(QueueDefinition definition, QueueSettings settings) {
        int lane = random.nextInt(LANES);
        run(
                lane,
                () -> {
                    QueueIdentity identity =
                            new QueueIdentity(
                                    definition.id(),
                                    VHOST,
                                    definition.name(),
                                    definition.isDurable(),
                                    false,
                                    false);
                    queues.put(
                            definition.name().toString(),
                            storage()
                                    .contexts()
                                    .get(lane)
                                    .create(
                                            identity,
                                            settings,
                                            DeadLetterOffice.NONE,
                                            _ -> CompletableFuture.completedFuture(null)));
                });
    }

    QueueDefinition definition(String queue) {
        return storage()
                .metadata()
                .topology()
                .requireVhost(VHOST)
                .requireQueue(ShortString.of(queue));
    }

    void run(int lane, Runnable task) {
        lanes.run(lane, task);
        lanes.run(lane, () -> storage().afterTurn(lanes.lane(lane)));
        assertNothingFailed();
    }

    /// What a check in the course of a stage has thrown is thrown here or by a later step: a stage
    /// would keep it for itself.
    void watch(CompletionStage<?> stage) {
        stage.whenComplete((_, thrown) -> {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            if (cause instanceof AssertionError error && failure == null) {
                failure = error;
            }
        });
    }

    private void assertNothingFailed() {
        AssertionError found = failure;
        if (found != null) {
            throw found;
        }
    }

    void losePowerAfter(int steps) {
        kept.losePowerAfter(steps);
    }

    /// The disk fails for good.
    void fail() {
        walked.failures++;
        kept.fail(random.nextBoolean());
    }

    /// The disk has no room for another file, or has.
    void fill(boolean isFullNow) {
        walked.full += isFullNow ? 1 : 0;
        isFull |= isFullNow;
        kept.setRoom(isFullNow ? 0 : Long.MAX_VALUE);
    }

    /// There is room again, and the log has seen it.
    void empty() {
        fill(false);
        for (int i = 0; i < 10; i++) {
            passTime();
            rest();
        }
        isFull = false;
    }

    /// Whether the disk has been full, and what was to be written may not be there yet.
    boolean isFull() {
        return isFull;
    }

    /// While everything rests: what is counted is what is there.
    void audit() {
        StoreAudit audit = new StoreAudit(storage().stores);
        assertThat(ledger.bytesOf(Holder.QUEUES)).isEqualTo(audit.residentBytes());
        long known =
                queues.values().stream()
                        .mapToLong(queue -> queue.counters().of(QueueCounter.INDEX_BYTES))
                        .sum();
        assertThat(ledger.bytesOf(Holder.INDEXES)).isEqualTo(audit.indexBytes() + known);
        walked.spilled += audit.spilled();
    }

    void assertNothingIsHeld() {
        assertThat(ledger.totalBytes()).isZero();
    }

    boolean hasPower() {
        return kept.hasPower();
    }

    void passTime() {
        kept.passTime();
        spilled.passTime();
    }

    void crash() {
        kept.crash();
    }

    void step() {
        if (hasPower()) {
            switch (random.nextInt(4)) {
                case 0, 1 -> lanes.step();
                case 2 -> kept.step();
                default -> {
                    read();
                    spilled.step();
                }
            }
        }
    }

    private boolean read() {
        Runnable read = reads.poll();
        if (read != null) {
            read.run();
        }
        return read != null;
    }

    /// Until nothing moves any more.
    void rest() {
        boolean moves = true;
        while (moves) {
            moves = lanes.step();
            moves |= kept.step();
            moves |= spilled.step();
            moves |= read();
        }
        assertNothingFailed();
    }
}
