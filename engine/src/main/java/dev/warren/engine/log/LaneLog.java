package dev.warren.engine.log;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A lane's door to the log: what it appends in a turn is handed over once. Owned by the lane.
///
/// Records of a lane are written in the order in which they were appended, except for urgent ones
/// while the disk is full.
public final class LaneLog {

    private static final int RECORDS_MAX = 1024;
    private static final int SPARE_MAX = 4;
    private static final byte[] NOTHING = {};

    final int number;
    private final Lane lane;
    private final Consumer<LaneBatch> log;
    private final long batchBytesMax;
    private final CRC32C crc = new CRC32C();
    private final ArrayDeque<LaneBatch> spare = new ArrayDeque<>();
    private final Runnable endTurn = this::endTurn;
    private LaneBatch pending = new LaneBatch(this);
    private boolean isTouched;
    private long appended;
    private long completed;

    /// Up to which of its completions the lane has handed over what it settled in them.
    private volatile long digested;

    /// The writer's: completions given out, and those of the batch that is being written.
    long ordinals;

    @Nullable LaneBatch firstDone;
    @Nullable LaneBatch lastDone;

    LaneLog(int number, Lane lane, long batchBytesMax, Consumer<LaneBatch> log) {
        this.number = number;
        this.lane = lane;
        this.batchBytesMax = batchBytesMax;
        this.log = log;
    }

    /// Appends a record: type and flags by [RecordFlags], owner, sequence and note as the owner
    /// likes, the payload in two parts that nobody changes any more.
    ///
    /// All but the payload stands in the index of the file.
    ///
    /// Throws when it is larger than the log can take.
    public void append(
            int type,
            int flags,
            int owner,
            long sequence,
            long note,
            byte[] meta,
            byte[] content,
            Placement placement) {
        long bytes = (long) RecordHeader.BYTES + meta.length + content.length;
        if (bytes > RecordHeader.LENGTH_MAX || meta.length > RecordHeader.META_MAX) {
            throw new IllegalArgumentException("a record of %,d bytes".formatted(bytes));
        }
        if (pending.count > 0 && pending.bytes + bytes > batchBytesMax) {
            handOver();
        }
        crc.reset();
        crc.update(meta, 0, meta.length);
        crc.update(content, 0, content.length);
        pending.add(
                RecordKind.of(type, flags & ~RecordFlags.SHARED),
                owner,
                sequence,
                note,
                meta,
                content,
                (int) crc.getValue(),
                placement);
        appended++;
        handOverIfFull();
        touch();
    }

    /// Appends a record without a note, with a payload in one part.
    public void append(
            int type, int flags, int owner, long sequence, byte[] content, Placement placement) {
        append(type, flags, owner, sequence, 0, NOTHING, content, placement);
    }

    private void handOverIfFull() {
        if (pending.count == RECORDS_MAX || pending.bytes >= batchBytesMax) {
            handOver();
        }
    }

    /// How many records have been appended so far: who shares can see that nobody else has appended
    /// meanwhile.
    public long appended() {
        return appended;
    }

    /// Adds an owner to the record that was appended last: it is written once, and its payload is
    /// the same for all. Each owner is told a place of its own, reads by it and settles it.
    ///
    /// False, and nothing has happened, when that record takes no more owners because it has been
    /// handed over or has many. Then it is to be appended for this owner once more.
    public boolean share(int owner, long sequence, Placement placement) {
        if (!pending.share(owner, sequence, placement)) {
            return false;
        }
        handOverIfFull();
        return true;
    }

    /// Calls back on the lane when everything that it has appended so far is durable. Callbacks
    /// come in the order of the calls. After a failure of the disk none comes.
    public void commit(Runnable onDurable) {
        pending.commits.add(onDurable);
        handOver();
    }

    /// The record at a position is not needed any more.
    ///
    /// Called once what says so is durable: in the [Placement] of the record that settles, or in
    /// the commit that covers it; for what was copied, in the placement of the copy.
    public void settled(long position, int length) {
        pending.addSettled(position, length);
        touch();
    }

    private void touch() {
        if (!isTouched && !pending.isEmpty()) {
            isTouched = true;
            lane.atTurnEnd(TurnPhase.CONFIRM, endTurn);
        }
    }

    private void endTurn() {
        isTouched = false;
        handOver();
    }

    private void handOver() {
        if (pending.isEmpty()) {
            return;
        }
        LaneBatch full = pending;
        LaneBatch empty = spare.poll();
        pending = empty == null ? new LaneBatch(this) : empty;
        log.accept(full);
        digested = completed;
    }

    /// Whether everything that the lane was told up to a completion has come back as settled.
    boolean hasDigested(long ordinal) {
        return digested >= ordinal;
    }

    /// The writer has made a batch durable; [#deliver] follows.
    void done(LaneBatch batch) {
        batch.ordinal = ++ordinals;
        batch.next = null;
        LaneBatch last = lastDone;
        if (last == null) {
            firstDone = batch;
        } else {
            last.next = batch;
        }
        lastDone = batch;
    }

    /// Sends everything that is done to the lane, in one hop. By the writer.
    void deliver() {
        LaneBatch chain = firstDone;
        firstDone = null;
        lastDone = null;
        if (chain != null) {
            lane.execute(() -> complete(chain));
        }
    }

    private void complete(LaneBatch chain) {
        LaneBatch batch = chain;
        while (batch != null) {
            LaneBatch following = batch.next;
            for (int i = 0; i < batch.count; i++) {
                batch.placements[i].placed(
                        batch.sequences[i], batch.positions[i], batch.lengths[i]);
            }
            batch.commits.forEach(Runnable::run);
            completed = batch.ordinal;
            batch.clear();
            if (spare.size() < SPARE_MAX) {
                spare.add(batch);
            }
            batch = following;
        }
        if (pending.isEmpty()) {
            digested = completed;
        }
    }
}
