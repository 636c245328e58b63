package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log for what need not survive.
class ForgetfulLogTest {

    private static final byte[] BODY = new byte[1000];

    @TempDir private Path directory;

    private final StepThreads threads = new StepThreads(new Random(1));
    private final StepLanes lanes = new StepLanes(1, 1);
    private final List<Long> positions = new ArrayList<>();

    @Test
    void nothingIsEverSynced() throws IOException {
        SimDisk disk = new SimDisk(new Random(1));

        write(open(disk), 300);

        assertThat(positions).hasSize(300);
        assertThat(disk.syncs).isZero();
    }

    @Test
    void recordsAreReadOnceTheyArePlaced() throws IOException {
        Log log = open(new FileDisk(directory));

        write(log, 300);

        for (long position : positions) {
            assertThat(log.reader().read(position).content()).isEqualTo(BODY);
        }
    }

    @Test
    void whatLiesInTheDirectoryIsForgotten() throws IOException {
        FileDisk disk = new FileDisk(directory);
        write(open(disk), 300);
        int files = disk.list().size();

        open(disk);

        assertThat(files).isGreaterThan(3);
        assertThat(disk.list()).doesNotContain(WalFile.name(2)).contains(WalFile.name(1));
    }

    private Log open(Disk disk) throws IOException {
        return Log.openForgetful(disk, LogRig.OPTIONS, threads, LogListener.NONE, Survivors.NONE);
    }

    private void write(Log log, int count) {
        LaneLog lane = log.on(lanes.lane(0));
        lanes.run(
                0,
                () -> {
                    for (int i = 1; i <= count; i++) {
                        lane.append(1, 0, 7, i, BODY, (_, position, _) -> positions.add(position));
                    }
                });
        while (threads.step() || lanes.step()) {}
    }
}
