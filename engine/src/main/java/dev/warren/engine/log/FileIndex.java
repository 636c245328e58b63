package dev.warren.engine.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Which records a file holds, in order; a shared one once for each owner, one behind the other.
/// Owned by whoever fills it; a full one is not changed any more.
///
/// An entry is four words, in memory as in the file's footer:
///
/// ```
///   offset 34 bits, length 30 bits | sequence | owner u32, kind u32 | note
/// ```
///
/// They are in pieces, so that an index that grows is nowhere copied as a whole: a file of small
/// records has many.
final class FileIndex {

    static final int ENTRY_BYTES = 32;

    private static final int WORDS = ENTRY_BYTES / Long.BYTES;
    private static final int LENGTH_BITS = 30;
    private static final int CAPACITY_MIN = 64;
    private static final int PIECE_SHIFT = 13;

    /// How many entries a piece has: 256 KiB.
    private static final int PIECE = 1 << PIECE_SHIFT;

    private final long file;
    private long[][] pieces = {new long[CAPACITY_MIN * WORDS]};
    private int count;

    FileIndex(long file) {
        this.file = file;
    }

    int count() {
        return count;
    }

    void add(int kind, int owner, long sequence, long note, long offset, int length) {
        long[] words = writable();
        int at = at(count++);
        words[at] = offset << LENGTH_BITS | length;
        words[at + 1] = sequence;
        words[at + 2] = Integer.toUnsignedLong(owner) | (long) kind << Integer.SIZE;
        words[at + 3] = note;
    }

    private static int at(int i) {
        return (i & (PIECE - 1)) * WORDS;
    }

    private long word(int i, int number) {
        return pieces[i >>> PIECE_SHIFT][at(i) + number];
    }

    private int kind(int i) {
        return (int) (word(i, 2) >>> Integer.SIZE);
    }

    int type(int i) {
        return RecordKind.type(kind(i));
    }

    int flags(int i) {
        return RecordKind.flags(kind(i));
    }

    long sequence(int i) {
        return word(i, 1);
    }

    long offset(int i) {
        return word(i, 0) >>> LENGTH_BITS;
    }

    int length(int i) {
        return (int) word(i, 0) & RecordHeader.LENGTH_MAX;
    }

    /// Whether somebody has to settle the record before its file may go.
    boolean counts(int i) {
        return type(i) < RecordFlags.OWN_TYPES && (flags(i) & RecordFlags.SETTLES) == 0;
    }

    RecordInfo info(int i) {
        return new RecordInfo(
                type(i),
                flags(i),
                (int) word(i, 2),
                sequence(i),
                word(i, 3),
                Position.of(file, offset(i)),
                length(i),
                RecordKind.share(kind(i)));
    }

    /// The log's own records among them.
    FileIndex own() {
        FileIndex own = new FileIndex(file);
        for (int i = 0; i < count; i++) {
            if (type(i) >= RecordFlags.OWN_TYPES && type(i) != FileScan.DAMAGED) {
                System.arraycopy(
                        pieces[i >>> PIECE_SHIFT], at(i), own.writable(), at(own.count++), WORDS);
            }
        }
        return own;
    }

    /// Puts entries into a little-endian buffer, from one on, as many as it has room for.
    int encode(int from, ByteBuffer into) {
        int end = Math.min(count, from + into.remaining() / ENTRY_BYTES);
        for (int i = from; i < end; ) {
            int entries = Math.min(end - i, PIECE - (i & (PIECE - 1)));
            into.asLongBuffer().put(pieces[i >>> PIECE_SHIFT], at(i), entries * WORDS);
            into.position(into.position() + entries * ENTRY_BYTES);
            i += entries;
        }
        return end - from;
    }

    /// Takes all whole entries out of a little-endian buffer.
    void decode(ByteBuffer from) {
        while (from.remaining() >= ENTRY_BYTES) {
            long[] words = writable();
            int at = at(count);
            int entries = Math.min(from.remaining() / ENTRY_BYTES, (words.length - at) / WORDS);
            from.asLongBuffer().get(words, at, entries * WORDS);
            from.position(from.position() + entries * ENTRY_BYTES);
            count += entries;
        }
    }

    /// The piece that the next entry goes to, with room for it.
    private long[] writable() {
        int piece = count >>> PIECE_SHIFT;
        if (piece == pieces.length) {
            pieces = Arrays.copyOf(pieces, piece + 1);
            pieces[piece] = new long[PIECE * WORDS];
        } else if (at(count) == pieces[piece].length) {
            pieces[piece] = Arrays.copyOf(pieces[piece], pieces[piece].length * 2);
        }
        return pieces[piece];
    }
}
