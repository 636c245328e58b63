package dev.warren.amqp.door;

import dev.warren.amqp.connection.Ends;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the PROXY header at the beginning of a socket, makes place for what comes next, and takes
/// itself out. A header that is none, or does not come, ends the socket with one line in the log.
final class ProxyHeaderHandler extends ByteToMessageDecoder {

    private static final Logger log = LoggerFactory.getLogger("warren.connection");

    /// How long the header may take. A proxy sends it at once.
    static final long HEADER_MILLIS_MAX = 5_000;

    private final Ends ends;
    private final Consumer<Ends> next;

    /// Set when the socket is there.
    private @Nullable Future<?> timeout;

    private boolean isRefused;

    /// @param ends those of the socket, which are the proxy's
    /// @param next adds what follows to the pipeline
    ProxyHeaderHandler(Ends ends, Consumer<Ends> next) {
        this.ends = ends;
        this.next = next;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        timeout =
                ctx.executor()
                        .schedule(
                                () -> refuse(ctx, "its header does not come"),
                                HEADER_MILLIS_MAX,
                                TimeUnit.MILLISECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (isRefused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        switch (ProxyHeader.read(in)) {
            case ProxyHeader.Incomplete _ -> {}
            case ProxyHeader.Told(var client, var server) ->
                    goOn(ctx, ends.between(client, server));
            case ProxyHeader.Untold _ -> goOn(ctx, ends);
            case ProxyHeader.Malformed(var reason) -> {
                in.skipBytes(in.readableBytes());
                refuse(ctx, reason);
            }
        }
    }

    private void goOn(ChannelHandlerContext ctx, Ends told) {
        stopWaiting();
        next.accept(told);
        ctx.fireChannelActive();
        // Hands on what has come behind the header.
        ctx.pipeline().remove(this);
    }

    private void refuse(ChannelHandlerContext ctx, String reason) {
        if (!isRefused) {
            isRefused = true;
            stopWaiting();
            log.warn("closing connection ({}): PROXY protocol: {}", ends.describe(), reason);
            var _ = ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopWaiting();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }

    private void stopWaiting() {
        Future<?> waiting = timeout;
        if (waiting != null) {
            waiting.cancel(false);
            timeout = null;
        }
    }
}
