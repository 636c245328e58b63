package dev.warren.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.method.MethodReader;
import dev.warren.codec.method.RandomMethods;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.RandomValues;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Streams of chance and malice. Every failure names its seed.
class FrameFuzzTest {

    private static final int SEEDS = 3000;
    private static final int FRAME_MAX = 4096;

    @Test
    void randomBytesAreReadOrRefused() {
        forEachSeed(seed -> {
            var random = new SplittableRandom(seed);
            run(random, new RandomValues(random).bytes(2000));
        });
    }

    @Test
    void validStreamsAreReadToTheEnd() {
        forEachSeed(seed -> {
            var random = new SplittableRandom(seed);
            byte[] stream = validStream(random);
            assertThat(run(random, stream)).isEqualTo(stream.length);
        });
    }

    @Test
    void damagedStreamsAreReadOrRefused() {
        forEachSeed(seed -> {
            var random = new SplittableRandom(seed);
            byte[] stream = validStream(random);
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                stream[random.nextInt(stream.length)] = (byte) random.nextInt();
            }
            run(random, stream);
        });
    }

    @Test
    void giantLengthsAreRefusedAtOnce() {
        forEachSeed(seed -> {
            var random = new SplittableRandom(seed);
            int size = FRAME_MAX + 1 + random.nextInt(Integer.MAX_VALUE - FRAME_MAX);
            byte[] prefix = new byte[Frames.PREFIX_LENGTH];
            prefix[0] = (byte) random.nextInt();
            for (int i = 0; i < 4; i++) {
                prefix[3 + i] = (byte) (size >>> 24 - 8 * i);
            }
            assertThat(run(random, prefix)).isEqualTo(-1);
        });
    }

    private static void forEachSeed(IntConsumer check) {
        assertThat(IntStream.range(0, SEEDS).boxed()).allSatisfy(seed -> check.accept(seed));
    }

    /// Feeds a stream in pieces, decodes what comes out, and says how many bytes were consumed, or
    /// -1 when the stream was refused.
    private static int run(SplittableRandom random, byte[] stream) {
        ByteBuf in = PooledByteBufAllocator.DEFAULT.buffer();
        try {
            return feed(random, stream, in);
        } catch (AmqpException refused) {
            assertThat(refused.endsConnection()).isTrue();
            assertThat(refused.getMessage()).hasSizeLessThan(1000);
            return -1;
        } finally {
            assertThat(in.readerIndex()).isBetween(0, in.writerIndex());
            assertThat(in.refCnt()).isEqualTo(1);
            in.release();
        }
    }

    private static int feed(SplittableRandom random, byte[] stream, ByteBuf in) {
        var reader = new FrameReader(FRAME_MAX);
        int at = 0;
        while (at < stream.length) {
            int piece = Math.min(stream.length - at, 1 + random.nextInt(700));
            in.writeBytes(stream, at, piece);
            at += piece;
            int written = in.writerIndex();
            FrameSink sink = (type, channel, b, i, n) -> take(random, type, channel, b, i, n);
            while (!reader.read(in, sink)) {
                assertThat(in.isReadable()).isTrue();
            }
            assertThat(in.writerIndex()).isEqualTo(written);
            assertThat(in.readableBytes()).isLessThan(FRAME_MAX + Frames.OVERHEAD);
        }
        return in.readerIndex();
    }

    private static boolean take(
            SplittableRandom random, int type, int channel, ByteBuf in, int index, int length) {
        assertThat(channel).isBetween(0, 65535);
        assertThat(index - Frames.PREFIX_LENGTH).isEqualTo(in.readerIndex());
        if (type == Frames.METHOD) {
            MethodReader.read(in, index, length);
        } else if (type == Frames.HEADER) {
            byte[] header = ByteBufUtil.getBytes(in, index, length);
            ContentHeader.validate(header, 0, length);
            ContentHeader.decodeProperties(header, 0, length);
        }
        return random.nextInt(10) > 0;
    }

    /// Some methods, heartbeats and contents in a row.
    private static byte[] validStream(SplittableRandom random) {
        ByteBuf out = PooledByteBufAllocator.DEFAULT.buffer();
        try {
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                writeSomething(random, out);
            }
            return ByteBufUtil.getBytes(out);
        } finally {
            out.release();
        }
    }

    private static void writeSomething(SplittableRandom random, ByteBuf out) {
        int start = out.writerIndex();
        switch (random.nextInt(4)) {
            case 0 -> FrameWriter.heartbeat(out);
            case 1 -> writeContent(random, out);
            default -> FrameWriter.method(out, 1, new RandomMethods(random).any());
        }
        if (out.writerIndex() - start > FRAME_MAX && out.getByte(start) != Frames.HEADER) {
            out.writerIndex(start);
            FrameWriter.heartbeat(out);
        }
    }

    private static void writeContent(SplittableRandom random, ByteBuf out) {
        byte[] body = new RandomValues(random).bytes(10_000);
        BasicProperties properties = new RandomValues(random).properties().withHeaders(null);
        byte[] header = ContentHeader.encode(properties, body.length);
        byte[] content = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, content, header.length, body.length);
        FrameWriter.content(out, 2, content, header.length, body.length, FRAME_MAX);
    }
}
