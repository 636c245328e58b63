package dev.warren.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.warren.codec.value.AmqpException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {

    private static final String OPEN = "01" + "0001" + "00000005" + "0014000a00" + "ce";
    private static final String BEAT = "08" + "0000" + "00000000" + "ce";
    private static final String BODY = "03" + "ffff" + "00000002" + "abcd" + "ce";

    private final FrameReader reader = new FrameReader(Frames.FRAME_MIN);
    private final List<String> frames = new ArrayList<>();

    @Test
    void completeFramesAreHandedOverInTheirOrder() {
        ByteBuf in = bytes(OPEN + BEAT + BODY);

        boolean readAll = reader.read(in, this::note);

        assertThat(readAll).isTrue();
        assertThat(frames).containsExactly("1 1 0014000a00", "8 0 ", "3 65535 abcd");
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void framesMayComeByteByByte() {
        ByteBuf in = Unpooled.buffer();
        ByteBuf all = bytes(OPEN + BEAT + BODY);

        all.forEachByte(octet -> {
            in.writeByte(octet);
            return reader.read(in, this::note);
        });

        assertThat(frames).containsExactly("1 1 0014000a00", "8 0 ", "3 65535 abcd");
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void incompleteFrameStaysInTheBuffer() {
        ByteBuf in = bytes(BEAT + BODY.substring(0, BODY.length() - 2));

        reader.read(in, this::note);

        assertThat(frames).containsExactly("8 0 ");
        assertThat(in.readerIndex()).isEqualTo(8);
    }

    @Test
    void refusedFrameIsOfferedAgain() {
        ByteBuf in = bytes(BEAT + OPEN + BODY);

        boolean readAll = reader.read(in, (type, _, _, _, _) -> type != Frames.METHOD);

        assertThat(readAll).isFalse();
        assertThat(in.readerIndex()).isEqualTo(8);
        reader.read(in, this::note);
        assertThat(frames).containsExactly("1 1 0014000a00", "3 65535 abcd");
    }

    @Test
    void payloadMayExceedTheLimitByTheTolerance() {
        ByteBuf in = bytes("03" + "0001" + "00001000" + "00".repeat(4096) + "ce");

        reader.read(in, this::note);

        assertThat(frames).hasSize(1);
    }

    @Test
    void limitSetByTheSinkHoldsForTheNextFrame() {
        ByteBuf in = bytes(BEAT + "03" + "0001" + "00002000" + "00".repeat(8192) + "ce");

        reader.read(
                in,
                (type, channel, buffer, index, length) -> {
                    reader.frameMax(131072);
                    return note(type, channel, buffer, index, length);
                });

        assertThat(frames).hasSize(2);
    }

    @Test
    void withoutALimitThereStillIsOne() {
        reader.frameMax(0);

        assertThat(errorOf("03" + "0001" + "08000001"))
                .isEqualTo(
                        "FRAME_ERROR - type 3, all octets = <<>>:"
                                + " {frame_too_large,134217729,134217720}");
    }

    /// Texts seen on RabbitMQ 3.10.8.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "03000100001001 | type 3, all octets = <<>>: {frame_too_large,4097,4088}",
                "010001ffffffff | type 1, all octets = <<>>: {frame_too_large,4294967295,4088}",
                "010001000000050014000a0041 |"
                        + " type 1, all octets = <<0,20,0,10,0>>: {invalid_frame_end_marker,65}",
                "0800000000000041 | type 8, all octets = <<>>: {invalid_frame_end_marker,65}",
                "040009000000026162ce | type 4, all octets = <<\"ab\">>: unknown_frame",
                "ff000100000000ce | type 255, all octets = <<>>: unknown_frame",
                "04000100000011"
                        + "6162636465666768696a6b6c6d6e6f7071ce |"
                        + " type 4, first 16 octets = <<\"abcdefghijklmnop\">>: unknown_frame",
                "010001000000020032ce | type 1, all octets = <<0,50>>: unknown_frame",
                "02000100000004003c0000ce | type 2, all octets = <<0,60,0,0>>: unknown_frame",
                "08000000000003616263ce | type 8, all octets = <<\"abc\">>: unknown_frame"
            })
    void malformedFrameIsAFrameError(String hex, String text) {
        assertThat(errorOf(hex)).isEqualTo("FRAME_ERROR - " + text);
        assertThat(frames).isEmpty();
    }

    @Test
    void afterAnErrorTheReaderIndexStandsAtTheFrame() {
        ByteBuf in = bytes(BEAT + "04000100000000ce");

        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> reader.read(in, this::note));
        assertThat(frames).containsExactly("8 0 ");
        assertThat(in.readerIndex()).isEqualTo(8);
    }

    private String errorOf(String hex) {
        ByteBuf in = bytes(hex);
        AmqpException error =
                catchThrowableOfType(AmqpException.class, () -> reader.read(in, this::note));
        assertThat(error.endsConnection()).isTrue();
        return error.replyText();
    }

    private boolean note(int type, int channel, ByteBuf in, int index, int length) {
        frames.add(type + " " + channel + " " + ByteBufUtil.hexDump(in, index, length));
        return true;
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }
}
