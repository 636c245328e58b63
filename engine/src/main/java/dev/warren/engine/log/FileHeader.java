package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The first block of a file: whose it is, which one, and how it is laid out.
///
/// ```
///   0 magic u64    8 format u32   12 reserved u32   16 node, 16 bytes   32 number u64   40 crc u32
/// ```
final class FileHeader {

    static final int BYTES = RecordHeader.BLOCK;
    static final int FORMAT = 2;

    private static final long MAGIC = 0x474F4C4E45525257L; // "WRRENLOG"
    private static final int CRC_AT = 40;

    private FileHeader() {}

    static void write(DiskFile file, UUID node, long number) throws IOException {
        ByteBuffer block = buffer();
        block.putLong(MAGIC).putInt(FORMAT).putInt(0);
        block.putLong(node.getMostSignificantBits()).putLong(node.getLeastSignificantBits());
        block.putLong(number).putInt(crc(block));
        file.write(block.clear(), 0);
    }

    /// Whether it is a file of ours with this number. Throws when it is sound, but not for us.
    static boolean check(DiskFile file, UUID node, long number) throws IOException {
        ByteBuffer block = buffer();
        file.read(block, 0);
        if (block.hasRemaining()
                || block.getLong(0) != MAGIC
                || block.getInt(CRC_AT) != crc(block)) {
            return false;
        }
        if (block.getInt(8) != FORMAT) {
            throw new LogRefusal(
                    "file %d of the log has format %d, and this Warren reads %d"
                            .formatted(number, block.getInt(8), FORMAT),
                    block.getInt(8) > FORMAT);
        }
        UUID found = new UUID(block.getLong(16), block.getLong(24));
        if (!found.equals(node)) {
            throw new LogRefusal(
                    "file %d of the log belongs to node %s, not to %s"
                            .formatted(number, found, node),
                    false);
        }
        return block.getLong(32) == number;
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(ByteBuffer block) {
        CRC32C crc = new CRC32C();
        crc.update(block.slice(0, CRC_AT));
        return (int) crc.getValue();
    }
}
