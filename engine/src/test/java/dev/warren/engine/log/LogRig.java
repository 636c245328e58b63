package dev.warren.engine.log;

import dev.warren.engine.lane.StepLanes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A log on a simulated disk with one lane, and what it has told.
final class LogRig implements LogListener, RecoveryVisitor {

    static final LogOptions OPTIONS =
            new LogOptions(new UUID(1, 2), 128 << 10, 64 << 10, 64 << 10, 64 << 10);

    final StepLanes lanes = new StepLanes(1, 1);
    final StepThreads threads = new StepThreads(new Random(1));
    final List<String> told = new ArrayList<>();
    final List<Long> positions = new ArrayList<>();
    final List<Integer> lengths = new ArrayList<>();
    final List<RecordInfo> found = new ArrayList<>();
    final List<byte[]> payloads = new ArrayList<>();
    final List<Damage> damages = new ArrayList<>();
    final List<RecordInfo> survivors = new ArrayList<>();
    final Log log;
    final LaneLog lane;

    LogRig(SimDisk disk) throws IOException {
        RecoveredLog recovered = Log.recover(disk, OPTIONS, this);
        this.log = Log.open(disk, OPTIONS, threads, this, survivors::addAll, recovered);
        this.lane = log.on(lanes.lane(0));
        settle();
    }

    static <T> T there(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("nothing there");
        }
        return value;
    }

    /// Appends a record and has it committed, without letting anything else happen.
    void append(int flags, long sequence, byte[] content) {
        lanes.run(
                0,
                () -> {
                    lane.append(1, flags, 7, sequence, content, this::placed);
                    lane.commit(() -> told.add("durable " + sequence));
                });
    }

    void appendAndSettle(long sequence, byte[] content) {
        append(0, sequence, content);
        settle();
    }

    void placed(long sequence, long position, int length) {
        told.add("placed " + sequence);
        positions.add(position);
        lengths.add(length);
    }

    /// Lets everybody work until nothing is left to do.
    void settle() {
        while (threads.step() || lanes.step()) {}
    }

    /// Lets time pass so often that whatever was put off has happened.
    void passTime() {
        for (int i = 0; i < 20; i++) {
            threads.passTime();
            settle();
        }
    }

    @Override
    public void pressed(boolean isPressed) {
        told.add("pressed " + isPressed);
    }

    @Override
    public void blocked(boolean isBlocked) {
        told.add("blocked " + isBlocked);
    }

    @Override
    public void record(RecordInfo record, PayloadSource payload) throws IOException {
        found.add(record);
        payloads.add(payload.read().content());
    }

    @Override
    public void damaged(Damage damage) {
        damages.add(damage);
    }
}
