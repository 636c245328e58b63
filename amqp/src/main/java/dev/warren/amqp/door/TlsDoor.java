package dev.warren.amqp.door;

import dev.warren.amqp.connection.Ends;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/// TLS at one listener.
///
/// @param engines makes the server's side of one handshake, with the certificate of the moment
/// @param names what a client's certificate calls it
/// @param work runs the costly steps of handshakes, so that those who are in do not wait for them;
///   each socket has one such step at a time
/// @param handshakeMillisMax how long a client may take; the socket is closed then
public record TlsDoor(
        Supplier<SSLEngine> engines,
        CertificateName names,
        Executor work,
        long handshakeMillisMax) {

    void open(ChannelPipeline socket, Ends ends, Function<Ends, ChannelHandler> arrived) {
        SslHandler tls = new SslHandler(engines.get(), work);
        tls.setHandshakeTimeoutMillis(handshakeMillisMax);
        socket.addLast(tls, new TlsHandshakeHandler(tls, ends, names, arrived));
    }
}
