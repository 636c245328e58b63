package dev.warren.conformance.durable;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;

/// Bodies that say who they are and whether they are whole: `id u64, crc u32, random bytes`.
final class Bodies {

    private static final int CRC_AT = Long.BYTES;
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

    /// What [#id] says of a body that is not as it was made.
    static final long DAMAGED = -1;

    private Bodies() {}

    /// The same for the same id and size.
    static byte[] of(long id, int size) {
        byte[] body = new byte[HEAD_BYTES + size];
        new Random(id).nextBytes(body);
        ByteBuffer.wrap(body).putLong(id);
        ByteBuffer.wrap(body).putInt(CRC_AT, checksum(body));
        return body;
    }

    static long id(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        return body.length >= HEAD_BYTES && in.getInt(CRC_AT) == checksum(body)
                ? in.getLong(0)
                : DAMAGED;
    }

    private static int checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body, 0, CRC_AT);
        crc.update(body, HEAD_BYTES, body.length - HEAD_BYTES);
        return (int) crc.getValue();
    }
}
