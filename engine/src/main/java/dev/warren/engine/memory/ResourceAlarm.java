package dev.warren.engine.memory;

import dev.warren.engine.lane.Lane;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says when memory is short, or the disk: publishers then wait until there is room.
///
/// Driven by the ledger, not by the heap: what the ledger counts is what the load put there. Set at
/// the limit, cleared below a tenth less, so that it does not flutter. [#check] is cheap and is
/// called after every turn of every lane.
public final class ResourceAlarm {

    /// Told when the alarm is set or cleared, on the lane that it watches from.
    @FunctionalInterface
    public interface Watcher {
        void changed(boolean isSet);
    }

    private static final Logger log = LoggerFactory.getLogger("warren.alarm");

    private final ByteLedger ledger;
    private final List<? extends Lane> lanes;
    private final List<Set<Watcher>> watchersByLane = new ArrayList<>();

    private volatile long limitBytes;
    private volatile boolean isMemoryShort;
    private volatile boolean isDiskFull;
    private volatile boolean isDiskBehind;

    /// Any of the three.
    private volatile boolean isSet;

    public ResourceAlarm(ByteLedger ledger, List<? extends Lane> lanes, long limitBytes) {
        this.ledger = ledger;
        this.lanes = lanes;
        this.limitBytes = limitBytes;
        for (Lane ignored : lanes) {
            watchersByLane.add(new LinkedHashSet<>());
        }
    }

    /// Any thread.
    public boolean isSet() {
        return isSet;
    }

    /// Whether clients are told of it. That the disk is behind is a matter of moments.
    public boolean isToBeTold() {
        return isMemoryShort || isDiskFull;
    }

    /// What clients are told.
    public String reason() {
        return isMemoryShort ? "low on memory" : "low on disk";
    }

    /// There is no room on the disk, or there is again. Any thread.
    public void setDiskFull(boolean isFull) {
        isDiskFull = isFull;
        log.warn("disk resource limit alarm {}", isFull ? "set" : "cleared");
        lanes.getFirst().later(this::check);
    }

    /// More waits to be written than should, or no more. Any thread.
    public void setDiskBehind(boolean isBehind) {
        isDiskBehind = isBehind;
        lanes.getFirst().later(this::check);
    }

    public long limitBytes() {
        return limitBytes;
    }

    /// Changes the limit while the node runs. Any thread; takes effect at the next check.
    public void setLimitBytes(long bytes) {
        limitBytes = bytes;
    }

    /// On the watcher's lane.
    public void watch(Lane lane, Watcher watcher) {
        watchersByLane.get(lane.index()).add(watcher);
    }

    /// On the watcher's lane.
    public void unwatch(Lane lane, Watcher watcher) {
        watchersByLane.get(lane.index()).remove(watcher);
    }

    /// Compares the ledger with the limit and passes a change on. On the first lane only.
    public void check() {
        if (isDue()) {
            isMemoryShort = !isMemoryShort;
            log.warn(
                    "memory resource limit alarm {}: {} bytes held, limit {}",
                    isMemoryShort ? "set" : "cleared",
                    ledger.totalBytes(),
                    limitBytes);
        }
        boolean shouldBeSet = isMemoryShort || isDiskFull || isDiskBehind;
        if (shouldBeSet != isSet) {
            isSet = shouldBeSet;
            tell(shouldBeSet);
        }
    }

    private void tell(boolean set) {
        for (Lane lane : lanes) {
            lane.execute(() ->
                    List.copyOf(watchersByLane.get(lane.index())).forEach(w -> w.changed(set)));
        }
    }

    /// Whether a check would find memory short, or no more: asked on any lane, which then has the
    /// first lane check.
    public boolean isDue() {
        long held = ledger.totalBytes();
        long limit = limitBytes;
        return isMemoryShort ? held <= limit - limit / 10 : held >= limit;
    }
}
