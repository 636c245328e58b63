package dev.warren.engine.stream.store;

import dev.warren.engine.log.DiskFile;
import dev.warren.engine.log.LogRefusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The head of a segment. Little-endian.
///
/// ```
///   0 magic u64        "WarrenST"
///   8 stream u64       the number of the queue
///  16 first offset u64
///  24 version u32
///  28 crc u32          over bytes 0 to 27
///  32 chunks
/// ```
final class SegmentHeader {

    static final int BYTES = 32;

    private static final long MAGIC = 0x5453_6E65_7272_6157L;
    private static final int VERSION = 1;
    private static final int VERSION_AT = 24;
    private static final int CRC_AT = 28;

    private SegmentHeader() {}

    static ByteBuffer encode(long stream, long firstOffset) {
        ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putLong(stream).putLong(firstOffset).putInt(VERSION);
        return header.putInt(crc(header)).flip();
    }

    /// Whether the head of this segment can be read. One that another stream or a newer Warren has
    /// written is refused.
    static boolean isThere(DiskFile file, long stream, long firstOffset) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.read(header, 0);
        if (header.hasRemaining()
                || header.getLong(0) != MAGIC
                || header.getInt(CRC_AT) != crc(header)) {
            return false;
        }
        int version = header.getInt(VERSION_AT);
        if (version > VERSION) {
            throw new LogRefusal(
                    "stream %d has segments of format %d, and this Warren knows up to %d"
                            .formatted(stream, version, VERSION),
                    true);
        }
        if (header.getLong(8) != stream || header.getLong(16) != firstOffset) {
            throw new LogRefusal(
                    "segment %d of stream %d belongs to stream %d, offset %d"
                            .formatted(firstOffset, stream, header.getLong(8), header.getLong(16)),
                    false);
        }
        return true;
    }

    private static int crc(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.slice(0, CRC_AT));
        return (int) crc.getValue();
    }
}
