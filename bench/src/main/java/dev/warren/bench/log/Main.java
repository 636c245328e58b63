package dev.warren.bench.log;

import dev.warren.engine.log.Damage;
import dev.warren.engine.log.FileDisk;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.OwnThreads;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.log.RecoveryVisitor;
import dev.warren.engine.log.Survivors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Durable appends of 1 kB, settled as soon as they are placed: one writer and eight, with 100 in
/// flight each. The argument is a directory on the disk in question.
public final class Main {

    private static final int SECONDS = 4;
    private static final int WARM_UP_SECONDS = 3;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        for (int writers : new int[] {1, 8, 1, 8}) {
            Path directory = Path.of(arguments[0], "log-" + UUID.randomUUID());
            System.out.printf("%d writers: %s%n", writers, run(directory, writers));
        }
    }

    private static String run(Path directory, int writers) throws IOException {
        FileDisk disk = new FileDisk(directory);
        LogOptions options =
                LogOptions.standard(UUID.randomUUID(), Runtime.getRuntime().maxMemory());
        try (OwnThreads threads = new OwnThreads("log")) {
            Log log =
                    Log.open(
                            disk,
                            options,
                            threads,
                            LogListener.NONE,
                            Survivors.NONE,
                            Log.recover(disk, options, new NothingThere()));
            List<WriterLane> lanes = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                lanes.add(new WriterLane(i, log));
            }
            lanes.forEach(lane -> thread(lane).start());
            pause(WARM_UP_SECONDS);
            long before = sum(lanes);
            pause(SECONDS);
            long count = sum(lanes) - before;
            lanes.forEach(WriterLane::stop);
            String figures = log.figures().toString();
            log.close().toCompletableFuture().join();
            return "%,d msg/s, then %s".formatted(count / SECONDS, figures);
        } finally {
            for (String name : disk.list()) {
                disk.delete(name);
            }
        }
    }

    private static long sum(List<WriterLane> lanes) {
        return lanes.stream().mapToLong(WriterLane::done).sum();
    }

    private static void pause(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static Thread thread(Runnable task) {
        return Thread.ofPlatform().daemon().unstarted(task);
    }

    private static final class NothingThere implements RecoveryVisitor {

        @Override
        public void record(RecordInfo record, PayloadSource payload) {}

        @Override
        public void damaged(Damage damage) {}
    }
}
