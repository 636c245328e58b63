package dev.warren.links;

import dev.warren.engine.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One work on a thread of its own, which is begun again after a while when it has failed.
///
/// ```
///   starting ──> running ──> done
///      │  ^         │
///      v  │ delay   v
///     terminated <──┘
/// ```
///
/// The thread owns the link; any other may look, and ask it to stop.
public final class Link {

    private static final Logger log = LoggerFactory.getLogger("warren.links");

    private static final LinkState STARTING = new LinkState.Starting();
    private static final LinkState RUNNING = new LinkState.Running();
    private static final LinkState DONE = new LinkState.Done();

    private final LinkPlan plan;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile LinkStatus status;

    private Link(LinkPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        this.status = new LinkStatus(STARTING, clock.wallMillis());
        this.thread = Thread.ofVirtual().name(plan.name()).unstarted(this::live);
    }

    /// Begins, on a thread of its own.
    public static Link start(LinkPlan plan, Clock clock) {
        Link link = new Link(plan, clock);
        link.thread.start();
        return link;
    }

    public LinkStatus status() {
        return status;
    }

    /// Asks it to end, and does not wait.
    public void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    /// Waits until it has ended, and says whether it has.
    public boolean awaitEnd(long millisMax) throws InterruptedException {
        thread.join(millisMax);
        return !thread.isAlive();
    }

    private void live() {
        try {
            while (!isStopped() && !isOver()) {
                if (stopped.await(plan.reconnectDelayMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                show(STARTING);
            }
        } catch (InterruptedException stoppedMeanwhile) {
            log.debug("{} is stopped", plan.name());
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /// Does the work once. Says whether that was the last time.
    private boolean isOver() throws InterruptedException {
        try {
            plan.work().run(() -> show(RUNNING));
        } catch (LinkException e) {
            return failed(e.text());
        } catch (RuntimeException ourFault) {
            log.error("{} failed", plan.name(), ourFault);
            return failed("internal error: " + ourFault.getClass().getSimpleName());
        }
        show(DONE);
        return true;
    }

    private boolean failed(String reason) {
        if (isStopped()) {
            return true;
        }
        show(new LinkState.Terminated(reason));
        boolean isLast = plan.reconnectDelayMillis() == LinkPlan.NEVER;
        if (isLast) {
            log.error("{} terminated: {}", plan.name(), reason);
        } else {
            log.error(
                    "{} terminated: {}; it begins again in {} ms",
                    plan.name(),
                    reason,
                    plan.reconnectDelayMillis());
        }
        return isLast;
    }

    private void show(LinkState state) {
        status = new LinkStatus(state, clock.wallMillis());
    }
}
