package dev.warren.engine.log;

import java.util.UUID;

/// How a log is laid out, how much may wait for it, and how much disk dead files may take before
/// publishers are slowed down.
public record LogOptions(
        UUID node,
        long fileBytes,
        long firstFileBytes,
        long reserveBytes,
        long pendingMaxBytes,
        long debtMaxBytes) {

    private static final long DEBT_BYTES_MAX = 1 << 30;

    /// Smaller ones could not hold a batch, an index and what the log writes for itself.
    public static final long FILE_BYTES_MIN = 64 << 10;

    private static final long PENDING_BYTES_MAX = 64 << 20;
    private static final int PENDING_SHARE = 8;

    private static final long FILE_BYTES_MAX = 64 << 20;
    private static final long FIRST_FILE_BYTES = 4 << 20;
    private static final int FILE_SHARE = 8;

    public LogOptions {
        if (firstFileBytes < FILE_BYTES_MIN
                || fileBytes < firstFileBytes
                || reserveBytes < FILE_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "files of %,d, %,d and %,d bytes are too small, or grow backwards"
                            .formatted(firstFileBytes, fileBytes, reserveBytes));
        }
    }

    public LogOptions(
            UUID node,
            long fileBytes,
            long firstFileBytes,
            long reserveBytes,
            long pendingMaxBytes) {
        this(node, fileBytes, firstFileBytes, reserveBytes, pendingMaxBytes, DEBT_BYTES_MAX);
    }

    /// For a node that may use so much memory: what waits to be written takes a small part of it,
    /// and so does what is known of the records of a file while it is written or copied from. With
    /// the smallest of records that is more than half as much as the file.
    public static LogOptions standard(UUID node, long memoryBytes) {
        return new LogOptions(
                node,
                Math.clamp(memoryBytes / FILE_SHARE, FIRST_FILE_BYTES, FILE_BYTES_MAX),
                FIRST_FILE_BYTES,
                8 << 20,
                Math.min(PENDING_BYTES_MAX, memoryBytes / PENDING_SHARE));
    }
}
