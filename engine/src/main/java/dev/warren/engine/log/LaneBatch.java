package dev.warren.engine.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one lane hands over at once: records, what it has settled, and who waits for a commit.
///
/// Owned by the lane until it is handed over, then by the writer, then by the lane again. A few
/// arrays and no object for each record.
final class LaneBatch {

    private static final int CAPACITY_MIN = 16;
    private static final byte[] NOTHING = {};

    /// Whose it is. Null for what the log writes for itself.
    final @Nullable LaneLog lane;

    /// Next in a chain of those that are completed together.
    @Nullable LaneBatch next;

    final List<Runnable> commits = new ArrayList<>();

    /// Records, and further owners of those that are shared.
    int count;

    long bytes;
    int[] kinds = new int[CAPACITY_MIN];
    int[] owners = new int[CAPACITY_MIN];
    int[] crcs = new int[CAPACITY_MIN];
    long[] notes = new long[CAPACITY_MIN];
    long[] sequences = new long[CAPACITY_MIN];
    byte[][] metas = new byte[CAPACITY_MIN][];
    byte[][] contents = new byte[CAPACITY_MIN][];
    Placement[] placements = new Placement[CAPACITY_MIN];

    /// Where they are, and what each owner takes there. Given by the writer.
    long[] positions = new long[CAPACITY_MIN];

    int[] lengths = new int[CAPACITY_MIN];

    int settledCount;
    long[] settledPositions = new long[CAPACITY_MIN];
    int[] settledLengths = new int[CAPACITY_MIN];

    /// Counts the lane's completions. Given by the writer.
    long ordinal;

    LaneBatch(@Nullable LaneLog lane) {
        this.lane = lane;
    }

    boolean isEmpty() {
        return count == 0 && settledCount == 0 && commits.isEmpty();
    }

    void add(
            int kind,
            int owner,
            long sequence,
            long note,
            byte[] meta,
            byte[] content,
            int crc,
            Placement placement) {
        if (count == kinds.length) {
            grow();
        }
        kinds[count] = kind;
        owners[count] = owner;
        crcs[count] = crc;
        sequences[count] = sequence;
        notes[count] = note;
        metas[count] = meta;
        contents[count] = content;
        placements[count] = placement;
        bytes += length(count++);
    }

    /// Adds an owner to the record that was added last. False when it can take no more.
    boolean share(int owner, long sequence, Placement placement) {
        int share = count == 0 ? 0 : RecordKind.share(kinds[count - 1]) + 1;
        int first = count - share;
        if (share == 0
                || share == ShareEntry.OWNERS_MAX
                || length(first) > RecordHeader.LENGTH_MAX - share * ShareEntry.BYTES) {
            return false;
        }
        kinds[first] = RecordKind.shared(kinds[first], 0);
        int kind = RecordKind.shared(kinds[first], share);
        add(kind, owner, sequence, 0, NOTHING, NOTHING, 0, placement);
        return true;
    }

    /// How many further owners the record has.
    int shares(int first) {
        int end = first + 1;
        while (end < count && RecordKind.share(kinds[end]) > 0) {
            end++;
        }
        return end - first - 1;
    }

    void addSettled(long position, int length) {
        if (settledCount == settledPositions.length) {
            settledPositions = Arrays.copyOf(settledPositions, settledCount * 2);
            settledLengths = Arrays.copyOf(settledLengths, settledCount * 2);
        }
        settledPositions[settledCount] = position;
        settledLengths[settledCount++] = length;
    }

    /// The bytes of a record without its further owners, or of the entry of one of these.
    private int length(int i) {
        return RecordKind.share(kinds[i]) > 0
                ? ShareEntry.BYTES
                : RecordHeader.BYTES + metas[i].length + contents[i].length;
    }

    boolean isUrgent(int i) {
        return (RecordKind.flags(kinds[i]) & RecordFlags.URGENT) != 0;
    }

    /// Takes the urgent records out, in their order. Null when there is none.
    @Nullable LaneBatch takeUrgentOrNull() {
        LaneBatch urgent = new LaneBatch(lane);
        LaneBatch rest = new LaneBatch(lane);
        for (int i = 0; i < count; i++) {
            (isUrgent(i) ? urgent : rest).addFrom(this, i);
        }
        if (urgent.count == 0) {
            return null;
        }
        clearRecords();
        for (int i = 0; i < rest.count; i++) {
            addFrom(rest, i);
        }
        return urgent;
    }

    private void addFrom(LaneBatch other, int i) {
        add(
                other.kinds[i],
                other.owners[i],
                other.sequences[i],
                other.notes[i],
                other.metas[i],
                other.contents[i],
                other.crcs[i],
                other.placements[i]);
    }

    /// Makes it ready for another turn.
    void clear() {
        clearRecords();
        settledCount = 0;
        commits.clear();
        next = null;
    }

    private void clearRecords() {
        Arrays.fill(metas, 0, count, NOTHING);
        Arrays.fill(contents, 0, count, NOTHING);
        Arrays.fill(placements, 0, count, Placement.NONE);
        count = 0;
        bytes = 0;
    }

    private void grow() {
        int capacity = count * 2;
        kinds = Arrays.copyOf(kinds, capacity);
        owners = Arrays.copyOf(owners, capacity);
        crcs = Arrays.copyOf(crcs, capacity);
        notes = Arrays.copyOf(notes, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        metas = Arrays.copyOf(metas, capacity);
        contents = Arrays.copyOf(contents, capacity);
        placements = Arrays.copyOf(placements, capacity);
        positions = Arrays.copyOf(positions, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
    }
}
