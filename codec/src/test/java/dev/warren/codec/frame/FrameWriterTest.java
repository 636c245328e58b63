package dev.warren.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.TxMethod;
import dev.warren.codec.value.ShortString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameWriterTest {

    private static final String HEADER = "003c0000" + "0000000000000000" + "0000";
    private static final int HEADER_LENGTH = 14;

    private final ByteBuf out = Unpooled.buffer(0);

    @Test
    void methodStandsInAFrame() {
        FrameWriter.method(out, 258, new TxMethod.Commit());

        assertThat(written()).isEqualTo("01" + "0102" + "00000004" + "005a0014" + "ce");
    }

    @Test
    void heartbeatIsEightBytes() {
        FrameWriter.heartbeat(out);

        assertThat(written()).isEqualTo("08" + "0000" + "00000000" + "ce");
    }

    @Test
    void ackIsTheSameAsTheMethod() {
        FrameWriter.ack(out, 3, 77, true);

        assertThat(written()).isEqualTo(methodFrame(3, new BasicMethod.Ack(77, true)));
    }

    @Test
    void emptyBodyHasNoFrame() {
        FrameWriter.content(out, 1, HexFormat.of().parseHex(HEADER), HEADER_LENGTH, 0, 4096);

        assertThat(written()).isEqualTo("02" + "0001" + "0000000e" + HEADER + "ce");
    }

    @Test
    void smallBodyIsOneFrame() {
        byte[] content = HexFormat.of().parseHex(HEADER + "abcd" + "99");

        FrameWriter.content(out, 1, content, HEADER_LENGTH, 2, 4096);

        assertThat(written())
                .isEqualTo(
                        "02"
                                + "0001"
                                + "0000000e"
                                + HEADER
                                + "ce"
                                + "03"
                                + "0001"
                                + "00000002"
                                + "abcd"
                                + "ce");
    }

    @ParameterizedTest
    @CsvSource({
        "4088, 4096, 1, 4088",
        "4089, 4096, 2, 1",
        "8176, 4096, 2, 4088",
        "8177, 4096, 3, 1",
        "300000, 131072, 3, 37872",
        "300000, 0, 1, 300000"
    })
    void bodyIsSplitIntoFramesThatFit(int bodyLength, int frameMax, int frames, int lastLength) {
        byte[] content = new byte[HEADER_LENGTH + bodyLength];
        Arrays.fill(content, HEADER_LENGTH, content.length, (byte) 7);

        FrameWriter.content(out, 1, content, HEADER_LENGTH, bodyLength, frameMax);

        int framesLength = content.length + (1 + frames) * Frames.OVERHEAD;
        assertThat(out.readableBytes()).isEqualTo(framesLength);
        assertThat(out.getInt(framesLength - lastLength - 5)).isEqualTo(lastLength);
        assertThat(bodyReadBack(frameMax)).isEqualTo("07".repeat(bodyLength));
    }

    @Test
    void deliverIsTheSameAsTheMethod() {
        var encoder = new DeliverEncoder(513, ShortString.of("ctag"));
        ShortString exchange = ShortString.of("logs");
        ShortString key = ShortString.of("k".repeat(255));

        encoder.encode(out, Long.MAX_VALUE, true, exchange, key);
        encoder.encode(out, 1, false, ShortString.EMPTY, key);

        ShortString tag = ShortString.of("ctag");
        assertThat(written())
                .isEqualTo(
                        methodFrame(
                                        513,
                                        new BasicMethod.Deliver(
                                                tag, Long.MAX_VALUE, true, exchange, key))
                                + methodFrame(
                                        513,
                                        new BasicMethod.Deliver(
                                                tag, 1, false, ShortString.EMPTY, key)));
    }

    private String bodyReadBack(int frameMax) {
        var body = new StringBuilder();
        new FrameReader(frameMax)
                .read(
                        out,
                        (type, _, in, index, length) -> {
                            body.append(
                                    type == Frames.BODY
                                            ? ByteBufUtil.hexDump(in, index, length)
                                            : "");
                            return true;
                        });
        return body.toString();
    }

    private String written() {
        return ByteBufUtil.hexDump(out);
    }

    private static String methodFrame(int channel, Method method) {
        ByteBuf frame = Unpooled.buffer();
        FrameWriter.method(frame, channel, method);
        return ByteBufUtil.hexDump(frame);
    }
}
