package dev.warren.amqp.connection;

import dev.warren.amqp.lane.EventLoopLane;
import dev.warren.codec.frame.ProtocolHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundInvoker;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The socket's end of a connection: collects bytes, cuts them into frames, ends the turn with the
/// read.
///
/// When the connection does not want more for now, the rest stays here, reading stops, and TCP
/// slows the client down.
public final class FrameHandler extends ByteToMessageDecoder {

    private static final Logger log = LoggerFactory.getLogger("warren.connection");

    /// So much is read ahead even when the connection does not want more: else nobody would notice
    /// that its client has gone, and what that holds would never come back.
    private static final int AHEAD_BYTES_MAX = 64 * 1024;

    private final EventLoopLane lane;
    private final Function<ChannelHandlerContext, AmqpConnection> opener;
    private @Nullable AmqpConnection connection;
    private boolean headerIsRead;

    /// @param opener makes the connection once the socket is there
    public FrameHandler(
            EventLoopLane lane, Function<ChannelHandlerContext, AmqpConnection> opener) {
        this.lane = lane;
        this.opener = opener;
        setCumulator(MERGE_CUMULATOR);
    }

    /// Reads on after a pause: takes what was left over. On the lane, not in the middle of a read.
    static void resume(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        ChannelInboundInvoker before = before(ctx);
        before.fireChannelRead(Unpooled.EMPTY_BUFFER);
        before.fireChannelReadComplete();
    }

    /// Where what is read comes from: what decrypts would swallow a read without bytes.
    private static ChannelInboundInvoker before(ChannelHandlerContext ctx) {
        ChannelHandlerContext tls = ctx.pipeline().context(SslHandler.class);
        return tls == null ? ctx.pipeline() : tls;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        lane.beginTurn();
        connection = opener.apply(ctx);
        lane.endTurn();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        lane.beginTurn();
        if (bytes instanceof ByteBuf read && read.isReadable()) {
            opened().counters().received(read.readableBytes());
        }
        super.channelRead(ctx, bytes);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        AmqpConnection connection = opened();
        try {
            if (headerIsRead) {
                connection.incoming().read(in);
            } else {
                readHeader(connection, in);
            }
        } catch (RuntimeException e) {
            in.skipBytes(in.readableBytes());
            connection.failInternally(e);
        }
    }

    /// Instead of the decoder's own, which asks for more after every read that made no message.
    /// Ours never make one, so a closed gate would stop nothing.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        if (!ctx.channel().config().isAutoRead() && actualReadableBytes() < AHEAD_BYTES_MAX) {
            ctx.read();
        }
        ctx.fireChannelReadComplete();
        lane.endTurn();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        lane.beginTurn();
        if (ctx.channel().isWritable()) {
            opened().becameWritable();
        }
        lane.endTurn();
    }

    /// A client that says goodbye to TLS has gone, as with the end of a plain stream. TLS 1.3
    /// leaves our half open, and some clients wait for its end before they close the socket. What
    /// the last read has called for is written first.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslCloseCompletionEvent) {
            ctx.executor()
                    .execute(() -> {
                        var _ = ctx.close();
                    });
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        lane.beginTurn();
        opened().socketIsGone();
        super.channelInactive(ctx);
        lane.endTurn();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException || cause.getCause() instanceof SSLException)) {
            log.error("unexpected failure on the socket of {}", opened().describe(), cause);
        }
        var _ = ctx.close();
    }

    private AmqpConnection opened() {
        AmqpConnection opened = connection;
        if (opened == null) {
            throw new IllegalStateException("used before it was added");
        }
        return opened;
    }

    private void readHeader(AmqpConnection connection, ByteBuf in) {
        ProtocolHeader header = ProtocolHeader.recognise(in);
        if (header == ProtocolHeader.INCOMPLETE) {
            return;
        }
        headerIsRead = true;
        if (header.isSpoken()) {
            in.skipBytes(ProtocolHeader.LENGTH);
            connection.begin();
        } else {
            byte[] octets = ByteBufUtil.getBytes(in, in.readerIndex(), ProtocolHeader.LENGTH);
            in.skipBytes(in.readableBytes());
            connection.refuseProtocol(header, octets);
        }
    }
}
