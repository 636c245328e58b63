package dev.warren.conformance.badinput;

import dev.warren.conformance.foreign.ForeignTarget;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A socket to the broker that says whatever a test wants, in or out of order. Owned by one test;
/// every read ends after [#READ_MILLIS_MAX].
final class Peer implements AutoCloseable {
    static final byte[] PROTOCOL_HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
    static final int FRAME_MAX = 131_072;
    static final int FRAME_MIN_SIZE = 4096;

    /// Longer than RabbitMQ's handshake time-out of 10 s.
    private static final int READ_MILLIS_MAX = 60_000;

    private static final int CONNECTION = 10;
    private static final int CHANNEL = 20;

    private final Socket socket;
    private final DataInputStream in;

    private Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static Peer connect(ForeignTarget target) throws IOException {
        var socket = new Socket(target.host(), target.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_MILLIS_MAX);
        return new Peer(socket);
    }

    /// Has sent the protocol header and read `connection.start`.
    static Peer greeted(ForeignTarget target) throws IOException {
        var peer = connect(target);
        peer.send(PROTOCOL_HEADER);
        peer.expect(CONNECTION, 10);
        return peer;
    }

    /// Has logged in and read `connection.tune`.
    static Peer loggedIn(ForeignTarget target) throws IOException {
        var peer = greeted(target);
        peer.send(startOk(new byte[0]));
        peer.expect(CONNECTION, 30);
        return peer;
    }

    /// Has an open connection with channel 1.
    static Peer open(ForeignTarget target, int frameMax) throws IOException {
        var peer = loggedIn(target);
        peer.send(tuneOkAndOpen(frameMax));
        peer.expect(CONNECTION, 41);
        peer.send(channelOpen());
        peer.expect(CHANNEL, 11);
        return peer;
    }

    static Peer open(ForeignTarget target) throws IOException {
        return open(target, FRAME_MAX);
    }

    static byte[] startOk(byte[] clientProperties) {
        var arguments =
                new Wire()
                        .longString(clientProperties)
                        .shortString("PLAIN")
                        .longString("\0guest\0guest".getBytes(StandardCharsets.UTF_8))
                        .shortString("en_US");
        return Wire.method(0, CONNECTION, 11, arguments.bytes());
    }

    static byte[] tuneOkAndOpen(int frameMax) {
        var tuneOk = new Wire().u16(2047).u32(frameMax).u16(0);
        var open = new Wire().shortString("/").shortString("").u8(0);
        return new Wire()
                .raw(Wire.method(0, CONNECTION, 31, tuneOk.bytes()))
                .raw(Wire.method(0, CONNECTION, 40, open.bytes()))
                .bytes();
    }

    static byte[] channelOpen() {
        return Wire.method(1, CHANNEL, 10, new Wire().shortString("").bytes());
    }

    /// `queue.declare` of an exclusive queue.
    static byte[] declare(String queue, byte[] arguments) {
        var fields = new Wire().u16(0).shortString(queue).u8(0b100).longString(arguments);
        return Wire.method(1, 50, 10, fields.bytes());
    }

    static byte[] publish(String queue) {
        var fields = new Wire().u16(0).shortString("").shortString(queue).u8(0);
        return Wire.method(1, 60, 40, fields.bytes());
    }

    /// Sends as much as the broker takes: one that has closed the connection already is no fault.
    void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException ignoredTheBrokerHasClosed) {
            // What it thought of us stands in what it sent before.
        }
    }

    void sendByteByByte(byte[] bytes) throws IOException {
        for (byte octet : bytes) {
            socket.getOutputStream().write(octet);
        }
    }

    /// Reads one method frame, which must be this one, and returns its arguments.
    ByteBuffer expect(int classId, int methodId) throws IOException {
        var payload = readFrame();
        int actualClass = payload.getShort();
        int actualMethod = payload.getShort();
        if (actualClass != classId || actualMethod != methodId) {
            throw new AssertionError(
                    "expected method %d.%d, got %d.%d"
                            .formatted(classId, methodId, actualClass, actualMethod));
        }
        return payload;
    }

    /// The payload of the next frame.
    ByteBuffer readFrame() throws IOException {
        in.skipNBytes(3);
        var payload = ByteBuffer.wrap(in.readNBytes(in.readInt()));
        in.skipNBytes(1);
        return payload;
    }

    /// Reads until the broker closes the channel or the connection, or just drops it.
    Ending awaitEnding() throws IOException {
        try {
            while (true) {
                var payload = readFrame();
                int classId = payload.getShort();
                int methodId = payload.getShort();
                if (classId == CONNECTION && methodId == 50
                        || classId == CHANNEL && methodId == 40) {
                    return ending(payload);
                }
            }
        } catch (EOFException | SocketException ignoredThisIsAnEndingToo) {
            return Ending.SILENT;
        }
    }

    private static Ending ending(ByteBuffer payload) {
        int code = payload.getShort();
        var text = new byte[payload.get() & 0xFF];
        payload.get(text);
        return new Ending(code, new String(text, StandardCharsets.UTF_8));
    }

    /// All bytes until the broker drops the connection.
    byte[] awaitEnd() throws IOException {
        var received = new ByteArrayOutputStream();
        try {
            in.transferTo(received);
        } catch (SocketException ignoredResetIsAnEndToo) {
            // The bytes before it count.
        }
        return received.toByteArray();
    }

    boolean hasReceived() throws IOException {
        return in.available() > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
