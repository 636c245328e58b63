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
final class FileIndex {

    static final int ENTRY_BYTES = 32;

    private static final int WORDS = ENTRY_BYTES / Long.BYTES;
    private static final int LENGTH_BITS = 30;
    private static final int CAPACITY_MIN = 64;

    private final long file;
    private long[] words;
    private int count;

    FileIndex(long file) {
        this(file, CAPACITY_MIN);
    }

    FileIndex(long file, int capacity) {
        this.file = file;
        this.words = new long[capacity * WORDS];
    }

    int count() {
        return count;
    }

    void add(int kind, int owner, long sequence, long note, long offset, int length) {
        int at = grow(1);
        words[at] = offset << LENGTH_BITS | length;
        words[at + 1] = sequence;
        words[at + 2] = Integer.toUnsignedLong(owner) | (long) kind << Integer.SIZE;
        words[at + 3] = note;
    }

    private int kind(int i) {
        return (int) (words[i * WORDS + 2] >>> Integer.SIZE);
    }

    int type(int i) {
        return RecordKind.type(kind(i));
    }

    int flags(int i) {
        return RecordKind.flags(kind(i));
    }

    long sequence(int i) {
        return words[i * WORDS + 1];
    }

    long offset(int i) {
        return words[i * WORDS] >>> LENGTH_BITS;
    }

    int length(int i) {
        return (int) words[i * WORDS] & RecordHeader.LENGTH_MAX;
    }

    /// Whether somebody has to settle the record before its file may go.
    boolean counts(int i) {
        return type(i) < RecordFlags.OWN_TYPES && (flags(i) & RecordFlags.SETTLES) == 0;
    }

    RecordInfo info(int i) {
        return new RecordInfo(
                type(i),
                flags(i),
                (int) words[i * WORDS + 2],
                sequence(i),
                words[i * WORDS + 3],
                Position.of(file, offset(i)),
                length(i),
                RecordKind.share(kind(i)));
    }

    /// The log's own records among them.
    FileIndex own() {
        FileIndex own = new FileIndex(file);
        for (int i = 0; i < count; i++) {
            if (type(i) >= RecordFlags.OWN_TYPES && type(i) != FileScan.DAMAGED) {
                int at = own.grow(1);
                System.arraycopy(words, i * WORDS, own.words, at, WORDS);
            }
        }
        return own;
    }

    /// Puts entries into a little-endian buffer, from one on, as many as it has room for.
    int encode(int from, ByteBuffer into) {
        int entries = Math.min(count - from, into.remaining() / ENTRY_BYTES);
        into.asLongBuffer().put(words, from * WORDS, entries * WORDS);
        into.position(into.position() + entries * ENTRY_BYTES);
        return entries;
    }

    /// Takes all whole entries out of a little-endian buffer.
    void decode(ByteBuffer from) {
        int entries = from.remaining() / ENTRY_BYTES;
        int at = grow(entries);
        from.asLongBuffer().get(words, at, entries * WORDS);
        from.position(from.position() + entries * ENTRY_BYTES);
    }

    /// Makes room for more entries, and says where their words begin.
    private int grow(int entries) {
        int at = count * WORDS;
        count += entries;
        if (count * WORDS > words.length) {
            words = Arrays.copyOf(words, Math.max(count, count * 2 - entries) * WORDS);
        }
        return at;
    }
}
