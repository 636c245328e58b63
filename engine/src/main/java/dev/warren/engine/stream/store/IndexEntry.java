package dev.warren.engine.stream.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One entry of an index: where a chunk begins. Written once the chunk is durable, and not synced
/// until the segment is sealed. Little-endian.
///
/// ```
///   0 first offset u64
///   8 timestamp i64
///  16 position u64
///  24 count u32
///  28 crc u32        over stream and bytes 0 to 27
/// ```
record IndexEntry(long firstOffset, long timestamp, long position, int count) {

    static final int BYTES = 32;

    private static final int CRC_AT = 28;

    static IndexEntry of(ChunkHeader chunk, long position) {
        return new IndexEntry(chunk.firstOffset(), chunk.timestamp(), position, chunk.count());
    }

    long nextOffset() {
        return firstOffset + count;
    }

    void encode(ByteBuffer into, long stream) {
        int at = into.position();
        into.order(ByteOrder.LITTLE_ENDIAN);
        into.putLong(firstOffset).putLong(timestamp).putLong(position).putInt(count);
        into.putInt(crc(into, at, stream));
    }

    static @Nullable IndexEntry decodeOrNull(ByteBuffer from, int at, long stream) {
        from.order(ByteOrder.LITTLE_ENDIAN);
        if (from.getInt(at + CRC_AT) != crc(from, at, stream)) {
            return null;
        }
        return new IndexEntry(
                from.getLong(at),
                from.getLong(at + 8),
                from.getLong(at + 16),
                from.getInt(at + 24));
    }

    private static int crc(ByteBuffer bytes, int at, long stream) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(stream).flip());
        crc.update(bytes.slice(at, CRC_AT));
        return (int) crc.getValue();
    }
}
