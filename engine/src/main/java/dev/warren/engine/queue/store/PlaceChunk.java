package dev.warren.engine.queue.store;

import dev.warren.engine.log.Position;
import dev.warren.engine.queue.data.Bits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the log has the messages of 1,024 neighbouring sequences. Owned by its [Places].
///
/// ```
///  bits     | held 16 x 64 | writing 16 x 64 | spilled 16 x 64 |
///  offsets  | int each       lengths | int each       files | short each, into the table of files |
/// ```
///
/// Ten bytes a message: neighbours stand in few files, so each is named once.
final class PlaceChunk {

    static final int SHIFT = 10;
    static final int SEQUENCES = 1 << SHIFT;

    private static final int WORDS = SEQUENCES / Long.SIZE;

    /// What a full one takes, in bytes.
    static final int FULL_BYTES =
            (2 * Integer.BYTES + Short.BYTES) * SEQUENCES + 3 * WORDS * Long.BYTES;

    private static final int WRITING = WORDS;
    private static final int SPILLED = 2 * WORDS;
    private static final int SLOTS_MIN = 16;

    /// Behind it the table holds files in which nothing of this chunk is any more.
    private static final int FILES_MAX = 2 * SEQUENCES;

    long number;

    private final long[] bits = new long[3 * WORDS];
    private int[] offsets = new int[SLOTS_MIN];
    private int[] lengths = new int[SLOTS_MIN];
    private short[] files = new short[SLOTS_MIN];
    private long[] fileNumbers = new long[2];
    private int fileCount;

    /// Body lengths, only until the queue has been restored.
    private int @Nullable [] sizes;

    /// How many are held or on their way.
    private int count;

    PlaceChunk(long number) {
        this.number = number;
    }

    /// Makes an empty chunk stand for other sequences.
    void reuse(long newNumber) {
        assert count == 0 : "chunk " + number + " is in use";
        number = newNumber;
        Arrays.fill(bits, 0);
        Arrays.fill(offsets, 0);
        fileCount = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFullSize() {
        return offsets.length == SEQUENCES;
    }

    static int slot(long sequence) {
        return (int) sequence & (SEQUENCES - 1);
    }

    long sequence(int slot) {
        return (number << SHIFT) + slot;
    }

    /// The queue still wants it.
    boolean isHeld(int slot) {
        return has(0, slot);
    }

    /// A record of it, the first or a copy, is on its way to the disk.
    boolean isWriting(int slot) {
        return has(WRITING, slot);
    }

    /// Its record stands in the log that forgets.
    boolean isSpilled(int slot) {
        return has(SPILLED, slot);
    }

    /// A message of the queue whose record is on its way.
    void begin(int slot, boolean isSpilled) {
        if (slot >= offsets.length) {
            grow(slot);
        }
        set(0, slot);
        set(WRITING, slot);
        if (isSpilled) {
            set(SPILLED, slot);
        }
        offsets[slot] = 0;
        count++;
    }

    void rewrite(int slot) {
        set(WRITING, slot);
    }

    /// The record that was on its way stands there now.
    void place(int slot, long position, int length) {
        clear(WRITING, slot);
        offsets[slot] = Math.toIntExact(Position.offset(position));
        lengths[slot] = length;
        files[slot] = (short) fileIndex(Position.file(position));
    }

    /// [Position#NONE] when the first record is still on its way, or there is none.
    long position(int slot) {
        return slot >= offsets.length || offsets[slot] == 0
                ? Position.NONE
                : Position.of(fileNumbers[files[slot]], offsets[slot]);
    }

    int length(int slot) {
        return lengths[slot];
    }

    void release(int slot) {
        clear(0, slot);
    }

    /// Neither held nor on its way.
    void remove(int slot) {
        clear(0, slot);
        clear(WRITING, slot);
        clear(SPILLED, slot);
        offsets[slot] = 0;
        count--;
    }

    /// The first held slot from there on, or -1.
    int nextHeld(int from) {
        return Bits.next(bits, 0, WORDS, from);
    }

    void setSize(int slot, int size) {
        int[] all = sizes;
        if (all == null || slot >= all.length) {
            all = all == null ? new int[offsets.length] : Arrays.copyOf(all, offsets.length);
            sizes = all;
        }
        all[slot] = size;
    }

    int size(int slot) {
        return sizes == null || slot >= sizes.length ? 0 : sizes[slot];
    }

    void dropSizes() {
        sizes = null;
    }

    private int fileIndex(long file) {
        for (int i = fileCount - 1; i >= 0; i--) {
            if (fileNumbers[i] == file) {
                return i;
            }
        }
        if (fileCount == FILES_MAX) {
            forgetUnusedFiles();
        }
        if (fileCount == fileNumbers.length) {
            fileNumbers = Arrays.copyOf(fileNumbers, fileCount * 2);
        }
        fileNumbers[fileCount] = file;
        return fileCount++;
    }

    private void forgetUnusedFiles() {
        long[] old = fileNumbers;
        fileNumbers = new long[SEQUENCES];
        fileCount = 0;
        for (int slot = 0; slot < offsets.length; slot++) {
            if (offsets[slot] != 0) {
                files[slot] = (short) fileIndex(old[files[slot]]);
            }
        }
    }

    private void grow(int slot) {
        int capacity = Math.min(SEQUENCES, Integer.highestOneBit(slot) << 2);
        offsets = Arrays.copyOf(offsets, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        files = Arrays.copyOf(files, capacity);
    }

    private boolean has(int kind, int slot) {
        return (bits[kind + (slot >> 6)] & 1L << slot) != 0;
    }

    private void set(int kind, int slot) {
        bits[kind + (slot >> 6)] |= 1L << slot;
    }

    private void clear(int kind, int slot) {
        bits[kind + (slot >> 6)] &= ~(1L << slot);
    }
}
