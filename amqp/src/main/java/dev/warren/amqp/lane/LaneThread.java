package dev.warren.amqp.lane;

import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/// A thread that knows whose lane it is, so that asking costs one field read.
final class LaneThread extends FastThreadLocalThread {

    private final EventLoopLane lane;

    LaneThread(EventLoopLane lane, Runnable work) {
        super(work, "lane-" + lane.index());
        this.lane = lane;
    }

    /// The lane that the caller runs on.
    static @Nullable EventLoopLane currentOrNull() {
        return Thread.currentThread() instanceof LaneThread thread ? thread.lane : null;
    }
}
