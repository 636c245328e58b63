package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads records of one file, and checks them. One for each use.
final class RecordReader {

    private final DiskFile file;
    private final long number;
    private final RecordHeader header = new RecordHeader();
    private final ShareEntry entry = new ShareEntry();
    private final Shares shares = new Shares();

    RecordReader(DiskFile file, long number) {
        this.file = file;
        this.number = number;
    }

    static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }

    /// Reads up to so many bytes of the file.
    ByteBuffer bytes(long offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        file.read(buffer, offset);
        return buffer.flip();
    }

    /// Reads one record by the place of one of its owners, guessing first how long it is.
    LogRecord read(long offset, int guessBytes) throws IOException {
        ByteBuffer buffer = bytes(offset, atMost(guessBytes, offset));
        int share = 0;
        if (!isHeader(buffer, offset) && isEntry(buffer, offset)) {
            share = entry.share();
            buffer = bytes(offset - entry.distance, atMost(guessBytes, offset - entry.distance));
        }
        long start = offset - ShareEntry.distance(share);
        if (isHeader(buffer, start)
                && header.length > buffer.limit()
                && header.length <= file.sizeBytes() - start) {
            buffer = bytes(start, header.length);
        }
        LogRecord record = recordOrNull(buffer, 0, start, share);
        if (record == null) {
            throw new DamagedRecordException(Position.of(number, offset), "no sound record");
        }
        return record;
    }

    private int atMost(int count, long offset) throws IOException {
        return (int) Math.min(file.sizeBytes() - offset, Math.max(count, RecordHeader.BLOCK));
    }

    private boolean isHeader(ByteBuffer buffer, long offset) {
        return buffer.limit() >= RecordHeader.BYTES && header.decode(buffer, 0, number, offset);
    }

    private boolean isEntry(ByteBuffer buffer, long offset) {
        return buffer.limit() >= ShareEntry.BYTES && entry.decode(buffer, 0, number, offset);
    }

    /// The record at an index of a buffer that stands for a place in the file, as it is to one of
    /// its owners, or null when it is not all there and sound.
    @Nullable LogRecord recordOrNull(ByteBuffer buffer, int at, long offset, int share) {
        if (buffer.limit() - at < RecordHeader.BYTES
                || !header.decode(buffer, at, number, offset)
                || buffer.limit() - at < header.length
                || !shares.decode(buffer, at, header, number, offset)
                || share > shares.count()) {
            return null;
        }
        int payloadAt = ShareEntry.payloadAt(shares.count());
        byte[] meta = new byte[header.metaLength];
        byte[] content = new byte[header.length - payloadAt - meta.length];
        buffer.get(at + payloadAt, meta);
        buffer.get(at + payloadAt + meta.length, content);
        CRC32C crc = new CRC32C();
        crc.update(meta, 0, meta.length);
        crc.update(content, 0, content.length);
        if ((int) crc.getValue() != header.payloadCrc) {
            return null;
        }
        return new LogRecord(shares.info(share, header, number, offset), meta, content);
    }

    /// What the record that was taken last takes in the file, with all owners.
    int recordBytes() {
        return header.length;
    }
}
