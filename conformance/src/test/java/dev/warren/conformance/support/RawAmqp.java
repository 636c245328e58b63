package dev.warren.conformance.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A socket with just enough AMQP to break its rules. It checks nothing that it sends. Owned by the
/// test's thread; every read has a limit.
public final class RawAmqp implements AutoCloseable {
    /// RabbitMQ gives a handshake ten seconds; a read that waits for that end needs more, and a
    /// busy machine more still.
    private static final int READ_MILLIS_MAX = 60_000;

    private final Target target;
    private final Socket socket;
    private final DataInputStream in;
    private OutputStream out;

    RawAmqp(Target target) throws IOException {
        this.target = target;
        this.socket = new Socket(target.host(), target.port());
        this.socket.setSoTimeout(READ_MILLIS_MAX);
        this.socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    // ---- The usual course ----

    /// `AMQP 0 0 9 1`.
    public static byte[] header091() {
        return new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
    }

    /// Everything up to `connection.open-ok`, accepting what the broker proposes, no heartbeats.
    public void handshake() throws IOException {
        login(Map.of());
        var tune = expect(0, "connection.tune");
        tuneOk(tune.shortInt(), tune.longInt(), 0);
        openVhost(target.vhost());
        expect(0, "connection.open-ok");
    }

    /// Header, start and a start-ok with PLAIN and these capabilities.
    public void login(Map<String, Object> capabilities) throws IOException {
        bytes(header091());
        expect(0, "connection.start");
        startOk("PLAIN", plain(target.user(), target.password()), capabilities);
    }

    public static byte[] plain(String user, String password) {
        return ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    }

    public void startOk(String mechanism, byte[] response, Map<String, Object> capabilities)
            throws IOException {
        var arguments =
                Wire.bytes()
                        .table(Map.of("capabilities", capabilities))
                        .shortstr(mechanism)
                        .longstr(response)
                        .shortstr("en_US");
        method(0, "connection.start-ok", arguments);
    }

    public void tuneOk(int channelMax, long frameMax, int heartbeat) throws IOException {
        var arguments = Wire.bytes().shortInt(channelMax).longInt(frameMax).shortInt(heartbeat);
        method(0, "connection.tune-ok", arguments);
    }

    public void openVhost(String vhost) throws IOException {
        openVhostOn(0, vhost);
    }

    /// Sends `connection.open` on a channel of choice.
    public void openVhostOn(int channel, String vhost) throws IOException {
        method(channel, "connection.open", Wire.bytes().shortstr(vhost).shortstr("").octet(0));
    }

    public void openChannel(int channel) throws IOException {
        method(channel, "channel.open", Wire.bytes().shortstr(""));
        expect(channel, "channel.open-ok");
    }

    /// Declares a queue that goes with this connection.
    public void declareQueue(int channel, String queue) throws IOException {
        method(channel, "queue.declare", queueDeclare(queue, 0b100));
        expect(channel, "queue.declare-ok");
    }

    /// Bits, lowest first: passive, durable, exclusive, auto-delete, no-wait.
    public static Wire queueDeclare(String queue, int bits) {
        return Wire.bytes().shortInt(0).shortstr(queue).octet(bits).table(Map.of());
    }

    public static Wire publish(String exchange, String key) {
        return Wire.bytes().shortInt(0).shortstr(exchange).shortstr(key).octet(0);
    }

    // ---- Sending ----

    /// Something that is sent.
    public interface Sending {
        void run() throws IOException;
    }

    /// All that the task sends goes out in one piece, so that the broker reads it at once.
    public void inOnePiece(Sending task) throws IOException {
        var direct = out;
        var piece = new ByteArrayOutputStream();
        out = piece;
        try {
            task.run();
        } finally {
            out = direct;
        }
        bytes(piece.toByteArray());
    }

    public void bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void method(int channel, String name, Wire arguments) throws IOException {
        method(channel, Methods.id(name) >>> 16, Methods.id(name) & 0xFFFF, arguments);
    }

    public void method(int channel, int classId, int methodId, Wire arguments) throws IOException {
        var payload =
                Wire.bytes().shortInt(classId).shortInt(methodId).raw(arguments.toByteArray());
        frame(RawFrame.METHOD, channel, payload);
    }

    /// A content header without properties.
    public void contentHeader(int channel, int classId, long bodySize) throws IOException {
        frame(
                RawFrame.HEADER,
                channel,
                Wire.bytes().shortInt(classId).shortInt(0).longLong(bodySize).shortInt(0));
    }

    public void body(int channel, byte[] bytes) throws IOException {
        frame(RawFrame.BODY, channel, Wire.bytes().raw(bytes));
    }

    public void frame(int type, int channel, Wire payload) throws IOException {
        frame(type, channel, payload, RawFrame.END);
    }

    public void frame(int type, int channel, Wire payload, int end) throws IOException {
        var bytes = payload.toByteArray();
        bytes(Wire.bytes().octet(type).shortInt(channel).longstr(bytes).octet(end).toByteArray());
    }

    // ---- Receiving ----

    /// The next frame, heartbeats left out; null when the broker has ended the connection.
    private @Nullable RawFrame readOrNull() throws IOException {
        var frame = readAnyOrNull();
        while (frame != null && frame.type() == RawFrame.HEARTBEAT) {
            frame = readAnyOrNull();
        }
        return frame;
    }

    /// The next frame, heartbeats too; null when the broker has ended the connection.
    private @Nullable RawFrame readAnyOrNull() throws IOException {
        try {
            var type = in.readUnsignedByte();
            var channel = in.readUnsignedShort();
            var payload = in.readNBytes(in.readInt());
            var end = in.readUnsignedByte();
            if (end != RawFrame.END) {
                throw new AssertionError("a frame that ends with " + end);
            }
            return new RawFrame(type, channel, payload);
        } catch (EOFException | SocketException ended) {
            return null;
        }
    }

    public RawFrame read() throws IOException {
        var frame = readOrNull();
        if (frame == null) {
            throw new AssertionError("the broker has ended the connection");
        }
        return frame;
    }

    /// The next frame, of whatever type.
    public RawFrame readAny() throws IOException {
        var frame = readAnyOrNull();
        if (frame == null) {
            throw new AssertionError("the broker has ended the connection");
        }
        return frame;
    }

    /// Reads one frame, which has to be this method, and returns its arguments.
    public Fields expect(int channel, String method) throws IOException {
        var frame = read();
        if (frame.channel() != channel || !frame.method().equals(method)) {
            throw new AssertionError(
                    "expected " + method + " on channel " + channel + ", got " + describe(frame));
        }
        return frame.arguments();
    }

    /// Reads until the broker closes a channel, the connection or the socket.
    public Closing expectClosing() throws IOException {
        for (var frame = readOrNull(); frame != null; frame = readOrNull()) {
            if (frame.method().equals("connection.close")
                    || frame.method().equals("channel.close")) {
                return closing(frame);
            }
        }
        return Closing.silent();
    }

    /// Whether the socket ends, with nothing but heartbeats before.
    public boolean isEnded() throws IOException {
        return readOrNull() == null;
    }

    /// All bytes up to the end of the socket, whether it ends in peace or with a reset.
    public byte[] readToEnd() throws IOException {
        var bytes = Wire.bytes();
        try {
            for (var octet = in.read(); octet >= 0; octet = in.read()) {
                bytes.octet(octet);
            }
        } catch (SocketException reset) {
            return bytes.toByteArray();
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Closing closing(RawFrame frame) {
        var fields = frame.arguments();
        var code = fields.shortInt();
        var text = Closing.plain(fields.shortstr(), target.vhost());
        var method = Methods.name(fields.shortInt(), fields.shortInt());
        return frame.channel() == 0
                ? Closing.connection(code, text, method)
                : Closing.channel(code, text, method);
    }

    private String describe(RawFrame frame) {
        return frame.method().endsWith(".close") ? closing(frame).toString() : frame.toString();
    }
}
