package dev.warren.amqp.lane;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.time.Clock;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lane that is a Netty event loop.
///
/// A turn begins with a socket read or a batch from the mailbox and ends with [#endTurn]. What it
/// sends to other lanes is gathered by target and handed over in one piece, so that a batch costs
/// one wake-up.
public final class EventLoopLane implements Lane {

    private static final Logger log = LoggerFactory.getLogger("warren.lane");

    /// Handed over before the turn ends when a batch has grown to this, so that the target can
    /// begin.
    private static final int HANDOVER_TASKS_MAX = 1024;

    private final int index;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Consumer<Runnable> guarded = this::runGuarded;
    private final TurnTasks turnTasks = new TurnTasks();
    private final LaneMeter meter;

    /// Tasks for other lanes, by the lane's number; null where there are none.
    private final List<@Nullable ArrayList<Runnable>> outgoing = new ArrayList<>();

    private final ArrayList<EventLoopLane> outgoingLanes = new ArrayList<>();
    private boolean isEnding;
    private Runnable afterTurn = () -> {};

    EventLoopLane(int index, int laneCount, Clock clock) {
        this.index = index;
        this.meter = new LaneMeter(clock);
        for (int i = 0; i < laneCount; i++) {
            outgoing.add(null);
        }
        ThreadFactory threads = work -> new LaneThread(this, work);
        this.group = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        this.loop = group.next();
    }

    /// The event loop, for registering sockets.
    public EventLoop loop() {
        return loop;
    }

    LaneMeter meter() {
        return meter;
    }

    /// Has the task run after each turn: for checks that look at the whole node. Before the lane is
    /// used.
    public void setAfterTurn(Runnable task) {
        afterTurn = task;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public boolean isCurrent() {
        return LaneThread.currentOrNull() == this;
    }

    @Override
    public void execute(Runnable task) {
        EventLoopLane sender = LaneThread.currentOrNull();
        if (sender == this) {
            task.run();
        } else if (sender == null) {
            loop.execute(() -> runTurn(task));
        } else {
            sender.send(this, task);
        }
    }

    @Override
    public void later(Runnable task) {
        loop.execute(() -> runTurn(task));
    }

    @Override
    public Timer schedule(Runnable task, long delayMillis) {
        Future<?> scheduled =
                loop.schedule(() -> runTurn(task), delayMillis, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void atTurnEnd(TurnPhase phase, Runnable task) {
        assert isCurrent();
        turnTasks.add(phase, task);
    }

    /// A socket read begins: from here to [#endTurn] the lane counts as busy.
    public void beginTurn() {
        meter.begin();
    }

    /// Does what the turn has put off, phase by phase, until nothing is left.
    public void endTurn() {
        if (isEnding) {
            return;
        }
        isEnding = true;
        boolean any;
        do {
            any = turnTasks.run(TurnPhase.DELIVER, guarded);
            any |= turnTasks.run(TurnPhase.COMMIT, guarded);
            any |= turnTasks.run(TurnPhase.CONFIRM, guarded);
            handOver();
            any |= turnTasks.run(TurnPhase.FLUSH, guarded);
        } while (any);
        handOver();
        isEnding = false;
        afterTurn.run();
        meter.end();
    }

    void stop() {
        var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private void runTurn(Runnable task) {
        meter.begin();
        runGuarded(task);
        endTurn();
    }

    /// Our own mistakes end here: one log line, and the lane goes on. So does memory that a buffer
    /// did not get: a JVM that has run out of its heap ends by itself.
    private void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("a task failed on lane {}", index, e);
        }
    }

    private void send(EventLoopLane target, Runnable task) {
        ArrayList<Runnable> batch = outgoing.get(target.index);
        if (batch == null) {
            batch = new ArrayList<>();
            outgoing.set(target.index, batch);
            outgoingLanes.add(target);
        }
        batch.add(task);
        if (batch.size() >= HANDOVER_TASKS_MAX) {
            handOver();
        }
    }

    private void handOver() {
        for (int i = 0; i < outgoingLanes.size(); i++) {
            EventLoopLane target = outgoingLanes.get(i);
            ArrayList<Runnable> batch = outgoing.get(target.index);
            outgoing.set(target.index, null);
            if (batch != null) {
                target.loop.execute(() -> target.runBatch(batch));
            }
        }
        outgoingLanes.clear();
    }

    private void runBatch(List<Runnable> batch) {
        meter.begin();
        for (int i = 0; i < batch.size(); i++) {
            runGuarded(batch.get(i));
        }
        endTurn();
    }
}
