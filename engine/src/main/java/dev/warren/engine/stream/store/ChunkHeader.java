package dev.warren.engine.stream.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The head of a chunk: the messages that were written together. Little-endian.
///
/// ```
///   0 magic u32         "CHNK"
///   4 header crc u32    over stream, segment, position and bytes 8 to 47
///   8 first offset u64
///  16 timestamp i64     milliseconds since 1970, when it was written
///  24 count u32         of messages
///  28 payload length u32
///  32 durable u64       up to here the file had been synced when the chunk was written
///  40 payload crc u32   over filter and messages
///  44 filter length u16, version u8, 0
///  48 filter            a [ChunkFilter], or nothing
///     messages          [ChunkWriter]
/// ```
///
/// The crc knows where the chunk belongs, so a body that looks like a chunk never is one.
record ChunkHeader(
        long firstOffset, long timestamp, int count, long durable, ChunkHeader.Payload payload) {

    /// What stands behind the head: the lengths of both parts, and the crc over them.
    record Payload(int filterLength, int length, int crc) {

        int bytes() {
            return filterLength + length;
        }
    }

    static final int BYTES = 48;
    static final int MAGIC = 0x4B4E_4843;

    private static final byte VERSION = 1;
    private static final int CRC_AT = 4;
    private static final int COVERED_AT = 8;

    long nextOffset() {
        return firstOffset + count;
    }

    int bytes() {
        return BYTES + payload.bytes();
    }

    /// Writes the head into an array.
    void encode(byte[] into, int at, Place place) {
        ByteBuffer out = ByteBuffer.wrap(into, at, BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(0).putLong(firstOffset).putLong(timestamp).putInt(count);
        out.putInt(payload.length).putLong(durable).putInt(payload.crc);
        out.putShort((short) payload.filterLength).put(VERSION).put((byte) 0);
        out.putInt(at + CRC_AT, crc(into, at, place));
    }

    /// Reads the head at an index of a little-endian buffer. Null when none of this place is there.
    static @Nullable ChunkHeader decodeOrNull(byte[] from, int at, Place place) {
        ByteBuffer in = ByteBuffer.wrap(from, at, BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt() != MAGIC || in.getInt() != crc(from, at, place)) {
            return null;
        }
        long firstOffset = in.getLong();
        long timestamp = in.getLong();
        int count = in.getInt();
        int length = in.getInt();
        long durable = in.getLong();
        int crc = in.getInt();
        int filterLength = in.getShort();
        boolean isSound = in.get() == VERSION && count > 0 && length >= 0 && filterLength >= 0;
        return isSound
                ? new ChunkHeader(
                        firstOffset,
                        timestamp,
                        count,
                        durable,
                        new Payload(filterLength, length, crc))
                : null;
    }

    private static int crc(byte[] bytes, int at, Place place) {
        CRC32C crc = new CRC32C();
        crc.update(
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(place.stream)
                        .putLong(place.segment)
                        .putLong(place.position)
                        .flip());
        crc.update(bytes, at + COVERED_AT, BYTES - COVERED_AT);
        return (int) crc.getValue();
    }

    /// Where a chunk stands: the stream, the first offset of its segment, the position in the file.
    record Place(long stream, long segment, long position) {}
}
