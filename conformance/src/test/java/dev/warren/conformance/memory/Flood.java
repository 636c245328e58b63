package dev.warren.conformance.memory;

import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Sends the same kind of bytes on a socket as fast as the broker takes them, on a thread of its
/// own, until the socket is closed or enough was sent.
final class Flood {
    private static final int BASIC = 60;

    private final AtomicLong sent = new AtomicLong();
    private final Thread thread;

    private Flood(RawAmqp raw, long pieces, LongFunction<byte[]> piece) {
        this.thread = Thread.ofVirtual().unstarted(() -> send(raw, pieces, piece));
    }

    static Flood start(RawAmqp raw, long pieces, LongFunction<byte[]> piece) {
        var flood = new Flood(raw, pieces, piece);
        flood.thread.start();
        return flood;
    }

    /// How many pieces the sockets of both ends have taken.
    long sent() {
        return sent.get();
    }

    private void send(RawAmqp raw, long pieces, LongFunction<byte[]> piece) {
        try {
            for (var i = 0L; i < pieces; i++) {
                raw.bytes(piece.apply(i));
                sent.incrementAndGet();
            }
        } catch (IOException ignoredTheTestIsOver) {
            Thread.currentThread().interrupt();
        }
    }

    /// `basic.publish` and what follows it up to the end of the body.
    static byte[] publish(int channel, String exchange, String key, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(announce(channel, exchange, key, body.length, Map.of()));
        if (body.length > 0) {
            out.writeBytes(frame(RawFrame.BODY, channel, body));
        }
        return out.toByteArray();
    }

    /// `basic.publish` and a content header with these headers, which promises a body.
    static byte[] announce(
            int channel, String exchange, String key, long bodySize, Map<String, Object> headers) {
        var method =
                Wire.bytes()
                        .shortInt(BASIC)
                        .shortInt(40)
                        .raw(RawAmqp.publish(exchange, key).toByteArray());
        var header = Wire.bytes().shortInt(BASIC).shortInt(0).longLong(bodySize);
        if (headers.isEmpty()) {
            header.shortInt(0);
        } else {
            header.shortInt(1 << 13).table(headers);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(frame(RawFrame.METHOD, channel, method.toByteArray()));
        out.writeBytes(frame(RawFrame.HEADER, channel, header.toByteArray()));
        return out.toByteArray();
    }

    static byte[] body(int channel, int size) {
        return frame(RawFrame.BODY, channel, new byte[size]);
    }

    static byte[] frame(int type, int channel, byte[] payload) {
        return Wire.bytes()
                .octet(type)
                .shortInt(channel)
                .longstr(payload)
                .octet(RawFrame.END)
                .toByteArray();
    }
}
