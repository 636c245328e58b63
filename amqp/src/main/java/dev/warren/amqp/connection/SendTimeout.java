package dev.warren.amqp.connection;

import dev.warren.engine.lane.Lane;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import org.jspecify.annotations.Nullable;

/// Notices a client that has stopped reading: bytes wait for its socket, and for the whole of
/// `tcp_listen_options.send_timeout` the socket takes none of them. Heartbeats do not show that, a
/// client may go on sending them. Owned by the connection's lane.
///
/// A client that reads slowly is not blamed: what counts is what the socket takes, be it a part of
/// a buffer. There is a timer only while something waits.
final class SendTimeout {

    /// So many looks in a row, at a socket that has taken nothing, make the timeout.
    static final int CHECKS = 8;

    private final Channel socket;
    private final Lane lane;
    private final Outbox outbox;
    private final long checkMillis;
    private final Runnable whenStuck;
    private Lane.@Nullable Timer timer;
    private boolean isStopped;
    private int idleChecks;

    // How far the socket was at the last look.
    private long takenBytes;
    private int currentBuffer;
    private long takenOfCurrent;

    /// @param timeoutMillis zero means that nobody is looked after
    /// @param whenStuck called once
    SendTimeout(Channel socket, Lane lane, Outbox outbox, long timeoutMillis, Runnable whenStuck) {
        this.socket = socket;
        this.lane = lane;
        this.outbox = outbox;
        this.checkMillis = timeoutMillis == 0 ? 0 : Math.max(1, timeoutMillis / CHECKS);
        this.whenStuck = whenStuck;
        this.isStopped = timeoutMillis == 0;
    }

    /// The socket has not taken all that it was given: looks after it until it has.
    void watch() {
        if (timer == null && !isStopped) {
            idleChecks = 0;
            hasMoved();
            timer = lane.schedule(this::check, checkMillis);
        }
    }

    void stop() {
        isStopped = true;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void check() {
        timer = null;
        if (isStopped) {
            return;
        }
        boolean moved = hasMoved();
        if (!moved && outbox.unwrittenBytes() > 0) {
            push();
            moved = hasMoved();
        }
        if (outbox.unwrittenBytes() == 0 || isStopped) {
            return;
        }
        idleChecks = moved ? 0 : idleChecks + 1;
        if (idleChecks >= CHECKS) {
            isStopped = true;
            whenStuck.run();
            return;
        }
        timer = lane.schedule(this::check, checkMillis);
    }

    /// A socket says that it can be written to when a good part of its buffer is free, for which a
    /// slow reader may take long. It takes what it has room for before that.
    private void push() {
        if (socket.unsafe() instanceof NioUnsafe unsafe) {
            unsafe.forceFlush();
        }
    }

    /// Whether the socket has taken anything since the last look. More that waits is no progress,
    /// and TLS has many of its records for one of our buffers.
    private boolean hasMoved() {
        ChannelOutboundBuffer waiting = socket.unsafe().outboundBuffer();
        long taken = outbox.takenBytes();
        int current = waiting == null ? 0 : System.identityHashCode(waiting.current());
        long ofCurrent = waiting == null ? 0 : waiting.currentProgress();
        boolean moved =
                taken != takenBytes || current != currentBuffer || ofCurrent != takenOfCurrent;
        takenBytes = taken;
        currentBuffer = current;
        takenOfCurrent = ofCurrent;
        return moved;
    }
}
