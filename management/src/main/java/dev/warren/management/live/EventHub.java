package dev.warren.management.live;

import dev.warren.engine.events.Event;
import dev.warren.engine.events.EventListener;
import dev.warren.engine.time.Clock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Hands what happens to those who follow it just now. Whoever is too slow misses some of it and is
/// told how much. Any thread.
public final class EventHub implements EventListener, AutoCloseable {

    /// So many follow at once.
    public static final int FOLLOWERS_MAX = 32;

    /// So many events wait for one of them.
    static final int WAITING_MAX = 1_000;

    /// An event and when it happened.
    public record Happened(long millis, Event event) {}

    private final Clock clock;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isClosed;

    public EventHub(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean isListening() {
        return !followers.isEmpty();
    }

    @Override
    public void on(Event event) {
        Happened happened = new Happened(clock.wallMillis(), event);
        followers.forEach(follower -> follower.offer(happened));
    }

    /// Whether one more may follow, just now.
    public boolean hasRoom() {
        return !isClosed && count.get() < FOLLOWERS_MAX;
    }

    /// Begins to follow; null while too many do. Who follows closes it.
    public @Nullable Follower followOrNull() {
        if (isClosed || count.incrementAndGet() > FOLLOWERS_MAX) {
            count.decrementAndGet();
            return null;
        }
        Follower follower = new Follower();
        followers.add(follower);
        return follower;
    }

    /// Nobody follows any more.
    @Override
    public void close() {
        isClosed = true;
    }

    /// One who follows. Read by one thread.
    public final class Follower implements AutoCloseable {

        private final BlockingQueue<Happened> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
        private final AtomicLong dropped = new AtomicLong();

        private void offer(Happened happened) {
            if (!waiting.offer(happened)) {
                dropped.incrementAndGet();
            }
        }

        /// The next event, or null when there was none for so long.
        public @Nullable Happened next(long millisMax) throws InterruptedException {
            return waiting.poll(millisMax, TimeUnit.MILLISECONDS);
        }

        /// How many events it has missed since it was last asked.
        public long takeDropped() {
            return dropped.getAndSet(0);
        }

        /// Whether there will be no more.
        public boolean isOver() {
            return isClosed;
        }

        @Override
        public void close() {
            if (followers.remove(this)) {
                count.decrementAndGet();
            }
        }
    }
}
