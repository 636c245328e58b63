package dev.warren.engine.log;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One file of the log, and what is known of it. Owned by the writer; readers use its [#file] only.
final class WalFile {

    private static final String SUFFIX = ".wal";
    private static final int DIGITS = 12;

    final long number;
    final DiskFile file;

    /// Grows only when a file that has been cut short is sealed.
    long sizeBytes;

    /// While the file is written, and when its footer cannot be read.
    @Nullable FileIndex index;

    /// Where the next batch begins.
    long end = FileHeader.BYTES;

    /// How many bytes of records nobody has settled yet.
    long liveBytes;

    /// How many settled records the last durable map of this file names, and in which file that is.
    int mappedCount;

    long mapFile;

    /// Whether it was held back for a full disk.
    boolean isReserve;

    private @Nullable SettledBits settled;
    private long[] lastOrdinals = new long[4];

    WalFile(long number, DiskFile file) throws IOException {
        this.number = number;
        this.file = file;
        this.sizeBytes = file.sizeBytes();
    }

    static String name(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + SUFFIX;
    }

    /// The number in a name, or 0 when it is not the name of a file of the log.
    static long number(String name) {
        boolean isOurs =
                name.length() == DIGITS + SUFFIX.length()
                        && name.endsWith(SUFFIX)
                        && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
        return isOurs ? Long.parseLong(name, 0, DIGITS, 10) : 0;
    }

    /// What a file has to measure for a single batch.
    static long bytesFor(LaneBatch batch) {
        return RecordHeader.align(FileHeader.BYTES + batch.bytes) + Footer.bytes(batch.count);
    }

    SettledBits settled() {
        SettledBits bits = settled;
        if (bits == null) {
            bits = new SettledBits(sizeBytes);
            settled = bits;
        }
        return bits;
    }

    int settledCount() {
        return settled == null ? 0 : settled.count();
    }

    boolean isSettled(long offset) {
        return settled != null && settled.isSettled(offset);
    }

    void settle(long offset, int length) {
        if (settled().settle(offset)) {
            liveBytes -= length;
        }
    }

    /// Remembers the last completion of a lane that has records here.
    void holds(LaneLog lane, long ordinal) {
        if (lane.number >= lastOrdinals.length) {
            lastOrdinals = Arrays.copyOf(lastOrdinals, lane.number * 2);
        }
        lastOrdinals[lane.number] = ordinal;
    }

    /// Whether the lane has digested everything that stands here.
    boolean isDigestedBy(LaneLog lane) {
        return lane.number >= lastOrdinals.length || lane.hasDigested(lastOrdinals[lane.number]);
    }

    FileIndex openIndex() {
        FileIndex open = index;
        if (open == null) {
            throw new IllegalStateException("file %d is sealed".formatted(number));
        }
        return open;
    }

    /// Makes everything durable, then the footer: it may only name what is there.
    void seal() throws IOException {
        file.sync();
        long indexAt = RecordHeader.align(end);
        sizeBytes = Math.max(sizeBytes, indexAt + Footer.bytes(openIndex().count()));
        Footer.write(file, number, sizeBytes, openIndex(), indexAt);
        file.sync();
        index = null;
    }
}
