package dev.warren.amqp.door;

import dev.warren.amqp.door.ProxyHeader.Malformed;
import dev.warren.amqp.door.ProxyHeader.Told;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Version 2 of the PROXY protocol, in bytes:
///
/// ```
///   signature (12) | version, command | family, transport | length (2) | addresses, ports | more
/// ```
///
/// What follows the addresses is read over.
final class ProxyBinary {

    /// The most that may follow the fixed part. Addresses take 36 bytes; proxies add little.
    static final int LENGTH_MAX = 4096;

    private static final byte[] SIGNATURE = {
        '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
    };
    private static final int FIXED_BYTES = 16;
    private static final int VERSION_2 = 0x20;
    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int UNSPECIFIED = 0x00;
    private static final int TCP_4 = 0x11;
    private static final int TCP_6 = 0x21;
    private static final int UNIX_STREAM = 0x31;

    private ProxyBinary() {}

    static ProxyHeader read(ByteBuf in) {
        int start = in.readerIndex();
        for (int i = 0; i < Math.min(SIGNATURE.length, in.readableBytes()); i++) {
            if (in.getByte(start + i) != SIGNATURE[i]) {
                return new Malformed("it does not begin with a PROXY header");
            }
        }
        if (in.readableBytes() < FIXED_BYTES) {
            return ProxyHeader.INCOMPLETE;
        }
        int length = in.getUnsignedShort(start + FIXED_BYTES - 2);
        if (length > LENGTH_MAX) {
            return new Malformed("its header has more than " + LENGTH_MAX + " bytes");
        }
        if (in.readableBytes() < FIXED_BYTES + length) {
            return ProxyHeader.INCOMPLETE;
        }
        in.skipBytes(FIXED_BYTES);
        return whole(in.getByte(start + 12), in.getByte(start + 13), in.readSlice(length));
    }

    private static ProxyHeader whole(int versionAndCommand, int family, ByteBuf rest) {
        int command = versionAndCommand & 0x0F;
        if ((versionAndCommand & 0xF0) != VERSION_2 || command > PROXY) {
            return new Malformed("its header is not of version 2");
        }
        if (command == LOCAL) {
            return ProxyHeader.UNTOLD;
        }
        return switch (family) {
            case TCP_4 -> addresses(rest, 4);
            case TCP_6 -> addresses(rest, 16);
            case UNSPECIFIED, UNIX_STREAM -> ProxyHeader.UNTOLD;
            default -> new Malformed("its header is not for a stream");
        };
    }

    private static ProxyHeader addresses(ByteBuf in, int addressBytes) {
        if (in.readableBytes() < 2 * (addressBytes + Short.BYTES)) {
            return new Malformed("its addresses are cut off");
        }
        InetAddress client = address(in, addressBytes);
        InetAddress server = address(in, addressBytes);
        return new Told(
                new InetSocketAddress(client, in.readUnsignedShort()),
                new InetSocketAddress(server, in.readUnsignedShort()));
    }

    private static InetAddress address(ByteBuf in, int bytes) {
        byte[] address = new byte[bytes];
        in.readBytes(address);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes + " bytes", e);
        }
    }
}
