package dev.warren.engine.log;

/// Where a record is, in eight bytes: the file's number and the offset within it. Later records
/// have larger positions.
public final class Position {

    /// No record is there.
    public static final long NONE = 0;

    private static final int OFFSET_BITS = 34;

    /// The largest file that a position can point into.
    public static final long OFFSET_MAX = (1L << OFFSET_BITS) - 1;

    static final long FILE_MAX = (1L << (Long.SIZE - 1 - OFFSET_BITS)) - 1;

    private Position() {}

    public static long of(long file, long offset) {
        assert file > 0 && file <= FILE_MAX && offset >= 0 && offset <= OFFSET_MAX
                : file + ":" + offset;
        return file << OFFSET_BITS | offset;
    }

    public static long file(long position) {
        return position >>> OFFSET_BITS;
    }

    public static long offset(long position) {
        return position & OFFSET_MAX;
    }

    public static String toString(long position) {
        return file(position) + ":" + offset(position);
    }
}
