package dev.warren.amqp.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.door.ProxyHeader.Incomplete;
import dev.warren.amqp.door.ProxyHeader.Malformed;
import dev.warren.amqp.door.ProxyHeader.Told;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyHeaderTest {

    private static final Told TOLD =
            new Told(
                    new InetSocketAddress("192.0.2.1", 51322),
                    new InetSocketAddress("192.0.2.2", 5672));
    private static final String LINE = "PROXY TCP4 192.0.2.1 192.0.2.2 51322 5672\r\n";
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String ADDRESSES = "c0000201c0000202c87a1628";

    @Test
    void lineOfTextIsUnderstoodAndTheRestLeft() {
        ByteBuf in = text(LINE + "AMQP");

        assertThat(ProxyHeader.read(in)).isEqualTo(TOLD);
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("AMQP");
    }

    @Test
    void bytesAreUnderstoodAndTheRestLeft() {
        ByteBuf in = hex(SIGNATURE + "2111000c" + ADDRESSES + "414d5150");

        assertThat(ProxyHeader.read(in)).isEqualTo(TOLD);
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("AMQP");
    }

    @Test
    void whatFollowsTheAddressesIsReadOver() {
        ByteBuf in = hex(SIGNATURE + "21110012" + ADDRESSES + "040003aabbcc" + "41");

        assertThat(ProxyHeader.read(in)).isEqualTo(TOLD);
        assertThat(in.readableBytes()).isEqualTo(1);
    }

    @Test
    void addressesMayBeLong() {
        Told told =
                new Told(
                        new InetSocketAddress("2001:db8::1", 1),
                        new InetSocketAddress("2001:db8::2", 2));
        String address = "20010db8000000000000000000000001" + "20010db8000000000000000000000002";

        assertThat(ProxyHeader.read(text("PROXY TCP6 2001:db8::1 2001:db8::2 1 2\r\n")))
                .isEqualTo(told);
        assertThat(ProxyHeader.read(hex(SIGNATURE + "21210024" + address + "00010002")))
                .isEqualTo(told);
    }

    @Test
    void proxyMaySpeakForItself() {
        assertThat(ProxyHeader.read(text("PROXY UNKNOWN\r\n"))).isEqualTo(ProxyHeader.UNTOLD);
        assertThat(ProxyHeader.read(text("PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n")))
                .isEqualTo(ProxyHeader.UNTOLD);
        assertThat(ProxyHeader.read(hex(SIGNATURE + "20000000"))).isEqualTo(ProxyHeader.UNTOLD);
        assertThat(ProxyHeader.read(hex(SIGNATURE + "21000000"))).isEqualTo(ProxyHeader.UNTOLD);
    }

    @Test
    void everyBeginningIsIncompleteAndLeftAlone() {
        byte[] line = LINE.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = HexFormat.of().parseHex(SIGNATURE + "2111000c" + ADDRESSES);
        for (byte[] whole : new byte[][] {line, bytes}) {
            for (int length = 0; length < whole.length; length++) {
                ByteBuf in = Unpooled.wrappedBuffer(whole, 0, length);

                assertThat(ProxyHeader.read(in)).isInstanceOf(Incomplete.class);
                assertThat(in.readableBytes()).isEqualTo(length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "PO",
                "PROXY TCP4 192.0.2.1 192.0.2.2 51322 5672\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 51322\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 51322 65536\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 51322 -1\r\n",
                "PROXY TCP4 localhost 192.0.2.2 51322 5672\r\n",
                "PROXY TCP4 2001:db8::1 192.0.2.2 51322 5672\r\n",
                "PROXY TCP6 192.0.2.1 192.0.2.2 51322 5672\r\n",
                "PROXY UDP4 192.0.2.1 192.0.2.2 51322 5672\r\n",
                "PROXY \r\n"
            })
    void badTextIsMalformed(String text) {
        assertThat(ProxyHeader.read(text(text))).isInstanceOf(Malformed.class);
    }

    @Test
    void lineWithoutEndIsMalformedWhenItIsTooLong() {
        String endless = "PROXY TCP4 " + "1".repeat(ProxyText.BYTES_MAX);

        assertThat(ProxyHeader.read(text(endless.substring(0, ProxyText.BYTES_MAX - 1))))
                .isInstanceOf(Incomplete.class);
        assertThat(ProxyHeader.read(text(endless.substring(0, ProxyText.BYTES_MAX))))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0d0a0d0a000d0a515549540b",
                SIGNATURE + "1111000c" + ADDRESSES,
                SIGNATURE + "2211000c" + ADDRESSES,
                SIGNATURE + "2112000c" + ADDRESSES,
                SIGNATURE + "2111000b" + ADDRESSES,
                SIGNATURE + "2121000c" + ADDRESSES,
                SIGNATURE + "21111001"
            })
    void badBytesAreMalformed(String hex) {
        assertThat(ProxyHeader.read(hex(hex))).isInstanceOf(Malformed.class);
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static ByteBuf hex(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
    }
}
