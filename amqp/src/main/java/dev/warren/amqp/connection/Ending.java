package dev.warren.amqp.connection;

import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.MethodIds;
import dev.warren.codec.value.AmqpException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/// How a connection ends: who says close, who answers, and when the socket goes (AMQP 0-9-1
/// §2.2.4). Owned by the connection's lane.
final class Ending {

    /// How long a client may take to answer our close.
    private static final long CLOSE_MILLIS_MAX = 30_000;

    /// How long what a client still sends is read away after a broken frame, so that no reset
    /// swallows our close.
    private static final long DRAIN_MILLIS_MAX = 3_000;

    private final AmqpConnection connection;
    private final ChannelHandlerContext ctx;
    private final Outbox outbox;
    private boolean isDiscarding;

    Ending(AmqpConnection connection, ChannelHandlerContext ctx) {
        this.connection = connection;
        this.ctx = ctx;
        this.outbox = connection.outbox();
    }

    /// Whether what still comes in is thrown away unread.
    boolean isDiscarding() {
        return isDiscarding;
    }

    /// We close, for an error or because somebody wants it closed (320).
    void byServer(AmqpException reason, int methodId) {
        connection.enter(ConnectionState.CLOSING);
        // Opened last: frames that were put aside are forgotten by then and cannot close it again.
        connection.release();
        connection.gate().open();
        outbox.send(
                0,
                new ConnectionMethod.Close(
                        reason.code().code(),
                        ReplyTexts.cut(reason.replyText()),
                        methodId >>> 16,
                        methodId & 0xFFFF));
        connection.lane().schedule(this::closeSocket, CLOSE_MILLIS_MAX);
    }

    /// The client closes: it gets its answer when all that it held is given back.
    void byClient() {
        connection.enter(ConnectionState.CLOSING);
        isDiscarding = true;
        connection.log().closed();
        connection
                .release()
                .whenCompleteAsync(
                        (_, _) -> {
                            outbox.send(0, new ConnectionMethod.CloseOk());
                            outbox.flushAndClose();
                        },
                        connection.lane());
    }

    /// The stream is broken: nothing that follows can be understood.
    void afterBrokenFrame() {
        isDiscarding = true;
        connection.lane().schedule(this::closeSocket, DRAIN_MILLIS_MAX);
    }

    /// Ends without a word, as for a client that could not log in and would not understand one.
    void silently() {
        connection.enter(ConnectionState.CLOSED);
        outbox.flushAndClose();
    }

    /// After our close only close-ok counts; a close of the client's that crossed it is answered.
    void frame(int type, int channel, ByteBuf in, int index, int length) {
        if (type != Frames.METHOD || channel != 0 || length < Integer.BYTES) {
            return;
        }
        switch (in.getInt(index)) {
            case MethodIds.CONNECTION_CLOSE -> {
                outbox.send(0, new ConnectionMethod.CloseOk());
                outbox.flushAndClose();
            }
            case MethodIds.CONNECTION_CLOSE_OK -> closeSocket();
            default -> {}
        }
    }

    void closeSocket() {
        if (ctx.channel().isActive()) {
            outbox.flushAndClose();
        }
    }
}
