package dev.warren.bench;

import dev.warren.codec.frame.FrameReader;
import dev.warren.codec.frame.FrameWriter;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// From the bytes of a socket read to messages: a thousand publishes to one target in a row, each a
/// method, a header and a body frame. One operation is one message.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PublishDecodingBench {

    private static final int PUBLISHES = 1_000;
    private static final int FRAME_MAX = 131_072;
    private static final int CHANNEL = 1;

    private static final BasicMethod.Publish METHOD =
            new BasicMethod.Publish(ShortString.EMPTY, ShortString.of("tasks"), false, false);

    @Param({"12", "1000"})
    public int bodyBytes;

    private final ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer();
    private final FrameReader reader = new FrameReader(FRAME_MAX);
    private final PublishSink sink = new PublishSink();

    @Setup
    public void setUp() {
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY.withDeliveryMode(1), bodyBytes);
        byte[] content = Arrays.copyOf(header, header.length + bodyBytes);
        for (int i = 0; i < PUBLISHES; i++) {
            FrameWriter.method(in, CHANNEL, METHOD);
            FrameWriter.content(in, CHANNEL, content, header.length, bodyBytes, FRAME_MAX);
        }
    }

    @TearDown
    public void tearDown() {
        in.release();
    }

    @Benchmark
    @OperationsPerInvocation(PUBLISHES)
    public Message decode(Blackhole taken) {
        in.readerIndex(0);
        sink.into(taken);
        if (!reader.read(in, sink) || in.isReadable()) {
            throw new IllegalStateException("stopped at " + in.readerIndex());
        }
        return sink.last();
    }
}
