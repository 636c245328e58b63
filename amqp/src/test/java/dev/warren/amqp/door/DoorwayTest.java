package dev.warren.amqp.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.connection.Ends;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DoorwayTest {

    private static final Ends SOCKET = new Ends(null, null, null);

    private final EmbeddedChannel socket = new EmbeddedChannel();
    private final List<Ends> arrived = new ArrayList<>();
    private final Amqp amqp = new Amqp();

    /// What stands for AMQP.
    private static final class Amqp extends ChannelInboundHandlerAdapter {
        private final StringBuilder seen = new StringBuilder();

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            seen.append("active ");
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            ByteBuf in = (ByteBuf) bytes;
            seen.append(in.toString(StandardCharsets.US_ASCII));
            in.release();
        }
    }

    @AfterEach
    void close() {
        socket.finishAndReleaseAll();
    }

    @Test
    void plainSocketHasOneHandler() {
        Doorway.PLAIN.open(socket.pipeline(), SOCKET, arrival());

        assertThat(handlers()).containsExactly(amqp);
        assertThat(arrived).containsExactly(SOCKET);
    }

    @Test
    void headerOfAProxyGoesWithItsHandler() {
        new Doorway(true, null).open(socket.pipeline(), SOCKET, arrival());

        send("PROXY TCP4 192.0.2.1 192.0.2.2 ");
        assertThat(arrived).isEmpty();
        send("51322 5672\r\nAMQ");
        send("P");

        assertThat(handlers()).containsExactly(amqp);
        assertThat(arrived.getFirst().describe()).isEqualTo("192.0.2.1:51322 -> 192.0.2.2:5672");
        assertThat(amqp.seen).hasToString("active AMQP");
    }

    @Test
    void proxyThatSpeaksForItselfIsTheClient() {
        new Doorway(true, null).open(socket.pipeline(), SOCKET, arrival());

        send("PROXY UNKNOWN\r\n");

        assertThat(arrived).containsExactly(SOCKET);
    }

    @Test
    void socketWithoutTheHeaderIsClosedAtOnce() {
        new Doorway(true, null).open(socket.pipeline(), SOCKET, arrival());

        send("AMQP\0\0\11\1");

        assertThat(socket.isOpen()).isFalse();
        assertThat(arrived).isEmpty();
    }

    @Test
    void socketOnWhichNoHeaderComesIsClosedInTime() {
        new Doorway(true, null).open(socket.pipeline(), SOCKET, arrival());
        socket.pipeline().fireChannelActive();

        socket.advanceTimeBy(ProxyHeaderHandler.HEADER_MILLIS_MAX, TimeUnit.MILLISECONDS);
        socket.runScheduledPendingTasks();

        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void tlsBeginsBehindTheProxyAndAmqpBehindTls() throws Exception {
        TlsDoor tls =
                new TlsDoor(
                        SSLContext.getDefault()::createSSLEngine,
                        CertificateName.commonName(),
                        Runnable::run,
                        1_000);
        new Doorway(true, tls).open(socket.pipeline(), SOCKET, arrival());

        send("PROXY UNKNOWN\r\n");

        assertThat(handlers())
                .hasExactlyElementsOfTypes(
                        FinishedApart.class, SslHandler.class, TlsHandshakeHandler.class);
        assertThat(arrived).isEmpty();
    }

    private Function<Ends, ChannelHandler> arrival() {
        return ends -> {
            arrived.add(ends);
            return amqp;
        };
    }

    private void send(String text) {
        socket.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private List<ChannelHandler> handlers() {
        List<ChannelHandler> handlers = new ArrayList<>();
        socket.pipeline().forEach(entry -> handlers.add(entry.getValue()));
        return handlers;
    }
}
