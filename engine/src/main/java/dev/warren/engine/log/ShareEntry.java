package dev.warren.engine.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Reads and writes what a shared record says of one of its further owners. Owned by one thread;
/// little-endian.
///
/// ```
///   header | entry | entry | ... | meta | content
///
///   entry:
///   0 owner u32
///   4 sequence u64
///  12 distance u32   back to the beginning of the record
///  16 count u32      of all entries of the record
///  20 crc u32        over file number, offset of the entry, and bytes 0 to 19
/// ```
///
/// Each owner has a place of its own in the file: the first one the record's, the others that of
/// their entry. So each is settled by itself, and the file goes when all have settled.
final class ShareEntry {

    static final int BYTES = 24;

    /// How many owners a record can have.
    static final int OWNERS_MAX = 256;

    private static final int COVERED_BYTES = 20;
    private static final int PLACE_BYTES = 2 * Long.BYTES;

    int owner;
    long sequence;
    int distance;
    int count;

    private final CRC32C crc = new CRC32C();
    private final byte[] covered = new byte[PLACE_BYTES + COVERED_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(covered).order(ByteOrder.LITTLE_ENDIAN);

    /// How far behind the beginning of its record the place of an owner is.
    static int distance(int share) {
        return share == 0 ? 0 : RecordHeader.BYTES + (share - 1) * BYTES;
    }

    /// What the last byte of the entries is followed by: the payload.
    static int payloadAt(int count) {
        return RecordHeader.BYTES + count * BYTES;
    }

    /// What each further owner takes of the record. The first one takes the rest.
    static int length(int recordBytes, int count) {
        return recordBytes / (count + 1);
    }

    static int firstLength(int recordBytes, int count) {
        return recordBytes - count * length(recordBytes, count);
    }

    /// Which of the owners it is, after decoding.
    int share() {
        return (distance - RecordHeader.BYTES) / BYTES + 1;
    }

    void encode(ByteBuffer into, long file, long offset) {
        view.putLong(0, file).putLong(8, offset);
        view.putInt(16, owner).putLong(20, sequence).putInt(28, distance).putInt(32, count);
        into.put(covered, PLACE_BYTES, COVERED_BYTES).putInt(crcOfCovered());
    }

    /// Takes the entry at an index of a little-endian buffer. False when none of this place stands
    /// there; then the fields mean nothing.
    boolean decode(ByteBuffer from, int at, long file, long offset) {
        view.putLong(0, file).putLong(8, offset);
        from.get(at, covered, PLACE_BYTES, COVERED_BYTES);
        owner = view.getInt(16);
        sequence = view.getLong(20);
        distance = view.getInt(28);
        count = view.getInt(32);
        return crcOfCovered() == from.getInt(at + COVERED_BYTES)
                && count > 0
                && count < OWNERS_MAX
                && share() > 0
                && share() <= count
                && distance(share()) == distance;
    }

    private int crcOfCovered() {
        crc.reset();
        crc.update(covered, 0, covered.length);
        return (int) crc.getValue();
    }
}
