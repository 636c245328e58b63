package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How much disk dead files may take.
class DebtTest {

    private static final long SEEDS = 5;
    private static final int STEPS = 8000;

    /// What is written before the next timer runs: in the model time passes slowly, a lone ack
    /// takes a block, and large messages have files of their own.
    private static final long SLACK_BYTES = 4 << 20;

    private static final LogOptions OPTIONS =
            new LogOptions(new UUID(1, 2), 64 << 10, 64 << 10, 64 << 10, 1 << 30, 512 << 10);

    private final StepThreads threads = new StepThreads(new Random(1));
    private final StepLanes lanes = new StepLanes(1, 1);
    private final List<Boolean> pressed = new ArrayList<>();
    private final Set<Long> copied = new HashSet<>();
    private final Log log;
    private final LaneLog lane;

    DebtTest() throws IOException {
        SimDisk disk = new SimDisk(new Random(1));
        LogListener listener =
                new LogListener() {
                    @Override
                    public void pressed(boolean isPressed) {
                        pressed.add(isPressed);
                    }
                };
        this.log =
                Log.open(
                        disk,
                        OPTIONS,
                        threads,
                        listener,
                        this::copyForward,
                        Log.recover(disk, OPTIONS, new FoundRecords()));
        this.lane = log.on(lanes.lane(0));
    }

    @Test
    void publishersArePressedUntilWhatIsOwedIsPaidBack() {
        publish(2000);
        work();

        assertThat(pressed).containsExactly(true);
        assertThat(log.figures().debtBytes()).isGreaterThan(OPTIONS.debtMaxBytes());

        passTime(100);

        assertThat(pressed).containsExactly(true, false);
        assertThat(log.figures().debtBytes()).isZero();
        assertThat(copied).isNotEmpty();
        assertThat(log.figures().aliveBytes()).isEqualTo(2000L / 20 * (RecordHeader.BYTES + 1000));
    }

    @Test
    void littleDebtPressesNobody() {
        publish(200);
        work();

        assertThat(pressed).isEmpty();
        assertThat(log.figures().debtBytes()).isZero();
    }

    @Test
    void logStaysWithinItsBoundAndPaysBackWhatItOwes() throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            LogModel model = new LogModel(seed);

            long over = model.work(STEPS);
            long owed = model.rest();

            assertThat(over).as("seed %d", seed).isLessThan(SLACK_BYTES);
            assertThat(owed).as("seed %d", seed).isZero();
        }
    }

    /// One record in twenty stays alive.
    private void publish(int count) {
        for (int i = 1; i <= count; i++) {
            int sequence = i;
            lanes.run(0, () -> append(sequence));
        }
    }

    private void append(int sequence) {
        lane.append(
                1,
                0,
                7,
                sequence,
                new byte[1000],
                (_, position, length) -> {
                    if (sequence % 20 != 0) {
                        lane.settled(position, length);
                    }
                });
    }

    private void copyForward(List<RecordInfo> alive) {
        lanes.lane(0).execute(() -> alive.forEach(this::copy));
    }

    private void copy(RecordInfo old) {
        if (copied.add(old.position())) {
            lane.append(
                    1,
                    0,
                    7,
                    old.sequence(),
                    new byte[1000],
                    (_, _, _) -> lane.settled(old.position(), old.length()));
        }
    }

    private void work() {
        while (threads.step() || lanes.step()) {}
    }

    private void passTime(int times) {
        for (int i = 0; i < times; i++) {
            threads.passTime();
            work();
        }
    }
}
