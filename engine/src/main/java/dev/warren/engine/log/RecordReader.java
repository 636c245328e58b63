package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads records of one file, and checks them. One for each use.
final class RecordReader {

    private static final int LEAST_BYTES = 8 << 10;

    private final ReadAhead window;
    private final RecordHeader header = new RecordHeader();
    private final ShareEntry entry = new ShareEntry();
    private final Shares shares = new Shares();
    private final CRC32C crc = new CRC32C();

    /// For one record here and there.
    RecordReader(WalFile file) {
        this(file, LEAST_BYTES);
    }

    /// For records one behind the other.
    RecordReader(WalFile file, int aheadBytes) {
        this.window = new ReadAhead(file, LEAST_BYTES, aheadBytes);
    }

    ReadAhead window() {
        return window;
    }

    static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }

    /// Reads one record by the place of one of its owners.
    LogRecord read(long offset) throws IOException {
        int share = 0;
        if (!isHeader(offset) && isEntry(offset)) {
            share = entry.share();
        }
        LogRecord record = recordOrNull(offset - ShareEntry.distance(share), share);
        if (record == null) {
            throw new DamagedRecordException(Position.of(number(), offset), "no sound record");
        }
        return record;
    }

    private long number() {
        return window.file().number;
    }

    private boolean isHeader(long offset) throws IOException {
        return has(offset, RecordHeader.BYTES)
                && header.decode(
                        window.buffer(), window.load(offset, RecordHeader.BYTES), number(), offset);
    }

    private boolean isEntry(long offset) throws IOException {
        return has(offset, ShareEntry.BYTES)
                && entry.decode(
                        window.buffer(), window.load(offset, ShareEntry.BYTES), number(), offset);
    }

    private boolean has(long offset, int count) throws IOException {
        if (offset < 0 || offset + count > window.file().sizeBytes) {
            return false;
        }
        window.load(offset, count);
        return true;
    }

    /// Whether padding begins here, up to the next block.
    boolean isPadding(long offset) throws IOException {
        long left = RecordHeader.align(offset) - offset;
        if (left > 0 && left < Integer.BYTES) {
            return true; // too little for a mark
        }
        return has(offset, Integer.BYTES)
                && window.buffer().getInt(window.load(offset, Integer.BYTES))
                        == RecordHeader.PADDING;
    }

    /// The record that begins at an offset, as it is to one of its owners, or null when it is not
    /// all there and sound.
    @Nullable LogRecord recordOrNull(long offset, int share) throws IOException {
        if (!isHeader(offset) || !has(offset, header.length)) {
            return null;
        }
        int at = window.load(offset, header.length);
        ByteBuffer buffer = window.buffer();
        if (!shares.decode(buffer, at, header, number(), offset) || share > shares.count()) {
            return null;
        }
        int payloadAt = ShareEntry.payloadAt(shares.count());
        byte[] meta = new byte[header.metaLength];
        byte[] content = new byte[header.length - payloadAt - meta.length];
        buffer.get(at + payloadAt, meta);
        buffer.get(at + payloadAt + meta.length, content);
        crc.reset();
        crc.update(meta, 0, meta.length);
        crc.update(content, 0, content.length);
        if ((int) crc.getValue() != header.payloadCrc) {
            return null;
        }
        return new LogRecord(shares.info(share, header, number(), offset), meta, content);
    }

    /// What the record that was taken last takes in the file, with all owners.
    int recordBytes() {
        return header.length;
    }
}
