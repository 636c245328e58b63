package dev.warren.amqp.door;

import dev.warren.amqp.connection.Ends;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the end of a TLS handshake: then AMQP begins, with what is known of the client, or the
/// socket is closed with one line in the log.
final class TlsHandshakeHandler extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger("warren.connection");

    private final SslHandler tls;
    private final Ends ends;
    private final CertificateName names;
    private final Function<Ends, ChannelHandler> arrived;

    TlsHandshakeHandler(
            SslHandler tls,
            Ends ends,
            CertificateName names,
            Function<Ends, ChannelHandler> arrived) {
        this.tls = tls;
        this.ends = ends;
        this.names = names;
        this.arrived = arrived;
    }

    /// Nobody is told of the socket yet.
    @Override
    public void channelActive(ChannelHandlerContext ctx) {}

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {}

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            return;
        }
        if (handshake.isSuccess()) {
            Ends known = ends.protectedBy(TlsSessions.describe(tls.engine().getSession(), names));
            ctx.pipeline().addLast(arrived.apply(known));
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        } else {
            log.warn("closing TLS connection ({}): {}", ends.describe(), reason(handshake.cause()));
            var _ = ctx.close();
        }
    }

    /// What failed before the end of the handshake is told by its event.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }

    /// Without what the client has sent: that may be a password on the wrong port.
    private static String reason(Throwable cause) {
        return switch (cause) {
            case NotSslRecordException _ -> "the client does not speak TLS";
            case SslHandshakeTimeoutException _ -> "ssl_handshake_timeout";
            case ClosedChannelException _ -> "the client has gone during the handshake";
            default -> "TLS handshake: " + cause.getMessage();
        };
    }
}
