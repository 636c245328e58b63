package dev.warren.codec.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodErrorsTest {

    private static final int SEEDS = 3000;

    /// The texts of the first three were seen on RabbitMQ 3.10.8.
    @ParameterizedTest
    @CsvSource({
        "'0032000a0000056162', '<<0,0,5,97,98>>'",
        "'0032000a00000008000000007a7a', '<<0,0,0,8,0,0,0,0,122,122>>'",
        "'005a000a7a7a', '<<122,122>>'",
        "'00320063616263', '<<97,98,99>>'",
        "'0037000a', '<<>>'",
        "'003200', '<<>>'",
        "'000a001e', '<<>>'"
    })
    void whatCannotBeDecodedIsAFrameErrorWithItsArguments(String hex, String shown) {
        AmqpException error = catchThrowableOfType(AmqpException.class, () -> read(hex));

        assertThat(error.replyText()).isEqualTo("FRAME_ERROR - cannot decode " + shown);
        assertThat(error.endsConnection()).isTrue();
    }

    /// Seen on RabbitMQ 3.10.8. The bytes: one that begins nothing, a character cut short, an
    /// overlong slash, a surrogate.
    @ParameterizedTest
    @ValueSource(strings = {"01ff", "02c3c3", "02c0af", "03eda080"})
    void nameThatIsNoUtf8IsAFrameError(String queue) {
        AmqpException error =
                catchThrowableOfType(
                        AmqpException.class,
                        () -> read("0032000a" + "0000" + queue + "0000000000"));

        assertThat(error.code()).isEqualTo(ReplyCode.FRAME_ERROR);
        assertThat(error.code().code()).isEqualTo(501);
        assertThat(error.replyText()).isEqualTo("FRAME_ERROR - Malformed UTF-8 in shortstr");
        assertThat(error.endsConnection()).isTrue();
    }

    @Test
    void publishKeepsAnyBytes() {
        Method publish = read("003c0028" + "0000" + "01ff" + "02c3c3" + "00");

        assertThat(publish)
                .isEqualTo(
                        new BasicMethod.Publish(
                                ShortString.owned(new byte[] {(byte) 0xff}),
                                ShortString.owned(new byte[] {(byte) 0xc3, (byte) 0xc3}),
                                false,
                                false));
    }

    @Test
    void longGarbageIsShownInPart() {
        AmqpException error =
                catchThrowableOfType(
                        AmqpException.class, () -> read("005a000a" + "00".repeat(100_000)));

        assertThat(error.replyText()).hasSizeBetween(256, 1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01615a", "0161490000"})
    void malformedTableIsASyntaxError(String table) {
        String length = String.format("%08x", table.length() / 2);

        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> read("0032000a" + "0000" + "00" + "00" + length + table))
                .matches(e -> e.code() == ReplyCode.SYNTAX_ERROR && e.endsConnection());
    }

    @Test
    void announcedLengthsBeyondTheEndAllocateNothing() {
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> read("000a0015" + "ffffffff"))
                .matches(e -> e.code() == ReplyCode.FRAME_ERROR);
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> read("000a0015" + "7fffffff"))
                .matches(e -> e.code() == ReplyCode.FRAME_ERROR);
    }

    @Test
    void spareBitsAreIgnored() {
        assertThat(read("003c0050" + "0000000000000001" + "ff"))
                .isEqualTo(new BasicMethod.Ack(1, true));
    }

    @Test
    void damagedMethodsAreReadOrRefused() {
        assertThat(IntStream.range(0, SEEDS).boxed()).allSatisfy(MethodErrorsTest::readOrRefused);
    }

    private static void readOrRefused(int seed) {
        var random = new SplittableRandom(seed);
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        try {
            MethodWriter.write(new RandomMethods(random).any(), buffer);
            int length = random.nextInt(buffer.writerIndex() + 1);
            buffer.setByte(random.nextInt(buffer.writerIndex()), random.nextInt());
            MethodReader.read(buffer, 0, length);
        } catch (AmqpException refused) {
            assertThat(refused.endsConnection()).as("seed %d", seed).isTrue();
        } finally {
            assertThat(buffer.readerIndex()).isZero();
            assertThat(buffer.release()).as("seed %d", seed).isTrue();
        }
    }

    private static Method read(String hex) {
        ByteBuf payload = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        return MethodReader.read(payload, 0, payload.readableBytes());
    }
}
