package dev.warren.amqp.door;

import dev.warren.amqp.connection.Ends;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/// TLS at one listener. Any lane.
public final class TlsDoor {

    private final Supplier<SSLEngine> engines;
    private final CertificateName names;
    private final Executor work;
    private final long handshakeMillisMax;
    private final FlightLengths lengths = new FlightLengths();

    /// @param engines makes the server's side of one handshake, with the certificate of the moment
    /// @param names what a client's certificate calls it
    /// @param work runs the costly steps of handshakes, so that those who are in do not wait for
    ///   them; each socket has one such step at a time
    /// @param handshakeMillisMax how long a client may take; the socket is closed then
    public TlsDoor(
            Supplier<SSLEngine> engines,
            CertificateName names,
            Executor work,
            long handshakeMillisMax) {
        this.engines = engines;
        this.names = names;
        this.work = work;
        this.handshakeMillisMax = handshakeMillisMax;
    }

    void open(ChannelPipeline socket, Ends ends, Function<Ends, ChannelHandler> arrived) {
        SSLEngine engine = engines.get();
        SslHandler tls = new SslHandler(engine, work);
        tls.setHandshakeTimeoutMillis(handshakeMillisMax);
        socket.addLast(
                new FinishedApart(engine, lengths),
                tls,
                new TlsHandshakeHandler(tls, ends, names, arrived));
    }
}
