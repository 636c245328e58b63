package dev.warren.bench;

import dev.warren.codec.frame.FrameSink;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/// What a channel does with the frames of a publish, without the channel: it knows its last target
/// by the bytes of the method, and puts header and body together in one array.
final class PublishSink implements FrameSink {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int ARGUMENTS_OFFSET = 6;

    private byte[] arguments = {};
    private ShortString exchange = ShortString.EMPTY;
    private ShortString routingKey = ShortString.EMPTY;

    private byte[] content = {};
    private int headerLength;
    private int filled;
    private @Nullable Blackhole taken;
    private @Nullable Message last;

    void into(Blackhole blackhole) {
        taken = blackhole;
    }

    Message last() {
        Message message = last;
        if (message == null) {
            throw new IllegalStateException("no message");
        }
        return message;
    }

    @Override
    public boolean frame(int type, int channel, ByteBuf in, int index, int length) {
        switch (type) {
            case Frames.METHOD -> method(in, index, length);
            case Frames.HEADER -> header(in, index, length);
            case Frames.BODY -> body(in, index, length);
            default -> throw new IllegalStateException("frame of type " + type);
        }
        return true;
    }

    private void method(ByteBuf in, int index, int length) {
        if (!isSame(in, index + ARGUMENTS_OFFSET, length - ARGUMENTS_OFFSET)) {
            BasicMethod.Publish method = (BasicMethod.Publish) MethodReader.read(in, index, length);
            exchange = method.exchange();
            routingKey = method.routingKey();
            arguments = new byte[length - ARGUMENTS_OFFSET];
            in.getBytes(index + ARGUMENTS_OFFSET, arguments);
        }
    }

    private boolean isSame(ByteBuf in, int from, int count) {
        if (arguments.length != count) {
            return false;
        }
        int i = 0;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            if (in.getLong(from + i) != (long) LONGS.get(arguments, i)) {
                return false;
            }
        }
        for (; i < count; i++) {
            if (in.getByte(from + i) != arguments[i]) {
                return false;
            }
        }
        return true;
    }

    private void header(ByteBuf in, int index, int length) {
        int bodyLength = (int) in.getLong(index + 4);
        headerLength = length;
        content = new byte[length + bodyLength];
        in.getBytes(index, content, 0, length);
        ContentHeader.validate(content, 0, length);
        filled = length;
    }

    private void body(ByteBuf in, int index, int length) {
        in.getBytes(index, content, filled, length);
        filled += length;
        if (filled == content.length) {
            complete(new Message(exchange, routingKey, content, headerLength));
        }
    }

    private void complete(Message message) {
        last = message;
        Blackhole into = taken;
        if (into != null) {
            into.consume(message);
        }
    }
}
