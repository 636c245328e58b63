package dev.warren.amqp.connection;

import dev.warren.codec.method.ConnectionMethod;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.ResourceAlarm;
import io.netty.channel.ChannelHandlerContext;
import java.util.EnumSet;
import java.util.Set;

/// Whether a connection is read. Owned by its lane.
///
/// A closed gate leaves frames where they are and stops reading from the socket, but for a little
/// that is read ahead, so that TCP slows the client down. The reasons are kept apart: the gate
/// opens when the last one has gone.
public final class ReadGate {

    /// Why a connection is not read.
    public enum Reason {
        /// It publishes while memory or disk is short.
        ALARM,
        /// What it published is still on its way to queues and log.
        IN_FLIGHT,
        /// It has had its share of the lane's time, and others are to have theirs.
        TURN_SHARE,
        /// A waiting channel has put aside as many frames as it may.
        PARKED,
        /// It asks for more than it reads.
        UNWRITTEN,
        /// A login is being checked.
        LOGIN
    }

    private final ChannelHandlerContext ctx;
    private final Lane lane;
    private final Outbox outbox;
    private final Heartbeats heartbeats;
    private final ResourceAlarm alarm;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private final ResourceAlarm.Watcher watcher = this::alarmChanged;
    private Runnable beforeReading = () -> {};
    private boolean isClosed;
    private boolean canBeTold;
    private boolean wasTold;

    ReadGate(
            ChannelHandlerContext ctx,
            Lane lane,
            Outbox outbox,
            Heartbeats heartbeats,
            ResourceAlarm alarm) {
        this.ctx = ctx;
        this.lane = lane;
        this.outbox = outbox;
        this.heartbeats = heartbeats;
        this.alarm = alarm;
    }

    void watchAlarm() {
        alarm.watch(lane, watcher);
    }

    void unwatchAlarm() {
        alarm.unwatch(lane, watcher);
    }

    /// Has the task run when the gate opens: for frames that channels have put aside.
    void setBeforeReading(Runnable task) {
        beforeReading = task;
    }

    /// The client understands `connection.blocked`.
    void setCanBeTold(boolean can) {
        canBeTold = can;
    }

    boolean isClosed() {
        return isClosed;
    }

    /// Asked before content is taken: false while memory is short, and then the gate is closed.
    public boolean mayPublish() {
        if (!alarm.isSet()) {
            return true;
        }
        close(Reason.ALARM);
        tell();
        return false;
    }

    /// Once an alarm: RabbitMQ does not repeat itself when another resource becomes short as well.
    private void tell() {
        if (canBeTold && !wasTold && alarm.isToBeTold()) {
            wasTold = true;
            outbox.send(0, new ConnectionMethod.Blocked(ReplyTexts.cut(alarm.reason())));
        }
    }

    /// The client asks for more than it reads, or has caught up.
    void setUnwritten(boolean isTooMuch) {
        if (isTooMuch) {
            close(Reason.UNWRITTEN);
        } else {
            open(Reason.UNWRITTEN);
        }
    }

    public void close(Reason reason) {
        reasons.add(reason);
        if (!isClosed) {
            isClosed = true;
            heartbeats.setPaused(true);
            if (ctx.channel().config().isAutoRead()) {
                ctx.channel().config().setAutoRead(false);
                // One read more, which sees whether the client goes. FrameHandler says how many
                // follow.
                ctx.read();
            }
        }
    }

    public void open(Reason reason) {
        if (reasons.remove(reason) && reasons.isEmpty()) {
            isClosed = false;
            heartbeats.setPaused(false);
            beforeReading.run();
            if (isClosed) {
                // What was put aside has closed it again.
                return;
            }
            // Later, because the gate may open in the middle of a read.
            lane.later(this::resume);
        }
    }

    /// Takes what is left over, and reads on only if that has not closed the gate again: a gate
    /// that opens and closes for each of many channels would read a little each time, and all of it
    /// would heap up behind one frame.
    private void resume() {
        if (!isClosed) {
            FrameHandler.resume(ctx);
        }
        if (!isClosed) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    /// Opens for good: the connection is closing and what comes is only looked at.
    void open() {
        for (Reason reason : Reason.values()) {
            open(reason);
        }
    }

    private void alarmChanged(boolean isSet) {
        if (isSet) {
            if (reasons.contains(Reason.ALARM)) {
                tell();
            }
            return;
        }
        if (wasTold) {
            wasTold = false;
            outbox.send(0, new ConnectionMethod.Unblocked());
        }
        open(Reason.ALARM);
    }
}
