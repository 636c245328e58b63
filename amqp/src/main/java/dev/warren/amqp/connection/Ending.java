package dev.warren.amqp.connection;

import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.MethodIds;
import dev.warren.codec.value.AmqpException;
import dev.warren.engine.lane.Lane;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// How a connection ends: who says close, who answers, and when the socket goes (AMQP 0-9-1
/// §2.2.4). Owned by the connection's lane.
///
/// Whoever is told of the end finds everything given back, exclusive queues among it: a client that
/// comes back at once may declare the same names again.
///
/// After the client's close, and our answer, the socket is the client's to close, as with RabbitMQ:
/// several of its threads may say close, and the later ones find an answer instead of a broken
/// connection. One that leaves it open for too long loses it.
final class Ending {

    /// How long a client may take to answer our close, or to go after its own.
    private static final long CLOSE_MILLIS_MAX = 30_000;

    /// How long what a client still sends is read away after a broken frame, so that no reset
    /// swallows our close.
    private static final long DRAIN_MILLIS_MAX = 3_000;

    private final AmqpConnection connection;
    private final ChannelHandlerContext ctx;
    private final Outbox outbox;

    /// Completes when the other side has been told, by our close or the answer to its own, or has
    /// gone.
    private final CompletableFuture<Void> told = new CompletableFuture<>();

    private boolean isDiscarding;
    private boolean isOurs;

    /// Whether the client's own close waits for ours to be said.
    private boolean isCrossed;

    private boolean isHurried;
    private Lane.@Nullable Timer limit;

    Ending(AmqpConnection connection, ChannelHandlerContext ctx) {
        this.connection = connection;
        this.ctx = ctx;
        this.outbox = connection.outbox();
    }

    /// Whether what still comes in is thrown away unread.
    boolean isDiscarding() {
        return isDiscarding;
    }

    /// We close, for an error or because somebody wants it closed (320), and say so when all that
    /// the client held is given back.
    void byServer(AmqpException reason, int methodId) {
        isOurs = true;
        connection.enter(ConnectionState.CLOSING);
        connection
                .release()
                .whenCompleteAsync((_, _) -> tellTheClient(reason, methodId), connection.lane());
        // Opened last: frames that were put aside are forgotten by then and cannot close it again.
        connection.gate().open();
        closeSocketIn(CLOSE_MILLIS_MAX);
    }

    private void tellTheClient(AmqpException reason, int methodId) {
        outbox.send(
                0,
                new ConnectionMethod.Close(
                        reason.code().code(),
                        ReplyTexts.cut(reason.replyText()),
                        methodId >>> 16,
                        methodId & 0xFFFF));
        if (isCrossed) {
            outbox.send(0, new ConnectionMethod.CloseOk());
        }
        noteTold();
    }

    private void noteTold() {
        told.complete(null);
        if (isHurried) {
            closeSocket();
        }
    }

    /// Completes when the other side has been told, or has gone. Any thread may wait.
    CompletableFuture<Void> whenTold() {
        return told;
    }

    /// The client closes: it gets its answer when all that it held is given back.
    void byClient() {
        connection.enter(ConnectionState.CLOSING);
        connection.log().closed();
        connection.gate().unwatchAlarm();
        connection.release().whenCompleteAsync((_, _) -> answerTheClient(), connection.lane());
        closeSocketIn(CLOSE_MILLIS_MAX);
    }

    private void answerTheClient() {
        outbox.send(0, new ConnectionMethod.CloseOk());
        noteTold();
    }

    /// Whoever else wants the connection closed need not wait for a client that has been told.
    void hurry() {
        isHurried = true;
        if (told.isDone()) {
            closeSocket();
        }
    }

    /// The stream is broken: nothing that follows can be understood.
    void afterBrokenFrame() {
        isDiscarding = true;
        closeSocketIn(DRAIN_MILLIS_MAX);
    }

    /// Ends without a word, as for a client that could not log in and would not understand one.
    void silently() {
        connection.enter(ConnectionState.CLOSED);
        outbox.flushAndClose();
    }

    /// Only the end of the closing counts now: close-ok for our close, and another close, of a
    /// client that did not wait or whose close crossed ours. The first one's answer is due anyway.
    void frame(int type, int channel, ByteBuf in, int index, int length) {
        if (type != Frames.METHOD || channel != 0 || length < Integer.BYTES) {
            return;
        }
        switch (in.getInt(index)) {
            case MethodIds.CONNECTION_CLOSE -> {
                if (told.isDone()) {
                    outbox.send(0, new ConnectionMethod.CloseOk());
                } else {
                    isCrossed = isOurs;
                }
            }
            case MethodIds.CONNECTION_CLOSE_OK -> {
                if (isOurs) {
                    closeSocket();
                }
            }
            default -> {}
        }
    }

    /// The socket has gone: nobody has to be waited for.
    void stop() {
        told.complete(null);
        stopWaiting();
    }

    private void stopWaiting() {
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }

    private void closeSocketIn(long millis) {
        stopWaiting();
        limit = connection.lane().schedule(this::closeSocket, millis);
    }

    /// Closes the socket without a word, not even of TLS: it takes none.
    void cutOff() {
        ctx.channel().unsafe().close(ctx.channel().voidPromise());
    }

    void closeSocket() {
        if (ctx.channel().isActive()) {
            outbox.flushAndClose();
        }
    }
}
