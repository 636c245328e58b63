package dev.warren.engine.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Which records a file holds, in order; a shared one once for each owner, one behind the other.
/// Owned by whoever fills it; a full one is not changed any more.
final class FileIndex {

    static final int ENTRY_BYTES = 24;

    private static final int LENGTH_BITS = 30;

    private final long file;
    private long[] places = new long[64];
    private long[] sequences = new long[64];
    private int[] owners = new int[64];
    private int[] kinds = new int[64];
    private int count;

    FileIndex(long file) {
        this.file = file;
    }

    int count() {
        return count;
    }

    void add(int kind, int owner, long sequence, long offset, int length) {
        if (count == places.length) {
            grow();
        }
        places[count] = offset << LENGTH_BITS | length;
        sequences[count] = sequence;
        owners[count] = owner;
        kinds[count++] = kind;
    }

    int type(int i) {
        return RecordKind.type(kinds[i]);
    }

    int flags(int i) {
        return RecordKind.flags(kinds[i]);
    }

    long sequence(int i) {
        return sequences[i];
    }

    long offset(int i) {
        return places[i] >>> LENGTH_BITS;
    }

    int length(int i) {
        return (int) places[i] & RecordHeader.LENGTH_MAX;
    }

    /// Whether somebody has to settle the record before its file may go.
    boolean counts(int i) {
        return type(i) < RecordFlags.OWN_TYPES && (flags(i) & RecordFlags.SETTLES) == 0;
    }

    RecordInfo info(int i) {
        return new RecordInfo(
                type(i),
                flags(i),
                owners[i],
                sequences[i],
                Position.of(file, offset(i)),
                length(i),
                RecordKind.share(kinds[i]));
    }

    void encode(int i, ByteBuffer into) {
        into.putLong(places[i]).putLong(sequences[i]).putInt(owners[i]).putInt(kinds[i]);
    }

    void decode(ByteBuffer from) {
        long place = from.getLong();
        long sequence = from.getLong();
        int owner = from.getInt();
        int kind = from.getInt();
        add(kind, owner, sequence, place >>> LENGTH_BITS, (int) place & RecordHeader.LENGTH_MAX);
    }

    private void grow() {
        places = Arrays.copyOf(places, count * 2);
        sequences = Arrays.copyOf(sequences, count * 2);
        owners = Arrays.copyOf(owners, count * 2);
        kinds = Arrays.copyOf(kinds, count * 2);
    }
}
