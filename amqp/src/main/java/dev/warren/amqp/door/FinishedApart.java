package dev.warren.amqp.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.security.cert.Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Sends the last message of a server's part in a TLS 1.3 handshake in a record of its own, as
/// OpenSSL and Erlang do:
///
/// ```
///   Java's engine:  ServerHello | EncryptedExtensions Certificate CertificateVerify Finished
///   with this:      ServerHello | EncryptedExtensions Certificate CertificateVerify | Finished
/// ```
///
/// Both are right (RFC 8446 §5.1). But RabbitMQ's Java client with NIO leaves what came in one
/// record to a task, asks for the next record before it looks what the task has led to, and waits
/// for ever when there is none. A Finished that comes alone needs no task.
///
/// The engine packs messages into records of the largest size that it is told, and does not begin a
/// message in the last four bytes of one. So the first record gets the length that is expected
/// before Finished, and those behind it the length of Finished: however wrong the expectation is,
/// the last one holds nothing else. Stands before what encrypts, and goes with the flush of the
/// handshake.
final class FinishedApart extends ChannelOutboundHandlerAdapter {

    private static final int ENCRYPTED = 23;

    /// What Java's engine adds to a record: header, type, padding and tag.
    private static final int AROUND_BYTES = 5 + 1 + 16 + 16;

    private final SSLEngine engine;
    private final FlightLengths lengths;
    private final int usualBytesMax;

    private @Nullable ServerHello hello;
    private @Nullable Certificate shown;
    private int expectedBytes;
    private int sentBytes;

    FinishedApart(SSLEngine engine, FlightLengths lengths) {
        this.engine = engine;
        this.lengths = lengths;
        this.usualBytesMax = engine.getSSLParameters().getMaximumPacketSize();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ServerHello known = hello;
        if (message instanceof ByteBuf record && record.isReadable()) {
            if (known == null) {
                begin(ServerHello.readOrNull(record));
            } else if (record.getByte(record.readerIndex()) == ENCRYPTED) {
                sentBytes += record.readableBytes() - AROUND_BYTES;
                limitNext(known);
            }
        }
        var _ = ctx.write(message, promise);
    }

    private void begin(@Nullable ServerHello read) {
        hello = read;
        if (read == null || !read.isNewest()) {
            return;
        }
        shown = shownOrNull(engine.getHandshakeSession());
        expectedBytes = lengths.expected(shown);
        limitNext(read);
    }

    private static @Nullable Certificate shownOrNull(@Nullable SSLSession session) {
        Certificate[] chain = session == null ? null : session.getLocalCertificates();
        return chain == null ? null : chain[0];
    }

    private void limitNext(ServerHello known) {
        if (known.isNewest()) {
            limit(Math.max(expectedBytes - sentBytes, known.finishedBytes()) + AROUND_BYTES);
        }
    }

    private void limit(int recordBytesMax) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setMaximumPacketSize(Math.min(recordBytesMax, usualBytesMax));
        engine.setSSLParameters(parameters);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        ServerHello known = hello;
        if (known == null) {
            return;
        }
        if (known.isNewest()) {
            if (sentBytes == 0) {
                return;
            }
            limit(usualBytesMax);
            learn(known);
        }
        ctx.pipeline().remove(this);
    }

    private void learn(ServerHello known) {
        Certificate certificate = shown;
        if (certificate != null) {
            lengths.learn(certificate, sentBytes - known.finishedBytes());
        }
    }
}
