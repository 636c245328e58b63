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
///   trailer: magic u64, number u64, index offset u64, count u32, crc of the index u32,
///            own u32, the entries of the log's own records ..., crc u32 at its end
/// ```
///
/// So what the log says of itself is known from the last blocks, and each index is read once.
final class Footer {

    static final int TRAILER_BYTES = RecordHeader.BLOCK;

    private static final long MAGIC = 0x444C4553474F4C57L; // "WLOGSEAL"
    private static final int OWN_AT = 36;
    private static final int CRC_AT = TRAILER_BYTES - Integer.BYTES;
    private static final int OWN_MAX = (CRC_AT - OWN_AT) / FileIndex.ENTRY_BYTES;
    private static final int CHUNK_BYTES = 10_000 * FileIndex.ENTRY_BYTES;

    /// The index in a file, as its trailer has it. Without the own records if they were too many
    /// for it.
    record Trailer(long number, long offset, int count, int crc, @Nullable FileIndex ownOrNull) {}

    private Footer() {}

    /// What a footer for so many records takes, with the trailer.
    static long bytes(int count) {
        return RecordHeader.align((long) count * FileIndex.ENTRY_BYTES) + TRAILER_BYTES;
    }

    static void write(DiskFile file, long number, long sizeBytes, FileIndex index, long offset)
            throws IOException {
        int crc = writeIndex(file, index, offset);
        FileIndex own = index.own();
        ByteBuffer trailer = buffer(TRAILER_BYTES);
        trailer.putLong(MAGIC).putLong(number).putLong(offset);
        trailer.putInt(index.count()).putInt(crc).putInt(own.count());
        own.encode(0, trailer.limit(CRC_AT));
        trailer.limit(TRAILER_BYTES).putInt(CRC_AT, trailerCrc(trailer));
        file.write(trailer.clear(), sizeBytes - TRAILER_BYTES);
    }

    private static int writeIndex(DiskFile file, FileIndex index, long offset) throws IOException {
        ByteBuffer chunk = buffer(CHUNK_BYTES);
        CRC32C crc = new CRC32C();
        long at = offset;
        for (int i = 0; i < index.count(); ) {
            i += index.encode(i, chunk.clear());
            crc.update(chunk.flip());
            at += chunk.limit();
            file.write(chunk.rewind(), at - chunk.limit());
        }
        return (int) crc.getValue();
    }

    /// Null when the file is not sealed, or the trailer cannot be read.
    static @Nullable Trailer trailerOrNull(DiskFile file, long number) throws IOException {
        ByteBuffer trailer = buffer(TRAILER_BYTES);
        file.read(trailer, file.sizeBytes() - TRAILER_BYTES);
        if (trailer.hasRemaining()
                || trailer.getLong(0) != MAGIC
                || trailer.getLong(8) != number
                || trailer.getInt(CRC_AT) != trailerCrc(trailer)) {
            return null;
        }
        FileIndex own = null;
        int ownCount = trailer.getInt(32);
        if (ownCount <= OWN_MAX) {
            own = new FileIndex(number);
            own.decode(trailer.limit(OWN_AT + ownCount * FileIndex.ENTRY_BYTES).position(OWN_AT));
        }
        return new Trailer(
                number, trailer.getLong(16), trailer.getInt(24), trailer.getInt(28), own);
    }

    /// The index, or null when it cannot be read.
    static @Nullable FileIndex readOrNull(DiskFile file, Trailer trailer) throws IOException {
        long left = (long) trailer.count * FileIndex.ENTRY_BYTES;
        if (left > file.sizeBytes() - trailer.offset) {
            return null;
        }
        FileIndex index = new FileIndex(trailer.number);
        ByteBuffer chunk = buffer((int) Math.min(CHUNK_BYTES, left));
        CRC32C crc = new CRC32C();
        for (long at = trailer.offset; left > 0; left -= chunk.limit()) {
            file.read(chunk.clear().limit((int) Math.min(chunk.capacity(), left)), at);
            if (chunk.hasRemaining()) {
                return null;
            }
            at += chunk.limit();
            crc.update(chunk.flip());
            index.decode(chunk.rewind());
        }
        return (int) crc.getValue() == trailer.crc ? index : null;
    }

    /// The same for a file of which nothing is known.
    static @Nullable FileIndex readOrNull(DiskFile file, long number) throws IOException {
        Trailer trailer = trailerOrNull(file, number);
        return trailer == null ? null : readOrNull(file, trailer);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int trailerCrc(ByteBuffer trailer) {
        CRC32C crc = new CRC32C();
        crc.update(trailer.slice(0, CRC_AT));
        return (int) crc.getValue();
    }
}
