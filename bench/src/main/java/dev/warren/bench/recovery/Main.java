package dev.warren.bench.recovery;

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
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// How long a cold JVM takes to look through a log: first `write DIRECTORY RECORDS` (and `unsealed`
/// behind it for a log that was not closed), then `read DIRECTORY` as often as one likes.
public final class Main {

    private static final LogOptions OPTIONS =
            LogOptions.standard(new UUID(1, 2), Runtime.getRuntime().maxMemory());
    private static final int BODY_BYTES = 1000;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        FileDisk disk = new FileDisk(Path.of(arguments[1]));
        if (arguments[0].equals("write")) {
            write(disk, Long.parseLong(arguments[2]), arguments.length == 3);
            return;
        }
        Instant start = Instant.now();
        Counting counting = new Counting();
        Log.recover(disk, OPTIONS, counting);
        long micros = Duration.between(start, Instant.now()).toNanos() / 1000;
        System.out.printf("%,d records, %,d µs%n", counting.records, micros);
    }

    private static void write(FileDisk disk, long records, boolean isSealed)
            throws IOException, InterruptedException {
        try (OwnThreads threads = new OwnThreads("log")) {
            Log log =
                    Log.open(
                            disk,
                            OPTIONS,
                            threads,
                            LogListener.NONE,
                            Survivors.NONE,
                            Log.recover(disk, OPTIONS, new Counting()));
            new FillLane(log).fill(records, new byte[BODY_BYTES]);
            if (isSealed) {
                log.close().toCompletableFuture().join();
            }
        }
    }

    private static final class Counting implements RecoveryVisitor {

        private long records;

        @Override
        public void record(RecordInfo record, PayloadSource payload) {
            records++;
        }

        @Override
        public void damaged(Damage damage) {
            throw new IllegalStateException(damage.toString());
        }
    }
}
