package dev.warren.amqp.connection;

import dev.warren.codec.frame.FrameErrors;
import dev.warren.codec.frame.FrameReader;
import dev.warren.codec.frame.FrameSink;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import io.netty.buffer.ByteBuf;

/// What a client sends, frame by frame: says who takes each, and where a mistake in it ends. Owned
/// by the connection's lane.
final class IncomingFrames implements FrameSink {

    private final AmqpConnection connection;
    private final FrameReader reader;
    private final ReadGate gate;
    private final Heartbeats heartbeats;
    private final ChannelTable channels;

    IncomingFrames(AmqpConnection connection, int initialFrameMaxBytes) {
        this.connection = connection;
        this.reader = new FrameReader(initialFrameMaxBytes);
        this.gate = connection.gate();
        this.heartbeats = connection.heartbeats();
        this.channels = connection.channels();
    }

    void setFrameMax(int bytes) {
        reader.frameMax(bytes);
    }

    /// Reads all whole frames that there are, until one has to wait.
    void read(ByteBuf in) {
        if (connection.ending().isDiscarding() || connection.state() == ConnectionState.CLOSED) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            reader.read(in, this);
        } catch (AmqpException e) {
            connection.fail(0, 0, e);
            connection.ending().afterBrokenFrame();
            in.skipBytes(in.readableBytes());
        }
    }

    @Override
    public boolean frame(int type, int channel, ByteBuf in, int index, int length) {
        if (gate.isClosed()) {
            return false;
        }
        heartbeats.received();
        ConnectionState state = connection.state();
        if (state == ConnectionState.CLOSING) {
            connection.ending().frame(type, channel, in, index, length);
            return true;
        }
        int methodId = type == Frames.METHOD && length >= 4 ? in.getInt(index) : 0;
        try {
            if (channel != 0 && state == ConnectionState.RUNNING) {
                return channels.frame(type, channel, methodId, in, index, length);
            }
            connectionFrame(type, channel, in, index, length);
            return true;
        } catch (AmqpException e) {
            connection.fail(channel, channels.failedMethod(channel, methodId), e);
            return true;
        } catch (RuntimeException | AssertionError e) {
            connection.log().failedInternally(e);
            connection.fail(
                    0, methodId, new AmqpException(ReplyCode.INTERNAL_ERROR, "internal error"));
            return true;
        }
    }

    private void connectionFrame(int type, int channel, ByteBuf in, int index, int length) {
        if (type == Frames.HEARTBEAT && channel == 0) {
            return;
        }
        if (type != Frames.METHOD || channel != 0) {
            throw FrameErrors.unexpectedFrame(type, in, index, length);
        }
        Handshake handshake = connection.handshake();
        if (!(MethodReader.read(in, index, length) instanceof ConnectionMethod method)) {
            throw handshake.unexpectedMethod();
        }
        switch (method) {
            case ConnectionMethod.Close _ -> connection.ending().byClient();
            case ConnectionMethod.UpdateSecret secret
                    when connection.state() == ConnectionState.RUNNING ->
                    handshake.updateSecret(secret);
            default -> handshake.handle(method);
        }
    }
}
