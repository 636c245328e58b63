package dev.warren.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// A client of Java's own TLS that is given each record alone and asks its engine nothing in
/// between.
final class RecordByRecord {

    private static final int ROOM_BYTES = 64 * 1024;
    private static final int TYPE_AND_VERSION_BYTES = 3;

    private final SSLEngine engine;
    private final EmbeddedChannel door;
    private final List<Seen> seen = new ArrayList<>();

    /// One record of the door's.
    ///
    /// @param next what the engine wants when it has unwrapped the record, before any of its tasks
    record Seen(int type, int bytes, HandshakeStatus next) {

        static final int HANDSHAKE = 22;
        static final int APPLICATION_DATA = 23;
    }

    RecordByRecord(SSLEngine engine, EmbeddedChannel door) {
        this.engine = engine;
        this.door = door;
    }

    /// To the end of the handshake, and on through what the door sends behind it.
    List<Seen> shakeHands() throws SSLException {
        seen.clear();
        engine.beginHandshake();
        send();
        while (takeOne()) {
            send();
        }
        return List.copyOf(seen);
    }

    List<Seen> take() throws SSLException {
        seen.clear();
        while (takeOne()) {
            send();
        }
        return List.copyOf(seen);
    }

    SSLEngine engine() {
        return engine;
    }

    private void send() throws SSLException {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            var out = ByteBuffer.allocate(ROOM_BYTES);
            engine.wrap(ByteBuffer.allocate(0), out);
            door.writeInbound(Unpooled.wrappedBuffer(out.flip()));
        }
    }

    private boolean takeOne() throws SSLException {
        ByteBuf record = door.readOutbound();
        if (record == null) {
            return false;
        }
        var bytes = new byte[record.readableBytes()];
        record.readBytes(bytes).release();
        int length = ByteBuffer.wrap(bytes).getShort(TYPE_AND_VERSION_BYTES);
        if (length + TYPE_AND_VERSION_BYTES + Short.BYTES != bytes.length) {
            throw new IllegalStateException("more or less than one record in a buffer");
        }
        var result = engine.unwrap(ByteBuffer.wrap(bytes), ByteBuffer.allocate(ROOM_BYTES));
        seen.add(new Seen(bytes[0], bytes.length, result.getHandshakeStatus()));
        runTasks();
        return true;
    }

    private void runTasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
    }
}
