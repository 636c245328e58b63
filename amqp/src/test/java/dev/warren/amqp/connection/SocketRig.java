package dev.warren.amqp.connection;

import dev.warren.codec.frame.FrameReader;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.MethodReader;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.memory.Shortage;
import dev.warren.engine.traffic.ConnectionCounters;
import dev.warren.engine.traffic.LaneTraffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/// One end of a socket that is no socket, on lane 0 of simulated lanes: what a connection writes is
/// read back as frames.
public final class SocketRig {

    /// A frame as the client sees it.
    public record Seen(int type, int channel, int length) {}

    private static final long LIMIT_BYTES = 1_000;

    public final StepLanes lanes = new StepLanes(2, 1);
    public final Lane lane = lanes.lane(0);
    public final ByteLedger ledger = new ByteLedger(2);
    public final LaneLedger laneLedger = ledger.ofLane(0);
    public final LaneTraffic traffic = new LaneTraffic();
    public final EmbeddedChannel socket;
    public final Outbox outbox;
    final ResourceAlarm alarm;
    final Heartbeats heartbeats;
    final ReadGate gate;
    int deaths;
    boolean isMemoryTight;
    private final List<Seen> frames = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final ByteBuf received = Unpooled.buffer();

    public SocketRig() {
        this(new EmbeddedChannel(new ChannelInboundHandlerAdapter()));
    }

    SocketRig(EmbeddedChannel socket) {
        this.socket = socket;
        ChannelHandlerContext ctx = socket.pipeline().firstContext();
        outbox =
                new Outbox(
                        ctx,
                        lane,
                        laneLedger,
                        () -> isMemoryTight,
                        new ConnectionCounters(traffic));
        alarm = new ResourceAlarm(ledger, List.of(lane, lanes.lane(1)), LIMIT_BYTES);
        heartbeats = new Heartbeats(lane, outbox, () -> deaths++);
        gate = new ReadGate(ctx, lane, outbox, heartbeats, alarm);
        turn(gate::watchAlarm);
    }

    /// A turn of the connection's lane, and all that follows from it.
    public void turn(Runnable task) {
        lanes.run(0, task);
        lanes.runAll();
    }

    void setAlarm() {
        turn(() -> laneLedger.add(Holder.QUEUES, LIMIT_BYTES));
        turn(alarm::check);
    }

    void setShort(Shortage shortage) {
        alarm.set(shortage, true);
        lanes.runAll();
    }

    void clearShort(Shortage shortage) {
        alarm.set(shortage, false);
        lanes.runAll();
    }

    void clearAlarm() {
        turn(() -> laneLedger.add(Holder.QUEUES, -LIMIT_BYTES));
        turn(alarm::check);
    }

    /// From now on the client reads nothing.
    DeafClient stopReading() {
        DeafClient deaf = new DeafClient();
        socket.pipeline().addFirst(deaf);
        return deaf;
    }

    /// All frames that were written since the last look.
    public List<Seen> frames() {
        read();
        List<Seen> seen = List.copyOf(frames);
        frames.clear();
        methods.clear();
        return seen;
    }

    /// All methods that were written since the last look.
    public List<Method> methods() {
        read();
        List<Method> seen = List.copyOf(methods);
        frames.clear();
        methods.clear();
        return seen;
    }

    public void close() {
        turn(outbox::release);
        socket.finishAndReleaseAll();
        received.release();
    }

    private void read() {
        for (ByteBuf out = socket.readOutbound(); out != null; out = socket.readOutbound()) {
            received.writeBytes(out);
            out.release();
        }
        new FrameReader(0).read(received, this::see);
        received.discardReadBytes();
    }

    private boolean see(int type, int channel, ByteBuf in, int index, int length) {
        frames.add(new Seen(type, channel, length));
        if (type == Frames.METHOD) {
            methods.add(MethodReader.read(in, index, length));
        }
        return true;
    }
}
