package dev.warren.amqp.door;

import dev.warren.amqp.door.ProxyHeader.Malformed;
import dev.warren.amqp.door.ProxyHeader.Told;
import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Version 1 of the PROXY protocol, one line of text: `PROXY TCP4 192.0.2.1 192.0.2.2 51322 5672`.
final class ProxyText {

    /// The longest line that the protocol knows, its end included.
    static final int BYTES_MAX = 107;

    private static final byte[] BEGIN = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final int WORDS = 6;
    private static final int PORT_MAX = 65_535;
    private static final int PORT_DIGITS_MAX = 5;

    private ProxyText() {}

    static ProxyHeader read(ByteBuf in) {
        int start = in.readerIndex();
        for (int i = 0; i < Math.min(BEGIN.length, in.readableBytes()); i++) {
            if (in.getByte(start + i) != BEGIN[i]) {
                return new Malformed("it does not begin with a PROXY header");
            }
        }
        int end = in.indexOf(start, start + Math.min(BYTES_MAX, in.readableBytes()), (byte) '\n');
        if (end < 0) {
            return in.readableBytes() < BYTES_MAX
                    ? ProxyHeader.INCOMPLETE
                    : new Malformed("its line is longer than " + BYTES_MAX + " bytes");
        }
        if (in.getByte(end - 1) != '\r') {
            return new Malformed("its line does not end as it should");
        }
        String line = in.toString(start, end - 1 - start, StandardCharsets.US_ASCII);
        in.readerIndex(end + 1);
        return line(line);
    }

    private static ProxyHeader line(String line) {
        String[] words = line.split(" ", -1);
        if (words[1].equals("UNKNOWN")) {
            return ProxyHeader.UNTOLD;
        }
        int addressBytes =
                switch (words[1]) {
                    case "TCP4" -> 4;
                    case "TCP6" -> 16;
                    default -> 0;
                };
        if (addressBytes == 0 || words.length != WORDS) {
            return new Malformed("its line is not of a kind that is known");
        }
        InetSocketAddress client = addressOrNull(words[2], words[4], addressBytes);
        InetSocketAddress server = addressOrNull(words[3], words[5], addressBytes);
        return client == null || server == null
                ? new Malformed("an address or port in its line is none")
                : new Told(client, server);
    }

    /// Never asks for the address of a name.
    private static @Nullable InetSocketAddress addressOrNull(
            String host, String port, int addressBytes) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        int number = portOrNegative(port);
        if (address == null || address.length != addressBytes || number < 0) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), number);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + addressBytes + " bytes", e);
        }
    }

    private static int portOrNegative(String text) {
        boolean isNumber =
                !text.isEmpty()
                        && text.length() <= PORT_DIGITS_MAX
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = isNumber ? Integer.parseInt(text) : -1;
        return port <= PORT_MAX ? port : -1;
    }
}
