package dev.warren.engine.log;

/// Type, flags and share of a record in four bytes, as batches and indexes keep them.
final class RecordKind {

    private static final int FLAGS_SHIFT = 8;
    private static final int SHARE_SHIFT = 16;

    private RecordKind() {}

    static int of(int type, int flags) {
        return type | flags << FLAGS_SHIFT;
    }

    /// The same for one of the owners of a shared record: the first one is 0.
    static int shared(int kind, int share) {
        return kind & (1 << SHARE_SHIFT) - 1
                | RecordFlags.SHARED << FLAGS_SHIFT
                | share << SHARE_SHIFT;
    }

    static int type(int kind) {
        return kind & 0xFF;
    }

    static int flags(int kind) {
        return kind >>> FLAGS_SHIFT & 0xFF;
    }

    static int share(int kind) {
        return kind >>> SHARE_SHIFT;
    }
}
