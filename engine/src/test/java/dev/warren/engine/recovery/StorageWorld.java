package dev.warren.engine.recovery;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.LogSimulation;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Paging;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.store.WindowLimits;
import dev.warren.engine.topology.QueueDefinition;
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
import org.jspecify.annotations.Nullable;

/// A node's storage over several lives, in one thread: lanes, disks and reading threads as steps in
/// an order that a seed chooses. Windows are small, so that most messages have to be read.
final class StorageWorld {

    static final int LANES = 3;
    static final String VHOST = "/";

    private final Random random;
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

    StorageWorld(long seed) {
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
        this.windows = new WindowLimits(1 + random.nextInt(4_000), random.nextInt(500), 1_000, 500);
        this.tightFromBytes = random.nextBoolean() ? Long.MAX_VALUE / 2 : random.nextInt(8_000);
        this.lanes = new StepLanes(LANES, 0);
        this.ledger = new ByteLedger(LANES);
    }

    /// Reads what the disk has kept.
    Recovered recover() throws IOException {
        queues.clear();
        reads.clear();
        spilled = new LogSimulation(random);
        lanes = new StepLanes(LANES, random.nextLong());
        ledger = new ByteLedger(LANES);
        return Recovered.read(kept.disk(), options);
    }

    void begin(Recovered recovered) throws IOException {
        List<Lane> all = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            all.add(lanes.lane(i));
        }
        storage =
                new Storage(
                        new StorageParts(
                                kept.disk(),
                                options,
                                kept.threads(),
                                spilled.disk(),
                                spilled.threads(),
                                reads::add,
                                LogListener.NONE,
                                all,
                                ledger,
                                windows,
                                new Paging(ledger, () -> tightFromBytes)),
                        recovered,
                        recovered.topology());
    }

    Storage storage() {
        return Objects.requireNonNull(storage);
    }

    ByteLedger ledger() {
        return ledger;
    }

    void open(QueueDefinition definition) {
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
    }

    void losePowerAfter(int steps) {
        kept.losePowerAfter(steps);
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
    }
}
