package dev.warren.perf.load;

import dev.warren.codec.method.BasicMethod;
import dev.warren.perf.client.BrokerException;
import dev.warren.perf.client.Connection;
import dev.warren.perf.client.Connector;
import dev.warren.perf.measure.Measurement;
import dev.warren.perf.measure.NanoClock;
import dev.warren.perf.measure.Summary;
import dev.warren.perf.measure.Totals;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The course of a run while messages flow: looks each second, notices the end of the warm-up, the
/// end, failures and stalls. Used by the thread that runs the load, which waits.
final class Course {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// How late the end may be noticed.
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /// For confirms that are out when the time is up.
    private static final long CONFIRMS_SECONDS_MAX = 10;

    private final Plan plan;
    private final Measurement measurement;
    private final List<Connection> connections;
    private final Progress progress;
    private final NanoClock clock;
    private final long startNanos;
    private Totals moved = Totals.NONE;
    private long movedNanos;

    Course(
            Plan plan,
            Measurement measurement,
            List<Connection> connections,
            Progress progress,
            NanoClock clock) {
        this.plan = plan;
        this.measurement = measurement;
        this.connections = List.copyOf(connections);
        this.progress = progress;
        this.clock = clock;
        this.startNanos = clock.nanos();
        this.movedNanos = startNanos;
    }

    Summary run() {
        int warmUp = plan.extent().isCounted() ? 0 : plan.extent().warmUpSeconds();
        if (warmUp == 0) {
            progress.measurementBegins();
        }
        for (int second = 1; ; second++) {
            boolean isOver = awaitSecond(startNanos + second * SECOND);
            if (isOver && plan.extent().isCounted()) {
                awaitArrival();
            }
            long now = clock.nanos();
            var interval = measurement.look(now);
            progress.second(now - startNanos, interval);
            if (isOver || isTimeUp(second)) {
                progress.measurementEnds();
                return measurement.summary();
            }
            if (second == warmUp) {
                measurement.restart();
                progress.measurementBegins();
            }
        }
    }

    /// Without confirms nobody says that messages have arrived. The answer to a method that comes
    /// behind them on the same channel does.
    private void awaitArrival() {
        if (plan.publishing().producers() > 0 && !plan.publishing().hasConfirms()) {
            connections.stream()
                    .limit(plan.publishing().producers())
                    .map(c -> c.call(new BasicMethod.Qos(0, 0, false)))
                    .toList()
                    .forEach(Connector::await);
        }
    }

    /// After the end: what was sent may still be confirmed.
    void awaitConfirms() {
        long deadline = clock.nanos() + CONFIRMS_SECONDS_MAX * SECOND;
        while (plan.publishing().hasConfirms() && clock.nanos() < deadline) {
            Totals totals = measurement.totals();
            if (totals.confirmed() + totals.refused() == totals.sent()) {
                return;
            }
            failIfBroken();
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean isTimeUp(int second) {
        return !plan.extent().isCounted()
                && second == plan.extent().warmUpSeconds() + plan.extent().seconds();
    }

    /// True when all messages have gone their way before that.
    private boolean awaitSecond(long deadline) {
        for (long now = clock.nanos(); now < deadline; now = clock.nanos()) {
            failIfBroken();
            if (isComplete(measurement.totals())) {
                return true;
            }
            LockSupport.parkNanos(Math.min(POLL_NANOS, deadline - now));
        }
        failIfStalled(measurement.totals());
        return isComplete(measurement.totals());
    }

    private boolean isComplete(Totals totals) {
        if (!plan.extent().isCounted()) {
            return false;
        }
        long wanted = plan.extent().messages();
        boolean isPublished = plan.publishing().producers() == 0 || totals.sent() >= wanted;
        boolean isConfirmed =
                !plan.publishing().hasConfirms() || totals.confirmed() + totals.refused() >= wanted;
        boolean isReceived = plan.consuming().consumers() == 0 || totals.received() >= wanted;
        return isPublished && isConfirmed && isReceived;
    }

    private void failIfBroken() {
        for (Connection connection : connections) {
            String failure = connection.failureOrNull();
            if (failure != null) {
                throw new BrokerException(failure);
            }
        }
    }

    private void failIfStalled(Totals totals) {
        long now = clock.nanos();
        if (!totals.equals(moved)) {
            moved = totals;
            movedNanos = now;
        }
        if (plan.extent().isCounted() && now - movedNanos > plan.extent().stallSeconds() * SECOND) {
            progress.measurementEnds();
            throw new StalledException(stallText(totals), measurement.summary());
        }
    }

    private String stallText(Totals totals) {
        long blocked = connections.stream().filter(Connection::isBlocked).count();
        return "nothing has moved for %d s%s: %s"
                .formatted(
                        plan.extent().stallSeconds(),
                        blocked == 0 ? "" : ", the broker has blocked its publishers",
                        totals);
    }
}
