package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Finds the records of a file that has no footer, and tells a torn tail from damage.
///
/// Batches are synced one by one, so a bad record is a torn tail when no later batch has ever been
/// begun; then it was never reported as durable, nor was what follows it in its batch. If one has,
/// the bad record had been durable: that is damage, and the search goes on behind it.
final class FileScan {

    /// Stands in an index for a range that could not be read.
    static final int DAMAGED = 0xFF;

    private static final int WINDOW_BYTES = 1 << 20;
    private static final int HEAD_BYTES_MAX = ShareEntry.payloadAt(ShareEntry.OWNERS_MAX);
    private static final long NOT_FOUND = -1;

    private final DiskFile file;
    private final long number;
    private final long sizeBytes;
    private final boolean hasSuccessor;
    private final FileIndex index;
    private final RecordHeader header = new RecordHeader();
    private final Shares shares = new Shares();
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer window =
            ByteBuffer.allocateDirect(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long windowStart;
    private int loaded;
    private long end = FileHeader.BYTES;

    /// With a successor the file was full and synced, so that nothing in it can be a torn tail.
    FileScan(DiskFile file, long number, boolean hasSuccessor) throws IOException {
        this.file = file;
        this.number = number;
        this.sizeBytes = file.sizeBytes();
        this.hasSuccessor = hasSuccessor;
        this.index = new FileIndex(number);
    }

    FileIndex index() {
        return index;
    }

    /// Behind the last sound record.
    long end() {
        return end;
    }

    void run() throws IOException {
        long at = FileHeader.BYTES;
        while (at != NOT_FOUND && at + RecordHeader.BYTES <= sizeBytes) {
            at = next(at);
        }
    }

    /// Takes what stands at an offset, and says where to go on.
    private long next(long at) throws IOException {
        boolean hasHeader = isHeader(at);
        if (hasHeader && isBodySound(at)) {
            shares.addTo(index, header, at);
            end = at + header.length;
            return end;
        }
        long block = RecordHeader.align(at);
        boolean isPadding =
                block > at
                        && (block - at < Integer.BYTES
                                || window.getInt(load(at, Integer.BYTES)) == RecordHeader.PADDING);
        if (!hasHeader && isPadding) {
            return block;
        }
        return skip(at, hasHeader ? at + header.length : at + 1);
    }

    /// Something is wrong at an offset: is it the end, or is there more?
    private long skip(long at, long from) throws IOException {
        long limit = hasSuccessor ? sizeBytes : laterBatch(at);
        if (limit == NOT_FOUND) {
            return NOT_FOUND;
        }
        long sound = firstRecord(from, limit);
        if (sound != NOT_FOUND) {
            int length = (int) Math.min(sound - at, RecordHeader.LENGTH_MAX);
            index.add(DAMAGED, 0, 0, 0, at, length);
            end = sound;
        }
        return sound;
    }

    /// The first batch behind an offset that begins after it.
    private long laterBatch(long after) throws IOException {
        for (long at = RecordHeader.align(after + 1);
                at + RecordHeader.BYTES <= sizeBytes;
                at += RecordHeader.BLOCK) {
            if (isHeader(at) && header.batchStart() > after) {
                return at;
            }
        }
        return NOT_FOUND;
    }

    private long firstRecord(long from, long limit) throws IOException {
        for (long at = from; at <= limit && at + RecordHeader.BYTES <= sizeBytes; at++) {
            if (isHeader(at)) {
                return at;
            }
        }
        return NOT_FOUND;
    }

    private boolean isHeader(long at) throws IOException {
        int index = load(at, RecordHeader.BYTES);
        return header.decode(window, index, number, at) && at + header.length <= sizeBytes;
    }

    private boolean isBodySound(long at) throws IOException {
        int head = load(at, Math.min(header.length, HEAD_BYTES_MAX));
        if (!shares.decode(window, head, header, number, at)) {
            return false;
        }
        crc.reset();
        long end = at + header.length;
        for (long from = at + ShareEntry.payloadAt(shares.count()); from < end; ) {
            int index = load(from, 1);
            int count = (int) Math.min(end - from, loaded - index);
            crc.update(window.position(index).limit(index + count));
            window.limit(loaded);
            from += count;
        }
        return (int) crc.getValue() == header.payloadCrc;
    }

    /// Sees to it that so many bytes of the file are in the window, and says where they are there.
    private int load(long at, int count) throws IOException {
        if (at < windowStart || at + count > windowStart + loaded) {
            loaded = (int) Math.min(WINDOW_BYTES, sizeBytes - at);
            file.read(window.clear().limit(loaded), at);
            windowStart = at;
        }
        return (int) (at - windowStart);
    }
}
