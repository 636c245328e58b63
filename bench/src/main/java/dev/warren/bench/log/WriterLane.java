package dev.warren.bench.log;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Log;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread that keeps records in flight.
final class WriterLane implements Lane, Runnable {

    private static final int IN_FLIGHT = 100;
    private static final byte[] BODY = new byte[1000];

    private final int index;
    private final LaneLog door;
    private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Runnable> turnEnd = new ArrayDeque<>();
    private volatile @Nullable Thread thread;
    private volatile boolean isStopped;
    private volatile long done;
    private long sent;

    WriterLane(int index, Log log) {
        this.index = index;
        this.door = log.on(this);
    }

    long done() {
        return done;
    }

    void stop() {
        isStopped = true;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!isStopped) {
            Runnable task = mailbox.poll();
            if (task == null && sent - done == IN_FLIGHT) {
                LockSupport.park(this);
                continue;
            }
            for (; task != null; task = mailbox.poll()) {
                task.run();
            }
            fill();
            while (!turnEnd.isEmpty()) {
                turnEnd.remove().run();
            }
        }
    }

    private void fill() {
        if (sent - done == IN_FLIGHT) {
            return;
        }
        while (sent - done < IN_FLIGHT) {
            door.append(1, 0, index, ++sent, BODY, this::placed);
        }
        door.commit(WriterLane::committed);
    }

    /// Nobody waits for it: what counts is where the records are placed.
    private static void committed() {}

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    private void placed(long sequence, long position, int length) {
        done++;
        door.settled(position, length);
    }

    @Override
    public void execute(Runnable task) {
        mailbox.add(task);
        LockSupport.unpark(thread);
    }

    @Override
    public void later(Runnable task) {
        execute(task);
    }

    @Override
    public Timer schedule(Runnable task, long delayMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    @Override
    public void atTurnEnd(TurnPhase phase, Runnable task) {
        turnEnd.add(task);
    }

    @Override
    public int index() {
        return index;
    }
}
