package dev.warren.codec.frame;

import io.netty.buffer.ByteBuf;

/// What a client's first eight bytes ask for. AMQP 0-9-1 §4.2.2.
public enum ProtocolHeader {
    /// Fewer than eight bytes have come.
    INCOMPLETE,
    AMQP_0_9_1,
    /// Spoken as 0-9-1, as RabbitMQ does.
    AMQP_0_9,
    /// Not ours; the client looks like a browser or a health check.
    HTTP,
    /// Not ours; a TLS client on a port without TLS.
    TLS,
    OTHER;

    public static final int LENGTH = 8;

    private static final long BYTES_0_9_1 = 0x414D5150_00000901L;
    private static final long BYTES_0_9 = 0x414D5150_01010009L;
    private static final int TLS_HANDSHAKE_3 = 0x1603;

    /// Looks at the first eight bytes without moving the reader index.
    public static ProtocolHeader recognise(ByteBuf in) {
        if (in.readableBytes() < LENGTH) {
            return INCOMPLETE;
        }
        long bytes = in.getLong(in.readerIndex());
        if (bytes == BYTES_0_9_1) {
            return AMQP_0_9_1;
        }
        if (bytes == BYTES_0_9) {
            return AMQP_0_9;
        }
        return foreign((int) (bytes >>> 32));
    }

    /// Whether the connection goes on with connection.start.
    public boolean isSpoken() {
        return this == AMQP_0_9_1 || this == AMQP_0_9;
    }

    /// Writes the header that answers a client whose own we do not speak.
    public static void write(ByteBuf out) {
        out.writeLong(BYTES_0_9_1);
    }

    private static ProtocolHeader foreign(int firstFour) {
        if (firstFour >>> 16 == TLS_HANDSHAKE_3) {
            return TLS;
        }
        return switch (firstFour) {
            case 0x47455420, 0x48454144, 0x504F5354, 0x50555420, 0x4F505449 ->
                    // "GET ", "HEAD", "POST", "PUT ", "OPTI"
                    HTTP;
            default -> OTHER;
        };
    }
}
