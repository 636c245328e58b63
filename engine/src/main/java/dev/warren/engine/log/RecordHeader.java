package dev.warren.engine.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Reads and writes the head of a record. Owned by one thread; little-endian.
///
/// ```
///   0 length u32      of the whole record; all ones: the rest up to the next block is padding
///   4 crc u32         over file number, offset, length and bytes 8 to 39
///   8 type u8, flags u8, meta length u16
///  12 owner u32
///  16 sequence u64
///  24 payload crc u32
///  28 batch u32       the block in which the batch begins that was written and synced together
///  32 note u64        whatever its owners want to find in the index of the file
///  40 payload: meta, content; of a shared record before them one [ShareEntry] for each further owner
/// ```
///
/// The crc knows where the record belongs, so what an earlier life of the file has left never
/// verifies.
final class RecordHeader {

    static final int BYTES = 40;
    static final int BLOCK = 4096;
    static final int PADDING = -1;
    static final int META_MAX = 0xFFFF;

    /// The largest record. It gets a file of its own when it has to.
    static final int LENGTH_MAX = (1 << 30) - 1;

    private static final int CRC_AT = 4;
    private static final int COVERED_AT = 8;
    private static final int PLACE_BYTES = 2 * Long.BYTES + Integer.BYTES;

    int length;
    int type;
    int flags;
    int metaLength;
    int owner;
    long sequence;
    int payloadCrc;
    int batchBlock;
    long note;

    private final CRC32C crc = new CRC32C();
    private final byte[] covered = new byte[PLACE_BYTES + BYTES - COVERED_AT];
    private final ByteBuffer view = ByteBuffer.wrap(covered).order(ByteOrder.LITTLE_ENDIAN);

    static long align(long offset) {
        return (offset + BLOCK - 1) & -BLOCK;
    }

    /// Puts the head into a little-endian buffer.
    void encode(ByteBuffer into, long file, long offset) {
        view.putLong(0, file).putLong(8, offset).putInt(16, length);
        view.put(20, (byte) type).put(21, (byte) flags).putShort(22, (short) metaLength);
        view.putInt(24, owner).putLong(28, sequence).putInt(36, payloadCrc).putInt(40, batchBlock);
        view.putLong(44, note);
        into.putInt(length).putInt(crcOfCovered()).put(covered, PLACE_BYTES, BYTES - COVERED_AT);
    }

    /// Takes the head at an index of a little-endian buffer. False when none of this place stands
    /// there; then the fields mean nothing.
    boolean decode(ByteBuffer from, int at, long file, long offset) {
        length = from.getInt(at);
        batchBlock = from.getInt(at + 28);
        if (!isPlausible(offset)) {
            return false;
        }
        view.putLong(0, file).putLong(8, offset).putInt(16, length);
        from.get(at + COVERED_AT, covered, PLACE_BYTES, BYTES - COVERED_AT);
        if (crcOfCovered() != from.getInt(at + CRC_AT)) {
            return false;
        }
        type = view.get(20) & 0xFF;
        flags = view.get(21) & 0xFF;
        metaLength = view.getShort(22) & 0xFFFF;
        owner = view.getInt(24);
        sequence = view.getLong(28);
        payloadCrc = view.getInt(36);
        note = view.getLong(44);
        return metaLength <= length - BYTES;
    }

    long batchStart() {
        return Integer.toUnsignedLong(batchBlock) * BLOCK;
    }

    /// Cheap, because a search asks at every byte.
    private boolean isPlausible(long offset) {
        return length >= BYTES && length <= LENGTH_MAX && batchStart() <= offset && batchBlock != 0;
    }

    private int crcOfCovered() {
        crc.reset();
        crc.update(covered, 0, covered.length);
        return (int) crc.getValue();
    }
}
