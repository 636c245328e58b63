package dev.warren.codec.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes written down by hand from the specification.
class MethodBytesTest {

    private static final ShortString Q = ShortString.of("q");
    private static final ShortString X = ShortString.of("x");
    private static final ShortString K = ShortString.of("k");

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of(
                        "000a000b" + "00000000" + "05504c41494e" + "00000002" + "0061" + "02656e",
                        new ConnectionMethod.StartOk(
                                FieldTable.EMPTY,
                                ShortString.of("PLAIN"),
                                Bytes.of("\0a"),
                                ShortString.of("en"))),
                Arguments.of(
                        "000a001e" + "07ff" + "00020000" + "003c",
                        new ConnectionMethod.Tune(2047, 131072, 60)),
                Arguments.of(
                        "000a0028" + "012f" + "00" + "00",
                        new ConnectionMethod.Open(ShortString.of("/"))),
                Arguments.of("000a0029" + "00", new ConnectionMethod.OpenOk()),
                Arguments.of("0014000b" + "00000000", new ChannelMethod.OpenOk()),
                Arguments.of(
                        "00140028" + "0194" + "026e6f" + "0032" + "000a",
                        new ChannelMethod.Close(404, ShortString.of("no"), 50, 10)),
                Arguments.of(
                        "0032000a" + "0000" + "0171" + "0a" + "00000004" + "0161" + "7401",
                        new QueueMethod.Declare(
                                Q,
                                false,
                                true,
                                false,
                                true,
                                false,
                                FieldTable.EMPTY.with("a", true))),
                Arguments.of(
                        "0028000a" + "0000" + "0178" + "016b" + "12" + "00000000",
                        new ExchangeMethod.Declare(
                                X, K, false, true, false, false, true, FieldTable.EMPTY)),
                Arguments.of(
                        "003c0028" + "0000" + "0178" + "016b" + "01",
                        new BasicMethod.Publish(X, K, true, false)),
                Arguments.of(
                        "003c003c" + "0171" + "0000000000000007" + "01" + "0178" + "016b",
                        new BasicMethod.Deliver(Q, 7, true, X, K)),
                Arguments.of(
                        "003c0047" + "0000000000000007" + "00" + "0178" + "016b" + "ffffffff",
                        new BasicMethod.GetOk(7, false, X, K, 4294967295L)),
                Arguments.of("003c0048" + "00", new BasicMethod.GetEmpty()),
                Arguments.of(
                        "003c0078" + "0000000000000009" + "03",
                        new BasicMethod.Nack(9, true, true)),
                Arguments.of("0055000a" + "01", new ConfirmMethod.Select(true)),
                Arguments.of("005a000b", new TxMethod.SelectOk()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void bytesAreThoseOfTheSpecification(String hex, Method method) {
        ByteBuf out = Unpooled.buffer();

        MethodWriter.write(method, out);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex);
        assertThat(MethodReader.read(out, 0, out.writerIndex())).isEqualTo(method);
    }
}
