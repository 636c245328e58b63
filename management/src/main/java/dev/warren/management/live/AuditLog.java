package dev.warren.management.live;

import dev.warren.engine.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who has changed what by the HTTP API: the last of it in memory, all of it in the log. Any
/// thread.
///
/// A path names what was changed; what is in a body is not kept, because it may be a password.
public final class AuditLog {

    /// So many changes are in memory.
    public static final int ENTRIES_MAX = 1_000;

    /// Of a longer path the beginning is kept.
    static final int PATH_LENGTH_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger("warren.audit");

    /// A change that somebody wanted, and how it was answered.
    public record Entry(
            long millis, String user, String address, String method, String path, int status) {}

    private final Clock clock;
    private final ConcurrentLinkedDeque<Entry> entries = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    public AuditLog(Clock clock) {
        this.clock = clock;
    }

    public void add(String user, String address, String method, String path, int status) {
        String kept = path.substring(0, Math.min(path.length(), PATH_LENGTH_MAX));
        entries.add(new Entry(clock.wallMillis(), user, address, method, kept, status));
        if (count.incrementAndGet() > ENTRIES_MAX && entries.poll() != null) {
            count.decrementAndGet();
        }
        LOG.info("HTTP API: user '{}' from {}: {} {}: {}", user, address, method, kept, status);
    }

    /// The newest first.
    public List<Entry> entries() {
        return new ArrayList<>(entries).reversed();
    }
}
