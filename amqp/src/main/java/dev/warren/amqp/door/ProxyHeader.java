package dev.warren.amqp.door;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/// What the beginning of a socket says in the PROXY protocol, version 1 or 2.
sealed interface ProxyHeader {

    /// More bytes are to come.
    record Incomplete() implements ProxyHeader {}

    /// Who the client is, and where it has connected to.
    record Told(InetSocketAddress client, InetSocketAddress server) implements ProxyHeader {}

    /// The proxy speaks for itself, as for a health check, or does not know the client.
    record Untold() implements ProxyHeader {}

    record Malformed(String reason) implements ProxyHeader {}

    ProxyHeader INCOMPLETE = new Incomplete();
    ProxyHeader UNTOLD = new Untold();

    /// Takes a whole header from the buffer; leaves it alone while it is incomplete. Whatever
    /// cannot become a header is malformed with its first wrong byte, so that a client without a
    /// proxy does not wait.
    static ProxyHeader read(ByteBuf in) {
        if (!in.isReadable()) {
            return INCOMPLETE;
        }
        return in.getByte(in.readerIndex()) == 'P' ? ProxyText.read(in) : ProxyBinary.read(in);
    }
}
