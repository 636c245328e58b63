package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a log has been given over several lives, and what it may and must still hold.
final class LogModel {

    static final int MESSAGE = 1;
    static final int ACK = 2;
    static final int COPIED = 1;
    static final int OWNERS = 8;

    private static final int LANES = 2;
    private static final int SHARING_MAX = 6;
    private static final long DEBT_BYTES_MAX = 256 << 10;

    private static final class Entry {
        final int owner;
        final long sequence;
        byte[] content = {};
        boolean isDurable;
        boolean isAcked;
        boolean isAckDurable;
        boolean isCopying;
        long position;
        int length;

        Entry(int owner, long sequence) {
            this.owner = owner;
            this.sequence = sequence;
        }
    }

    private final Random random;
    private final LogOptions options;
    private final Map<Long, Entry> entries = new TreeMap<>();

    /// Everything there ever was, also what is done with or was lost.
    private final Map<Long, byte[]> appended = new HashMap<>();

    private final long[] next = new long[OWNERS];
    private SimDisk disk;
    private StepThreads threads;
    private StepLanes lanes;
    private LaneLog[] doors = {};
    private @Nullable Log log;
    private boolean isPressed;
    private @Nullable Throwable unexpected;
    int copies;
    int shares;
    int blocks;

    LogModel(long seed) {
        this.random = new Random(seed);
        this.options =
                new LogOptions(
                        new UUID(seed, 2),
                        (64 << 10) << random.nextInt(3),
                        64 << 10,
                        64 << 10,
                        64 << 10,
                        DEBT_BYTES_MAX);
        this.disk = new SimDisk(random);
        this.threads = new StepThreads(random);
        this.lanes = new StepLanes(LANES, seed);
    }

    /// One life: start, check what is found, work for a while, crash.
    void live(int steps) throws IOException {
        threads = new StepThreads(random);
        lanes = new StepLanes(LANES, random.nextLong());
        if (random.nextInt(4) == 0) {
            disk.losePowerAfter(1 + random.nextInt(40));
        }
        try {
            start();
            if (disk.hasPower() && random.nextInt(3) == 0) {
                disk.losePowerAfter(1 + random.nextInt(400));
            }
            for (int i = 0; i < steps && disk.hasPower(); i++) {
                work();
            }
        } catch (SimDisk.PowerLoss expected) {
            // the next life sees what is left
        }
        assertThat(unexpected).isNull();
        disk = disk.crash();
    }

    /// Starts, and works on an endless disk without a crash. Says how far the log has been beyond
    /// what it may take at most.
    long work(int steps) throws IOException {
        start();
        long most = Long.MIN_VALUE;
        for (int i = 0; i < steps; i++) {
            work();
            disk.setRoom(Long.MAX_VALUE);
            LogFigures figures = LogRig.there(log).figures();
            long fair = 2 * figures.aliveBytes() + 4 * options.fileBytes() + DEBT_BYTES_MAX;
            most = Math.max(most, figures.bytes() - fair);
        }
        return most;
    }

    /// Publishes nothing more, until nobody has anything to do. Says how much disk is still owed.
    long rest() {
        for (int i = 0; i < 300; i++) {
            threads.passTime();
            while (threads.step() || lanes.step()) {}
        }
        return LogRig.there(log).figures().debtBytes();
    }

    private void start() throws IOException {
        FoundRecords found = new FoundRecords();
        RecoveredLog recovered = Log.recover(disk, options, found);
        check(found, recovered);
        LogListener listener =
                new LogListener() {
                    @Override
                    public void pressed(boolean pressed) {
                        isPressed = pressed;
                    }

                    @Override
                    public void blocked(boolean isBlocked) {
                        blocks++;
                    }
                };
        isPressed = false;
        log = Log.open(disk, options, threads, listener, this::copyForward, recovered);
        LogRig.there(log).failed().thenAccept(this::failed);
        doors = new LaneLog[LANES];
        for (int i = 0; i < LANES; i++) {
            doors[i] = LogRig.there(log).on(lanes.lane(i));
        }
    }

    /// Only the power may go. Anything else is an error of the log, or of this model.
    private void failed(Throwable cause) {
        if (!(cause instanceof SimDisk.PowerLoss)) {
            unexpected = cause;
        }
    }

    private void check(FoundRecords found, RecoveredLog recovered) {
        assertThat(found.damages).isEmpty();
        Map<Long, RecordInfo> alive = new HashMap<>();
        long[] last = new long[OWNERS];
        for (RecordInfo info : found.messages) {
            long key = key(info.owner(), info.sequence());
            assertThat(found.contents.get(info.position())).isEqualTo(appended.get(key));
            assertThat(entries.containsKey(key) || found.acked.contains(key))
                    .as("came back: %s", info)
                    .isTrue();
            if ((info.flags() & COPIED) == 0) {
                assertThat(info.sequence()).isGreaterThan(last[info.owner()]);
                last[info.owner()] = info.sequence();
            }
            RecordInfo older = alive.put(key(info.owner(), info.sequence()), info);
            if (older != null) {
                recovered.settled(older.position(), older.length());
            }
        }
        for (long acked : found.acked) {
            RecordInfo dead = alive.remove(acked);
            if (dead != null) {
                recovered.settled(dead.position(), dead.length());
            }
        }
        for (Entry entry : List.copyOf(entries.values())) {
            settleFate(entry, alive.get(key(entry.owner, entry.sequence)));
        }
    }

    private void settleFate(Entry entry, @Nullable RecordInfo found) {
        String name = "%d/%d".formatted(entry.owner, entry.sequence);
        if (found == null) {
            assertThat(entry.isDurable && !entry.isAcked).as("lost " + name).isFalse();
            entries.remove(key(entry.owner, entry.sequence));
        } else {
            assertThat(entry.isAckDurable).as("back from the dead: " + name).isFalse();
            entry.isDurable = true;
            entry.isAcked = false;
            entry.isCopying = false;
            entry.position = found.position();
            entry.length = found.length();
        }
    }

    private void work() {
        switch (random.nextInt(8)) {
            case 0, 1 -> turn(isPressed ? this::ack : this::publish);
            case 2 -> turn(this::ack);
            case 3, 4, 5 -> threads.step();
            case 6 -> lanes.step();
            default -> rarely();
        }
    }

    private void rarely() {
        switch (random.nextInt(30)) {
            case 0, 1, 2 -> threads.passTime();
            case 3 -> disk.setRoom(0);
            case 4, 5, 6 -> disk.setRoom(1 << 20);
            case 7 -> turn(lane -> publish(lane, 100_000 + random.nextInt(100_000)));
            default -> turn(this::ackAll);
        }
    }

    private interface Turn {
        void on(int lane);
    }

    private void turn(Turn work) {
        int lane = random.nextInt(LANES);
        lanes.run(lane, () -> work.on(lane));
    }

    private void publish(int lane) {
        for (int i = random.nextInt(6); i >= 0; i--) {
            publish(lane, random.nextInt(random.nextInt(4) == 0 ? 4000 : 300));
        }
    }

    private void publish(int lane, int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        List<Entry> sharing = new ArrayList<>();
        int owners = random.nextInt(3) == 0 ? 1 + random.nextInt(SHARING_MAX) : 1;
        for (int i = 0; i < owners; i++) {
            sharing.add(entry(lane + LANES * random.nextInt(OWNERS / LANES), content));
        }
        append(lane, sharing, 0);
        if (random.nextInt(3) > 0) {
            doors[lane].commit(() -> sharing.forEach(entry -> entry.isDurable = true));
        }
    }

    private Entry entry(int owner, byte[] content) {
        Entry entry = new Entry(owner, ++next[owner]);
        entry.content = content;
        entries.put(key(owner, entry.sequence), entry);
        appended.put(key(owner, entry.sequence), content);
        return entry;
    }

    /// Appends one record for all of them, as far as the log can.
    private void append(int lane, List<Entry> sharing, int flags) {
        for (Entry entry : sharing) {
            long old = entry.position;
            Placement placement =
                    (_, position, length) -> placed(lane, entry, old, position, length);
            boolean isFirst = entry == sharing.getFirst();
            if (isFirst || !doors[lane].share(entry.owner, entry.sequence, placement)) {
                append(lane, entry, flags, placement);
            } else {
                shares++;
            }
        }
    }

    private void append(int lane, Entry entry, int flags, Placement placement) {
        doors[lane].append(MESSAGE, flags, entry.owner, entry.sequence, entry.content, placement);
    }

    private void placed(int lane, Entry entry, long old, long position, int length) {
        if (old != Position.NONE) {
            doors[lane].settled(old, entry.length);
        }
        entry.isDurable = true;
        entry.isCopying = false;
        entry.position = position;
        entry.length = length;
        if (entry.isAckDurable) {
            doors[lane].settled(position, length);
        }
    }

    private void ack(int lane) {
        List<Entry> open = openOf(lane);
        for (int i = 0; i < 4 && !open.isEmpty(); i++) {
            ack(lane, open.remove(random.nextInt(open.size())));
        }
    }

    private void ackAll(int lane) {
        for (Entry entry : openOf(lane)) {
            if (entry.sequence % 8 != 0) {
                ack(lane, entry);
            }
        }
    }

    private List<Entry> openOf(int lane) {
        List<Entry> open = new ArrayList<>(entries.values());
        open.removeIf(entry -> entry.owner % LANES != lane || entry.isAcked);
        return open;
    }

    private void ack(int lane, Entry entry) {
        entry.isAcked = true;
        boolean isPlaced = entry.position != Position.NONE && !entry.isCopying;
        doors[lane].append(
                ACK,
                RecordFlags.SETTLES | (isPlaced ? RecordFlags.URGENT : 0),
                entry.owner,
                entry.sequence,
                new byte[0],
                (_, _, _) -> ackPlaced(lane, entry));
    }

    private void ackPlaced(int lane, Entry entry) {
        entry.isAckDurable = true;
        if (entry.position != Position.NONE && !entry.isCopying) {
            doors[lane].settled(entry.position, entry.length);
        }
    }

    private void copyForward(List<RecordInfo> alive) {
        Map<Long, List<RecordInfo>> records = new TreeMap<>();
        for (RecordInfo info : alive) {
            records.computeIfAbsent(info.recordPosition(), _ -> new ArrayList<>()).add(info);
        }
        for (List<RecordInfo> record : records.values()) {
            int lane = record.getFirst().owner() % LANES;
            lanes.lane(lane).execute(() -> copy(lane, record));
        }
    }

    private void copy(int lane, List<RecordInfo> record) {
        List<Entry> sharing = new ArrayList<>();
        for (RecordInfo info : record) {
            Entry entry = entries.get(key(info.owner(), info.sequence()));
            if (entry != null
                    && !entry.isAcked
                    && !entry.isCopying
                    && entry.position == info.position()) {
                entry.isCopying = true;
                sharing.add(entry);
            }
        }
        copies += sharing.size();
        append(lane, sharing, record.getFirst().flags() | COPIED | RecordFlags.URGENT);
    }

    static long key(int owner, long sequence) {
        return (long) owner << 48 | sequence;
    }
}
