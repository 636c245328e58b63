package dev.warren.amqp.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/// What the server's first message of a handshake says of the others, RFC 8446 §4.1.3:
///
/// ```
///   record:  type (1) | version (2) | length (2)
///   message: type (1) | length (3) | version (2) | random (32) | session id (1 + n)
///            | suite (2) | compression (1) | extensions (2 + n)
/// ```
///
/// @param isNewest whether TLS 1.3 is spoken: all that follows is encrypted
/// @param finishedBytes the length of the Finished message, where it is the newest version
record ServerHello(boolean isNewest, int finishedBytes) {

    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int RECORD_HEADER_BYTES = 5;
    private static final int MESSAGE_HEADER_BYTES = 4;
    private static final int RANDOM_BYTES = 32;

    /// The random of a message that is none of this kind: the client shall try again. It is the
    /// SHA-256 of its name.
    private static final String RETRY =
            "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

    private static final int AES_256_GCM_SHA384 = 0x1302;
    private static final int SHA_384_BYTES = 48;
    private static final int SHA_256_BYTES = 32;

    private static final int SUPPORTED_VERSIONS = 43;

    /// The one that a record begins with, or null. Moves nothing.
    static @Nullable ServerHello readOrNull(ByteBuf record) {
        ByteBuf in = record.duplicate();
        if (in.readableBytes() <= RECORD_HEADER_BYTES || in.readByte() != HANDSHAKE) {
            return null;
        }
        in.skipBytes(RECORD_HEADER_BYTES - 1);
        if (in.getByte(in.readerIndex()) != SERVER_HELLO) {
            return null;
        }
        int length = in.getUnsignedMedium(in.readerIndex() + 1);
        return messageOrNull(in.skipBytes(MESSAGE_HEADER_BYTES).readSlice(length));
    }

    private static @Nullable ServerHello messageOrNull(ByteBuf in) {
        in.skipBytes(Short.BYTES);
        if (ByteBufUtil.hexDump(in.readSlice(RANDOM_BYTES)).equals(RETRY)) {
            return null;
        }
        in.skipBytes(in.readUnsignedByte());
        int hashBytes =
                in.readUnsignedShort() == AES_256_GCM_SHA384 ? SHA_384_BYTES : SHA_256_BYTES;
        in.skipBytes(Byte.BYTES);
        boolean isNewest = false;
        if (in.isReadable()) {
            in.skipBytes(Short.BYTES);
        }
        while (in.isReadable()) {
            int extension = in.readUnsignedShort();
            in.skipBytes(in.readUnsignedShort());
            isNewest |= extension == SUPPORTED_VERSIONS;
        }
        return new ServerHello(isNewest, MESSAGE_HEADER_BYTES + hashBytes);
    }
}
