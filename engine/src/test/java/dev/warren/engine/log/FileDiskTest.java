package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log on a directory, with threads of its own.
class FileDiskTest {

    private static final LogOptions OPTIONS =
            new LogOptions(new UUID(1, 2), 128 << 10, 64 << 10, 64 << 10, 64 << 10);

    @TempDir private Path directory;

    @Test
    void logIsFoundAgainAfterItWasClosed() throws Exception {
        FileDisk disk = new FileDisk(directory);
        List<RecordInfo> found = new ArrayList<>();

        write(disk, 300);
        Log.recover(disk, OPTIONS, new Listing(found));

        assertThat(found).hasSize(300);
        assertThat(found.getLast().sequence()).isEqualTo(300);
    }

    private static void write(FileDisk disk, int count) throws Exception {
        try (OwnThreads threads = new OwnThreads("log")) {
            RecoveredLog nothing = Log.recover(disk, OPTIONS, new Listing(new ArrayList<>()));
            Log log = Log.open(disk, OPTIONS, threads, LogListener.NONE, Survivors.NONE, nothing);
            StepLanes lanes = new StepLanes(1, 1);
            LaneLog door = log.on(lanes.lane(0));
            lanes.run(
                    0,
                    () -> {
                        for (int i = 1; i <= count; i++) {
                            door.append(1, 0, 7, i, new byte[1000], Placement.NONE);
                        }
                    });
            CountDownLatch written = new CountDownLatch(1);
            while (log.pendingBytes() > 0) {
                assertThat(written.await(1, TimeUnit.MILLISECONDS)).isFalse();
            }
            log.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private record Listing(List<RecordInfo> found) implements RecoveryVisitor {

        @Override
        public void record(RecordInfo record, PayloadSource payload) throws IOException {
            found.add(record);
            assertThat(payload.read().content()).hasSize(1000);
        }

        @Override
        public void damaged(Damage damage) {
            throw new AssertionError(damage);
        }
    }
}
