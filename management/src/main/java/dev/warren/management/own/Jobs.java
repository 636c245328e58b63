package dev.warren.management.own;

import dev.warren.engine.broker.Broker;
import dev.warren.management.http.ApiException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The jobs that run, and the last ones that have ended. In memory: a restart ends them. Any
/// thread.
public final class Jobs implements AutoCloseable {

    /// So many run at once.
    static final int RUNNING_MAX = 4;

    /// So many are remembered, those that run among them.
    static final int KEPT_MAX = 100;

    private final Broker broker;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Job> byId = new ConcurrentSkipListMap<>();

    public Jobs(Broker broker) {
        this.broker = broker;
    }

    /// Begins one. 503 while too many run.
    Job begin(JobOrder order) {
        Job job =
                new Job(
                        lastId.incrementAndGet(),
                        order,
                        broker.moves(),
                        broker.clock().wallMillis());
        byId.put(job.id(), job);
        if (byId.values().stream().filter(Job::isRunning).count() > RUNNING_MAX) {
            byId.remove(job.id());
            throw new ApiException(503, "busy", "Too many jobs at once");
        }
        forgetOldest();
        Thread.ofVirtual().name("job-" + job.id()).start(job);
        return job;
    }

    private void forgetOldest() {
        byId.values().stream()
                .filter(job -> !job.isRunning())
                .limit(Math.max(0, byId.size() - KEPT_MAX))
                .map(Job::id)
                .toList()
                .forEach(byId::remove);
    }

    @Nullable Job byIdOrNull(long id) {
        return byId.get(id);
    }

    /// By age, the oldest first.
    Stream<Job> all() {
        return byId.values().stream();
    }

    @Override
    public void close() {
        all().forEach(Job::cancel);
    }
}
