package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.engine.lane.StepLanes;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Whatever is thrown on the log's threads makes the log fail, and is not lost.
class FailureTest {

    private static final byte[] BODY = new byte[3000];
    private static final IllegalStateException UNCHECKED = new IllegalStateException("surprise");

    private final SimDisk disk = new SimDisk(new Random(1));
    private final StepThreads threads = new StepThreads(new Random(1));
    private final StepLanes lanes = new StepLanes(1, 1);

    @Test
    void uncheckedThrowWhileWritingFailsTheLog() throws IOException {
        LogRig rig = new LogRig(disk);
        disk.surprise(() -> UNCHECKED);

        rig.appendAndSettle(1, BODY);

        assertThat(rig.told).isEmpty();
        assertThat(failure(rig.log)).isCompletedWithValue(UNCHECKED);
    }

    @Test
    void errorInTheBackgroundFailsTheLog() throws IOException {
        LogRig rig = new LogRig(disk);
        AssertionError error = new AssertionError("surprise");

        rig.append(0, 1, new byte[100_000]);
        disk.surprise(() -> error);
        rig.settle();

        assertThat(failure(rig.log)).isCompletedWithValue(error);
    }

    @Test
    void errorOfTheVirtualMachineGoesOn() throws IOException {
        LogRig rig = new LogRig(disk);
        disk.surprise(() -> new StackOverflowError("surprise"));

        rig.append(0, 1, BODY);

        assertThatThrownBy(rig::settle).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void listenerThatThrowsOnTheWriterFailsTheLog() throws IOException {
        LogListener listener =
                new LogListener() {
                    @Override
                    public void pressed(boolean isPressed) {
                        if (!isPressed) {
                            throw UNCHECKED;
                        }
                    }
                };
        Log log = open(listener, Survivors.NONE);
        append(log, 100);

        assertThat(failure(log)).isCompletedWithValue(UNCHECKED);
    }

    @Test
    void survivorsThatThrowFailTheLog() throws IOException {
        Log log =
                open(
                        LogListener.NONE,
                        _ -> {
                            throw UNCHECKED;
                        });
        append(log, 500);

        assertThat(failure(log)).isCompletedWithValue(UNCHECKED);
    }

    private Log open(LogListener listener, Survivors survivors) throws IOException {
        RecoveredLog nothing = Log.recover(disk, LogRig.OPTIONS, new FoundRecords());
        return Log.open(disk, LogRig.OPTIONS, threads, listener, survivors, nothing);
    }

    /// One record in forty stays alive.
    private void append(Log log, int count) {
        LaneLog lane = log.on(lanes.lane(0));
        lanes.run(
                0,
                () -> {
                    for (int i = 1; i <= count; i++) {
                        lane.append(
                                1,
                                0,
                                7,
                                i,
                                BODY,
                                (sequence, position, length) -> {
                                    if (sequence % 40 != 0) {
                                        lane.settled(position, length);
                                    }
                                });
                    }
                });
        for (int i = 0; i < 20; i++) {
            threads.passTime();
            while (threads.step() || lanes.step()) {}
        }
    }

    private static CompletableFuture<Throwable> failure(Log log) {
        return log.failed().toCompletableFuture();
    }
}
