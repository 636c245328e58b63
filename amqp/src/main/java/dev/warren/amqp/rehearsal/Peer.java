package dev.warren.amqp.rehearsal;

import dev.warren.codec.frame.FrameWriter;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.frame.ProtocolHeader;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/// A connection with one channel, for one thread that waits for each answer.
final class Peer implements AutoCloseable {

    private static final int CHANNEL = 1;

    /// A broker that is silent for longer has failed.
    private static final int SILENCE_MILLIS_MAX = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final ByteBuf out = Unpooled.buffer();

    private Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static Peer connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS_MAX);
        return new Peer(socket);
    }

    void open() throws IOException {
        ProtocolHeader.write(out);
        await(ConnectionMethod.Start.class);
        write(
                0,
                new ConnectionMethod.StartOk(
                        FieldTable.EMPTY,
                        ShortString.of("PLAIN"),
                        Bytes.of("\0guest\0guest"),
                        ShortString.of("en_US")));
        ConnectionMethod.Tune tune = await(ConnectionMethod.Tune.class);
        write(0, new ConnectionMethod.TuneOk(tune.channelMax(), tune.frameMax(), 0));
        write(0, new ConnectionMethod.Open(ShortString.of("/")));
        await(ConnectionMethod.OpenOk.class);
        call(new ChannelMethod.Open(), ChannelMethod.OpenOk.class);
    }

    void goodbye() throws IOException {
        write(0, new ConnectionMethod.Close(200, ShortString.EMPTY, 0, 0));
        await(ConnectionMethod.CloseOk.class);
    }

    <M extends Method> M call(Method method, Class<M> answer) throws IOException {
        send(method);
        return await(answer);
    }

    /// On its way with the next [#await].
    void send(Method method) {
        write(CHANNEL, method);
    }

    void publish(
            ShortString exchange, ShortString key, BasicProperties properties, int bodyLength) {
        byte[] header = ContentHeader.encode(properties, bodyLength);
        byte[] content = Arrays.copyOf(header, header.length + bodyLength);
        write(CHANNEL, new BasicMethod.Publish(exchange, key, false, false));
        FrameWriter.content(out, CHANNEL, content, header.length, bodyLength, 0);
    }

    /// The next method of a kind; what comes before it is passed over.
    <M extends Method> M await(Class<M> kind) throws IOException {
        flush();
        while (true) {
            Method method = nextMethod();
            if (kind.isInstance(method)) {
                return kind.cast(method);
            }
        }
    }

    private Method nextMethod() throws IOException {
        while (true) {
            int type = in.readUnsignedByte();
            in.skipNBytes(Short.BYTES);
            byte[] payload = new byte[in.readInt()];
            in.readFully(payload);
            in.skipNBytes(1);
            if (type == Frames.METHOD) {
                return MethodReader.read(Unpooled.wrappedBuffer(payload), 0, payload.length);
            }
        }
    }

    private void write(int channel, Method method) {
        FrameWriter.method(out, channel, method);
    }

    private void flush() throws IOException {
        out.readBytes(socket.getOutputStream(), out.readableBytes());
        out.clear();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
