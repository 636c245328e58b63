package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What seals a file: the index behind the last batch, and in the last block where it is.
///
/// ```
///   header | batch | batch | ... | index: 24 bytes a record | unused | trailer
///
///   trailer: magic u64, number u64, index offset u64, count u32, crc of the index u32, crc u32
/// ```
final class Footer {

    static final int TRAILER_BYTES = RecordHeader.BLOCK;

    private static final long MAGIC = 0x444C4553474F4C57L; // "WLOGSEAL"
    private static final int CRC_AT = 32;

    private Footer() {}

    /// What a footer for so many records takes, with the trailer.
    static long bytes(int count) {
        return RecordHeader.align((long) count * FileIndex.ENTRY_BYTES) + TRAILER_BYTES;
    }

    static void write(DiskFile file, long number, long sizeBytes, FileIndex index, long offset)
            throws IOException {
        ByteBuffer entries = buffer(index.count() * FileIndex.ENTRY_BYTES);
        for (int i = 0; i < index.count(); i++) {
            index.encode(i, entries);
        }
        ByteBuffer trailer = buffer(TRAILER_BYTES);
        trailer.putLong(MAGIC).putLong(number).putLong(offset).putInt(index.count());
        trailer.putInt(crc(entries, entries.capacity())).putInt(crc(trailer, CRC_AT));
        file.write(entries.flip(), offset);
        file.write(trailer.clear(), sizeBytes - TRAILER_BYTES);
    }

    /// The index, or null when the file is not sealed or its footer cannot be read.
    static @Nullable FileIndex readOrNull(DiskFile file, long number) throws IOException {
        ByteBuffer trailer = trailerOrNull(file, number);
        if (trailer == null) {
            return null;
        }
        int count = trailer.getInt(24);
        ByteBuffer entries = buffer(count * FileIndex.ENTRY_BYTES);
        file.read(entries, trailer.getLong(16));
        if (entries.hasRemaining() || crc(entries, entries.capacity()) != trailer.getInt(28)) {
            return null;
        }
        FileIndex index = new FileIndex(number);
        entries.flip();
        for (int i = 0; i < count; i++) {
            index.decode(entries);
        }
        return index;
    }

    private static @Nullable ByteBuffer trailerOrNull(DiskFile file, long number)
            throws IOException {
        ByteBuffer trailer = buffer(TRAILER_BYTES);
        file.read(trailer, file.sizeBytes() - TRAILER_BYTES);
        boolean isOurs =
                !trailer.hasRemaining()
                        && trailer.getLong(0) == MAGIC
                        && trailer.getLong(8) == number
                        && trailer.getInt(CRC_AT) == crc(trailer, CRC_AT);
        return isOurs ? trailer : null;
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(ByteBuffer buffer, int length) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(0, length));
        return (int) crc.getValue();
    }
}
