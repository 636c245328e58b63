package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is asked for at once.
class CopyForwardTest {

    private static final LogOptions OPTIONS =
            new LogOptions(new UUID(1, 2), 1 << 20, 1 << 20, 64 << 10, 1 << 30);
    private static final byte[] NOTHING = {};

    /// They fill some files, so that the first ones are old.
    private static final int RECORDS = 120_000;

    private final StepThreads threads = new StepThreads(new Random(1));
    private final StepLanes lanes = new StepLanes(1, 1);
    private final List<Integer> pieces = new ArrayList<>();
    private final Log log;
    private final LaneLog lane;

    CopyForwardTest() throws IOException {
        SimDisk disk = new SimDisk(new Random(1));
        this.log =
                Log.open(
                        disk,
                        OPTIONS,
                        threads,
                        LogListener.NONE,
                        alive -> pieces.add(alive.size()),
                        Log.recover(disk, OPTIONS, new FoundRecords()));
        this.lane = log.on(lanes.lane(0));
    }

    @Test
    void pieceOfTheSmallestRecordsHasNotTooManyOfThem() {
        for (int sequence = 0; sequence < RECORDS; sequence++) {
            append(sequence);
        }
        work();

        for (int i = 0; i < 10; i++) {
            threads.passTime();
            work();
        }

        assertThat(pieces).contains(CopyForward.PIECE_RECORDS);
        assertThat(pieces).allMatch(records -> records <= CopyForward.PIECE_RECORDS);
    }

    /// Two in five stay alive.
    private void append(int sequence) {
        lanes.run(
                0,
                () ->
                        lane.append(
                                1,
                                0,
                                7,
                                sequence,
                                NOTHING,
                                (_, position, length) -> {
                                    if (sequence % 5 > 1) {
                                        lane.settled(position, length);
                                    }
                                }));
    }

    private void work() {
        while (threads.step() || lanes.step()) {}
    }
}
