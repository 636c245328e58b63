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

    /// Reads one record, guessing first how long it is.
    LogRecord read(long offset, int guessBytes) throws IOException {
        long rest = file.sizeBytes() - offset;
        ByteBuffer buffer = bytes(offset, (int) Math.min(rest, guessBytes));
        if (buffer.limit() >= RecordHeader.BYTES
                && header.decode(buffer, 0, number, offset)
                && header.length > buffer.limit()
                && header.length <= rest) {
            buffer = bytes(offset, header.length);
        }
        LogRecord record = recordOrNull(buffer, 0, offset);
        if (record == null) {
            throw new DamagedRecordException(Position.of(number, offset), "no sound record");
        }
        return record;
    }

    /// The record at an index of a buffer that stands for a place in the file, or null when it is
    /// not all there and sound.
    @Nullable LogRecord recordOrNull(ByteBuffer buffer, int at, long offset) {
        if (buffer.limit() - at < RecordHeader.BYTES
                || !header.decode(buffer, at, number, offset)
                || buffer.limit() - at < header.length) {
            return null;
        }
        byte[] meta = new byte[header.metaLength];
        byte[] content = new byte[header.length - RecordHeader.BYTES - meta.length];
        buffer.get(at + RecordHeader.BYTES, meta);
        buffer.get(at + RecordHeader.BYTES + meta.length, content);
        CRC32C crc = new CRC32C();
        crc.update(meta, 0, meta.length);
        crc.update(content, 0, content.length);
        if ((int) crc.getValue() != header.payloadCrc) {
            return null;
        }
        return new LogRecord(header.info(number, offset), meta, content);
    }
}
