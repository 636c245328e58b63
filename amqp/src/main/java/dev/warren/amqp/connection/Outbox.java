package dev.warren.amqp.connection;

import dev.warren.codec.frame.FrameWriter;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.Method;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.traffic.ConnectionCounters;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is on its way to one client. Owned by the connection's lane.
///
/// Frames are encoded into one buffer and written once at the end of the turn; a full buffer is
/// written at once, so that a backlog leaves in large pieces and a single message without delay.
public final class Outbox {

    private static final int CHUNK_BYTES = 64 * 1024;

    /// Most methods fit into this; a larger one makes its buffer grow.
    private static final int METHOD_BYTES = 1024;

    /// More than the frames of a content that is written in one go take beside it.
    private static final int CONTENT_OVERHEAD_BYTES = 256;

    /// A buffer this full is given to the socket without waiting for the end of the turn.
    private static final int CHUNK_BYTES_MAX = 48 * 1024;

    /// A client that asks for more than this without reading it is not read itself. Well above what
    /// consumers may be ahead of the socket, so that only answers to its own requests come so far.
    private static final long UNWRITTEN_BYTES_MAX = 16 << 20;

    /// While memory is tight, consumers are offered room only when no more than this is unwritten.
    private static final long UNWRITTEN_BYTES_WHEN_TIGHT = 64 * 1024;

    private final ChannelHandlerContext ctx;
    private final Lane lane;
    private final LaneLedger ledger;
    private final BooleanSupplier isMemoryTight;
    private final ConnectionCounters counters;
    private final Runnable flushTask = this::flush;
    private final Runnable offerTask = this::offerRoom;
    private @Nullable ByteBuf current;
    private boolean flushIsDue;
    private boolean hasSent;
    private int frameMax = 4096;
    private Runnable whenWritten = () -> {};
    private Runnable whenWaiting = () -> {};
    private Consumer<Boolean> whenCrowded = crowded -> {};

    /// Given to the socket and not taken by it.
    private long unwrittenBytes;

    private boolean isCrowded;

    /// Room was not offered because memory is tight; it is when less is unwritten.
    private boolean isRoomWithheld;

    Outbox(
            ChannelHandlerContext ctx,
            Lane lane,
            LaneLedger ledger,
            BooleanSupplier isMemoryTight,
            ConnectionCounters counters) {
        this.ctx = ctx;
        this.lane = lane;
        this.ledger = ledger;
        this.isMemoryTight = isMemoryTight;
        this.counters = counters;
    }

    void setFrameMax(int frameMax) {
        this.frameMax = frameMax;
    }

    /// Told true when so much is unwritten that the client should not be asked for more, and false
    /// when that is over.
    void setWhenCrowded(Consumer<Boolean> listener) {
        whenCrowded = listener;
    }

    /// Called when the socket has taken what was written, or enough of it that more is welcome.
    void setWhenWritten(Runnable task) {
        whenWritten = task;
    }

    /// Called at the end of a turn that leaves something which the socket did not take.
    void setWhenWaiting(Runnable task) {
        whenWaiting = task;
    }

    /// What was given to the socket and not wholly taken by it.
    long unwrittenBytes() {
        return unwrittenBytes;
    }

    /// Of all that was ever given to the socket, the whole buffers that it has taken.
    long takenBytes() {
        return counters.sentBytes() - unwrittenBytes;
    }

    public void send(int channel, Method method) {
        FrameWriter.method(buffer(), channel, method);
        makeRoom();
    }

    void sendHeartbeat() {
        FrameWriter.heartbeat(buffer());
    }

    /// Writes header and body frames, the body cut to the client's frame size.
    public void sendContent(int channel, Message message) {
        byte[] content = message.content();
        if (content.length <= CHUNK_BYTES / 2) {
            FrameWriter.content(
                    buffer(content.length + CONTENT_OVERHEAD_BYTES),
                    channel,
                    content,
                    message.headerLength(),
                    message.bodyLength(),
                    frameMax);
        } else {
            sendLargeContent(channel, message);
        }
        makeRoom();
    }

    /// The buffer to encode a method into; what is put there leaves at the end of the turn.
    public ByteBuf buffer() {
        return buffer(METHOD_BYTES);
    }

    /// A buffer with room for so many bytes. What would not fit goes to the socket first, so that
    /// no buffer grows and holds twice what it carries.
    private ByteBuf buffer(int bytes) {
        ByteBuf buffer = current;
        if (buffer != null && buffer.writableBytes() < bytes) {
            write(buffer);
            buffer = null;
        }
        if (buffer == null) {
            buffer = ctx.alloc().directBuffer(Math.max(CHUNK_BYTES, bytes));
            current = buffer;
            if (!flushIsDue) {
                flushIsDue = true;
                lane.atTurnEnd(TurnPhase.FLUSH, flushTask);
            }
        }
        return buffer;
    }

    /// Gives a full buffer to the socket. Call it after encoding.
    public void makeRoom() {
        ByteBuf buffer = current;
        if (buffer != null && buffer.readableBytes() >= CHUNK_BYTES_MAX) {
            write(buffer);
            ctx.flush();
        }
    }

    /// Whether anything was sent since the last time somebody asked: heartbeats are needed only in
    /// silence.
    boolean hasSentSinceAsked() {
        boolean sent = hasSent;
        hasSent = false;
        return sent;
    }

    /// Writes what there is, and then closes the socket.
    void flushAndClose() {
        flush();
        var _ = ctx.close();
    }

    void flush() {
        flushIsDue = false;
        ByteBuf buffer = current;
        if (buffer != null) {
            write(buffer);
            ctx.flush();
        }
        if (unwrittenBytes > 0) {
            whenWaiting.run();
        }
        offerRoom();
    }

    /// Says that more is welcome, if the socket keeps up. What is unwritten lies in memory, and
    /// when that is tight, a socket keeps up only if it leaves little.
    void offerRoom() {
        if (!ctx.channel().isWritable()) {
            return;
        }
        if (unwrittenBytes > UNWRITTEN_BYTES_WHEN_TIGHT && isMemoryTight.getAsBoolean()) {
            isRoomWithheld = true;
        } else {
            whenWritten.run();
        }
    }

    void release() {
        if (current != null) {
            current.release();
            current = null;
        }
    }

    private void write(ByteBuf buffer) {
        current = null;
        hasSent = true;
        int bytes = buffer.readableBytes();
        boolean waits = unwrittenBytes > 0;
        counters.sent(bytes);
        count(bytes);
        ctx.write(waits && bytes < CHUNK_BYTES / 2 ? fitting(buffer) : buffer)
                .addListener(ignored -> count(-bytes));
    }

    /// The same bytes in as much memory as they need. What waits behind a client that does not read
    /// would keep a whole chunk otherwise, and the ledger knows of its bytes only.
    private ByteBuf fitting(ByteBuf buffer) {
        ByteBuf fitting = ctx.alloc().directBuffer(buffer.readableBytes());
        fitting.writeBytes(buffer);
        buffer.release();
        return fitting;
    }

    private void count(long delta) {
        ledger.add(Holder.OUTBOUND, delta);
        unwrittenBytes += delta;
        if (isCrowded
                ? unwrittenBytes < UNWRITTEN_BYTES_MAX / 2
                : unwrittenBytes > UNWRITTEN_BYTES_MAX) {
            isCrowded = !isCrowded;
            whenCrowded.accept(isCrowded);
        }
        if (isRoomWithheld && unwrittenBytes <= UNWRITTEN_BYTES_WHEN_TIGHT) {
            isRoomWithheld = false;
            lane.execute(offerTask);
        }
    }

    private void sendLargeContent(int channel, Message message) {
        byte[] content = message.content();
        FrameWriter.header(
                buffer(message.headerLength() + Frames.OVERHEAD),
                channel,
                content,
                message.headerLength());
        int pieceMax = Frames.payloadMax(frameMax);
        for (int at = message.headerLength(); at < content.length; at += pieceMax) {
            int length = Math.min(pieceMax, content.length - at);
            FrameWriter.body(buffer(length + Frames.OVERHEAD), channel, content, at, length);
            makeRoom();
        }
    }
}
